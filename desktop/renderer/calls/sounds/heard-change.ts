/** Which sound a change of the own call makes, if any. Pure. */
import type { CallParticipantView, DeviceId } from '@maru/sync-core';
import { isSamePlace } from '../call-place.ts';
import type { CallState } from '../call-store.ts';
import type { CallSound } from './strokes.ts';

export type Heard = Pick<CallState, 'place' | 'joining' | 'participants' | 'muted' | 'deafened'>;

const devices = (participants: readonly CallParticipantView[], of: (one: CallParticipantView) => boolean) =>
  new Set<DeviceId>(participants.filter((one) => !one.me && of(one)).map(({ device }) => device));
const hasMore = (one: ReadonlySet<DeviceId>, than: ReadonlySet<DeviceId>): boolean =>
  [...one].some((device) => !than.has(device));

/** One in whose call one is and was, both times among the participants. */
const isIn = ({ place, joining, participants }: Heard): boolean =>
  place !== null && !joining && participants.some(({ me }) => me);

/** What one does oneself goes before what others do. */
export const soundOf = (now: Heard, before: Heard): CallSound | null => {
  if (now.place === null) return before.place !== null && !before.joining ? 'ended' : null;
  if (!isIn(now)) return null;
  if (!isIn(before) || !isSamePlace(before.place, now.place)) return 'entered';
  if (now.deafened !== before.deafened) return now.deafened ? 'deafened' : 'undeafened';
  if (now.muted !== before.muted) return now.muted ? 'muted' : 'unmuted';
  const [here, were] = [now.participants, before.participants];
  if (
    hasMore(
      devices(here, () => true),
      devices(were, () => true),
    )
  )
    return 'joined';
  if (
    hasMore(
      devices(were, () => true),
      devices(here, () => true),
    )
  )
    return 'left';
  const shares = ({ screen, mayStream }: CallParticipantView) => screen && mayStream;
  return hasMore(devices(here, shares), devices(were, shares)) ? 'screenShown' : null;
};
