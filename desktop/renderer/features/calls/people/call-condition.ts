/** How the own call stands as a whole, for the line that is always in sight. Pure. */
import type { CallState } from '../../../calls/call-store.ts';

export type CallCondition = 'joining' | 'connecting' | 'reconnecting' | 'in';

/** So long after somebody came it is no first connecting any more. */
const freshMs = 8_000;

export const callCondition = (
  { joining, participants, links }: Pick<CallState, 'joining' | 'participants' | 'links'>,
  nowMs: number,
): CallCondition => {
  if (joining) return 'joining';
  const others = participants.filter(({ me }) => !me);
  const waits =
    others.length > 0 && others.every(({ device }) => (links[device] ?? 'connecting') === 'connecting');
  if (!waits) return 'in';
  return participants.some(({ joinedAt }) => joinedAt > nowMs - freshMs) ? 'connecting' : 'reconnecting';
};
