/** Why a call could not begin or go on, and what would help. */
import { type CallEnd, unreachable } from '@maru/sync-core';
import type { TFunction } from 'i18next';
import type { CallProblem } from '../../calls/call-problem.ts';
import { errorWords } from '../../text/errors.ts';
import { microphoneProblemWords } from './microphone/microphone-words.ts';

const endWords = (t: TFunction, end: CallEnd): string => {
  switch (end.kind) {
    case 'moved':
      return t('calls.sentAway');
    case 'devices':
      return t('calls.ownDevices', { count: end.most });
    case 'not-allowed':
      return t('calls.noLongerAllowed');
    default:
      return unreachable(end);
  }
};

export const problemWords = (t: TFunction, problem: CallProblem): string => {
  switch (problem.kind) {
    case 'host':
      return errorWords(t, problem.error);
    case 'hidden':
      return t('callNetwork.noRelay');
    case 'cameras-full':
      return t('callQuality.camerasFull', { count: problem.most });
    case 'ended':
      return endWords(t, problem.end);
    case 'microphone':
      return microphoneProblemWords(t, problem.failure);
    case 'blur':
      return t('callVideo.blurFailed');
    case 'device': {
      const words = {
        camera: {
          denied: t('calls.cameraDenied'),
          missing: t('calls.cameraMissing'),
          busy: t('calls.cameraBusy'),
          lost: t('callVideo.cameraLost'),
        },
        screen: {
          denied: t('calls.screenFailed'),
          missing: t('calls.screenFailed'),
          busy: t('calls.screenFailed'),
          lost: t('calls.screenFailed'),
        },
      };
      return words[problem.device][problem.reason];
    }
    default:
      return unreachable(problem);
  }
};
