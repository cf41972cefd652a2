/** The microphone as a call has it: silent while one is muted or may not speak, given back when the call is left. */
import type { CallParticipantView } from '@maru/sync-core';
import type { Microphone, MicrophoneState } from './microphone.ts';

export type CallMicrophone = {
  readonly track: MediaStreamTrack;
  /** What this person and the moderators want now; `own` is missing until the call's roster names it. */
  update(muted: boolean, own: CallParticipantView | undefined): void;
  /** Root mean square of what goes out, 0 to 1. */
  level(): number;
  retry(): void;
  stop(): void;
};

export type MicrophoneProblem = NonNullable<MicrophoneState['failure']>;

/** Opens it. `onProblem` is told of what stops it and, with null, that it works again. */
export const openForCall = (
  microphone: Microphone,
  onProblem: (problem: MicrophoneProblem | null) => void,
): CallMicrophone => {
  let told: MicrophoneProblem | null = null;
  const tell = ({ failure }: MicrophoneState): void => {
    if (failure === told) return;
    told = failure;
    onProblem(failure);
  };
  const end = microphone.store.subscribe(tell);
  const use = microphone.use();
  tell(microphone.store.getState());
  return {
    track: use.track,
    update: (muted, own) => use.rule(muted || own?.maySpeak === false, own?.mayUseVoiceActivity !== false),
    level: () => microphone.report().sent,
    retry: microphone.retry,
    stop() {
      end();
      use.release();
    },
  };
};
