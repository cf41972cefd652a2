/** Why nothing is heard of this person, and what would help. */
import { unreachable } from '@maru/sync-core';
import type { TFunction } from 'i18next';
import type { MicrophoneProblem } from '../../../calls/microphone/call-microphone.ts';

export const microphoneProblemWords = (t: TFunction, problem: MicrophoneProblem): string => {
  switch (problem) {
    case 'denied':
      return t('callAudio.denied');
    case 'missing':
      return t('callAudio.missing');
    case 'busy':
      return t('callAudio.busy');
    case 'unsupported':
      return t('callAudio.unsupported');
    default:
      return unreachable(problem);
  }
};
