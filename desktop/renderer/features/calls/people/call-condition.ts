/** How the own call stands as a whole, for the line that is always in sight. Pure. */
import type { CallState } from '../../../calls/call-store.ts';

export type CallCondition = 'seeking' | 'joining' | 'reconnecting' | 'in';

/** So long after somebody came they are still met for the first time: their own tile says so. */
const freshMs = 8_000;

export const callCondition = (
  {
    joining,
    seeking,
    participants,
    links,
    reconnecting,
  }: Pick<CallState, 'joining' | 'seeking' | 'participants' | 'links' | 'reconnecting'>,
  nowMs: number,
): CallCondition => {
  if (joining) return seeking ? 'seeking' : 'joining';
  if (reconnecting) return 'reconnecting';
  const others = participants.filter(({ me }) => !me);
  const waits =
    others.length > 0 && others.every(({ device }) => (links[device] ?? 'connecting') === 'connecting');
  if (!waits) return 'in';
  return participants.some(({ joinedAt }) => joinedAt > nowMs - freshMs) ? 'in' : 'reconnecting';
};
