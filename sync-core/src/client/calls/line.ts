/**
 * The one line of this installation, over all its communities: at most one ring comes in and one goes out. Whoever
 * else rings meanwhile finds it busy.
 */
import type { CommunityId, DeviceId, MemberId, RingId } from '../../model/index.ts';
import { limits } from '../../model/index.ts';
import { createPace, type Pace } from '../pace.ts';

export type RingIn = {
  readonly community: CommunityId;
  readonly ring: RingId;
  readonly from: MemberId;
  readonly device: DeviceId;
  readonly since: number;
  /** Taken up here, and the caller not heard of yet. */
  readonly answering: boolean;
};
export type RingOut = {
  readonly community: CommunityId;
  readonly ring: RingId;
  readonly to: MemberId;
  readonly since: number;
  /** A device of theirs rings. */
  readonly ringing: boolean;
};

export type Line = {
  incoming: RingIn | null;
  outgoing: RingOut | null;
  /** Rings let through of late, whoever made them. */
  readonly heard: Pace;
};

const minuteMs = 60_000;

export const createLine = (): Line => ({
  incoming: null,
  outgoing: null,
  heard: createPace(limits.ringsHeard, minuteMs),
});
