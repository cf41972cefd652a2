/** The key that is held: shown, and another one taken by pressing it. */
import { type KeyboardEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { type KeyRefusal, refuseTalkKey } from '../../../calls/microphone/talk-key.ts';
import { Keys } from '../../../components/keys.tsx';
import { useServices } from '../../../stores/services.ts';
import { keyLabel } from './key-label.ts';
import styles from './microphone.module.css';

export const KeyRecorder = ({ label }: { label: string }) => {
  const { callSettings } = useServices();
  const { t } = useTranslation();
  const id = useId();
  const key = useStore(callSettings.store, ({ microphone }) => microphone.key);
  const [recording, setRecording] = useState(false);
  const [refusal, setRefusal] = useState<KeyRefusal | null>(null);

  const end = () => {
    setRecording(false);
    setRefusal(null);
  };
  const take = (event: KeyboardEvent) => {
    if (!recording) return;
    // Onwards as ever: nobody is caught in here.
    if (event.key === 'Tab') return end();
    event.preventDefault();
    event.stopPropagation();
    if (event.repeat) return;
    if (event.key === 'Escape') return end();
    const refused = refuseTalkKey(event.code);
    setRefusal(refused);
    if (refused) return;
    callSettings.set({ microphone: { key: event.code } });
    setRecording(false);
  };
  const refusals: Record<KeyRefusal, string> = {
    needed: t('callAudio.keyNeeded'),
    unknown: t('callAudio.keyUnknown'),
  };
  return (
    <div className={styles.recorder}>
      <p id={`${id}-label`} className={styles.label}>
        {label}
      </p>
      <button
        type="button"
        id={id}
        className={styles.record}
        data-recording={recording || undefined}
        aria-labelledby={`${id}-label ${id}`}
        aria-describedby={`${id}-note`}
        onClick={() => setRecording(true)}
        onKeyDown={take}
        onBlur={end}
      >
        {recording ? t('callAudio.pressKey') : <Keys keys={[keyLabel(t, key)]} />}
        {!recording && <span>{t('callAudio.changeKey')}</span>}
      </button>
      <p id={`${id}-note`} className={refusal ? styles.error : styles.hint} role="status">
        {refusal ? refusals[refusal] : t('callAudio.keyHint')}
      </p>
    </div>
  );
};
