/** The call in a small window above all others: who is large, and the controls. Lives as long as the call. */
import { useRef } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { arrange } from '../../../calls/stage/arrange.ts';
import { useServices } from '../../../stores/services.ts';
import { CallControls } from '../controls.tsx';
import { useSpeaking } from '../use-speaking.ts';
import styles from './stage.module.css';
import { Tiles } from './tiles.tsx';
import { useActiveSpeaker } from './use-active-speaker.ts';

const Inside = () => {
  const { call, stage } = useServices();
  const { t } = useTranslation();
  const room = useRef<HTMLDivElement>(null);
  const participants = useStore(call.store, (state) => state.participants);
  const watching = useStore(call.store, (state) => state.watching);
  const pinned = useStore(stage.store, (state) => state.pinned);
  const speaking = useSpeaking(participants);
  const speaker = useActiveSpeaker(participants, speaking);
  const { main, ...others } = arrange({
    participants,
    watching,
    layouts: { people: 'speaker', screens: 'speaker' },
    pinned,
    speaker,
  });
  const shown = main.length > 0 ? main.slice(0, 1) : others.rest;
  return (
    <section className={styles.small} aria-label={t('calls.stage')} ref={room}>
      <Tiles arrangement={{ ...others, main: [], rest: shown }} speaking={speaking} />
      <CallControls tip={false} />
    </section>
  );
};

export const SmallStage = () => {
  const { stage } = useServices();
  const small = useStore(stage.store, (state) => state.smallWindow);
  return small && createPortal(<Inside />, small.document.body);
};
