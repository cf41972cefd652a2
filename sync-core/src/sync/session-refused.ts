/** What a peer's `refused` means: for the link, for one log that was pushed or asked for, or only a wait. */
import { unreachable } from '../base/index.ts';
import { limits } from '../model/index.ts';
import type { Message, Refusal } from '../protocol/index.ts';
import { wantDelayed, wantRefused } from './session-pull.ts';
import { pausePushes, pushMetGap, restPush } from './session-push.ts';
import { close, placeToKey, type Step } from './session-state.ts';
import type { LinkProblem } from './status.ts';

/** What a refusal of the whole link means to a person. */
const refusalToProblem = (reason: Refusal): LinkProblem => {
  if (reason === 'version' || reason === 'proof' || reason === 'quota') return reason;
  return reason === 'overloaded' ||
    reason === 'shutting-down' ||
    reason === 'unavailable' ||
    reason === 'timeout'
    ? 'unreachable'
    : 'refused';
};

/** How long to wait as told, within reason: 1 second to 10 minutes. */
const clamp = (delayMs: number): number => Math.max(1_000, Math.min(delayMs, 600_000));

export const refusedArrived = (step: Step, message: Extract<Message, { readonly type: 'refused' }>): void => {
  const { state } = step;
  const { reason, stream, log, value } = message;
  const place = stream && log ? { stream, log } : null;
  if (state.phase === 'handshake') {
    close(step, `refused: ${reason}`, refusalToProblem(reason));
    return;
  }
  switch (reason) {
    case 'version':
    case 'proof':
      close(step, `refused: ${reason}`, reason);
      return;
    case 'gap': {
      if (!place) return;
      const pushed = state.unacked.has(placeToKey(place.stream, place.log));
      if (!wantRefused(step, place, value) || pushed) pushMetGap(step, place, value);
      return;
    }
    case 'rate':
    case 'quota':
    case 'unavailable':
    case 'overloaded': {
      // Of the link and `unavailable`: there is no signaling server here.
      if (!place && reason === 'unavailable') return;
      if (reason === 'quota') state.problem = 'quota';
      const delayMs = value > 0 ? clamp(value) : limits.storageRetryMs;
      const pushed = place !== null && state.unacked.has(placeToKey(place.stream, place.log));
      if (place && !pushed && wantDelayed(step, place, delayMs)) return;
      pausePushes(step, place, delayMs);
      return;
    }
    case 'signature':
    case 'malformed':
    case 'too-large':
      // Of one log: that one rests on this link. Of the link itself: the peer closes it.
      if (place) restPush(step, place);
      return;
    case 'timeout':
    case 'shutting-down':
      close(step, `refused: ${reason}`, 'unreachable');
      return;
    default:
      unreachable(reason);
  }
};
