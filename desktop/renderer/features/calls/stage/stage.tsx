/** The call one is in: tiles, what is wrong, and controls. Of a channel's call and of a call of two alike. */
import { X } from 'lucide-react';
import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { arrange } from '../../../calls/stage/arrange.ts';
import { IconButton } from '../../../components/button.tsx';
import { useServices } from '../../../stores/services.ts';
import { TalkHold } from '../microphone/talk-hold.tsx';
import { useTakenFromOne } from '../people/own-voice.ts';
import { problemWords } from '../problem-words.ts';
import { useSpeaking } from '../use-speaking.ts';
import styles from './stage.module.css';
import { StageControls } from './stage-controls.tsx';
import { StageNewsLine } from './stage-news-line.tsx';
import { Tiles } from './tiles.tsx';
import { useActiveSpeaker } from './use-active-speaker.ts';
import { useFullScreen } from './use-full-screen.ts';
import { useIdle } from './use-idle.ts';
import { usePictureInPicture } from './use-picture-in-picture.ts';

/** What keeps one from taking part as one would, as long as it does. */
const Notes = () => {
  const { call } = useServices();
  const { t } = useTranslation();
  const problem = useStore(call.store, (state) => state.problem);
  const { voice, hearing } = useTakenFromOne();
  const notes = [voice, hearing].filter((words) => words !== null);
  return (
    <>
      {notes.length > 0 && <p className={styles.note}>{notes.join(' ')}</p>}
      {problem && (
        <div className={styles.problem}>
          <p role="alert">{problemWords(t, problem)}</p>
          <IconButton icon={X} size={16} label={t('common.close')} onClick={call.forgetProblem} />
        </div>
      )}
    </>
  );
};

export const Stage = () => {
  const { call, stage } = useServices();
  const { t } = useTranslation();
  const element = useRef<HTMLElement>(null);
  const participants = useStore(call.store, (state) => state.participants);
  const joining = useStore(call.store, (state) => state.joining);
  const seeking = useStore(call.store, (state) => state.seeking);
  const watching = useStore(call.store, (state) => state.watching);
  const hasPicture = useStore(
    call.store,
    ({ cameras, screens, ownCamera }) =>
      Object.keys(cameras).length + Object.keys(screens).length > 0 || ownCamera !== null,
  );
  const layouts = useStore(stage.store, (state) => state.layouts);
  const pinned = useStore(stage.store, (state) => state.pinned);
  const speaking = useSpeaking(participants);
  const speaker = useActiveSpeaker(participants, speaking);
  const arrangement = useMemo(
    () => arrange({ participants, watching, layouts, pinned, speaker }),
    [participants, watching, layouts, pinned, speaker],
  );
  const fullScreen = useFullScreen(element);
  const small = usePictureInPicture(element, hasPicture);
  const idle = useIdle(fullScreen.on);
  return (
    <section
      ref={element}
      className={styles.stage}
      aria-label={t('calls.stage')}
      data-call-page="stage"
      data-full={fullScreen.on || undefined}
      data-idle={idle || undefined}
    >
      {joining && participants.length === 0 ? (
        <p className={styles.joining} role="status">
          {seeking ? t('calls.seeking') : t('calls.joining')}
        </p>
      ) : (
        <Tiles arrangement={arrangement} speaking={speaking} />
      )}
      <Notes />
      <TalkHold />
      <StageControls arrangement={arrangement} fullScreen={fullScreen} small={small} />
      <StageNewsLine participants={participants} />
    </section>
  );
};
