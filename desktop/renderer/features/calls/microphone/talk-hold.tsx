/** In a call where a key is held to talk or to be silent: says which, and is itself a key for fingers and pointers. */
import { type KeyboardEvent, type PointerEvent, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Keys } from '../../../components/keys.tsx';
import { useServices } from '../../../stores/services.ts';
import { keyLabel } from './key-label.ts';
import styles from './microphone.module.css';

export const TalkHold = () => {
  const { call, callSettings, microphone } = useServices();
  const { t } = useTranslation();
  const mode = useStore(microphone.store, (state) => state.mode);
  const mustHold = useStore(microphone.store, (state) => state.mustHold);
  const held = useStore(microphone.store, (state) => state.held);
  const key = useStore(callSettings.store, (state) => state.microphone.key);
  const muted = useStore(call.store, (state) => state.muted);
  const maySpeak = useStore(call.store, ({ participants }) => participants.find(({ me }) => me)?.maySpeak);
  const isShown = mode !== 'voiceActivity' && !muted && maySpeak !== false;
  useEffect(() => {
    if (isShown) return () => microphone.hold(false);
    return undefined;
  }, [microphone, isShown]);
  if (!isShown) return null;

  const press = (event: PointerEvent<HTMLButtonElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    microphone.hold(true);
  };
  const letGo = () => microphone.hold(false);
  const isPress = (event: KeyboardEvent) => event.key === ' ' || event.key === 'Enter';
  return (
    <div className={styles.hold}>
      <button
        type="button"
        className={styles.holdButton}
        data-held={held || undefined}
        aria-pressed={held}
        onPointerDown={press}
        onLostPointerCapture={letGo}
        onKeyDown={(event) => {
          if (isPress(event) && !event.repeat) microphone.hold(true);
        }}
        onKeyUp={(event) => {
          if (isPress(event)) letGo();
        }}
        onBlur={letGo}
        onContextMenu={(event) => event.preventDefault()}
      >
        <span>{mode === 'pushToTalk' ? t('callAudio.holdToTalk') : t('callAudio.holdToMute')}</span>
        <Keys keys={[keyLabel(t, key)]} />
      </button>
      {mustHold && <p className={styles.hint}>{t('callAudio.mustHold')}</p>}
    </div>
  );
};
