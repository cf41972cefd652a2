/** The contract's part on calls of two: ringing, and calls that nobody answered. */
import type { CallParticipantView, MissedCallsView, RingId, RingingView } from '@maru/sync-core';
import { z } from 'zod';
import { communityId, memberId, ringId } from '../ids.ts';
import { callState } from './calls.ts';

const community = { community: communityId };

export const ringingCommands = {
  ring: z.object({ ...community, member: memberId }),
  /** The own ring is taken back. */
  cancelRing: z.object(community),
  acceptRing: z.object({ ...community, ring: ringId }),
  declineRing: z.object({ ...community, ring: ringId }),
  /** Takes part in the call that came of a ring, and leaves the one that this device was in before. */
  joinPair: z.object({ ...community, ring: ringId, ...callState }),
  /** Ends the call that came of a ring for both, be this device in it or not; another call goes on. */
  hangUp: z.object({ ...community, ring: ringId }),
  putAwayMissed: z.object({ ...community, member: memberId }),
} as const;

export const ringingQueries = {
  ringing: z.object({}),
  missedCalls: z.object({}),
  /** Who is in the call that came of a ring. */
  pairCall: z.object({ ...community, ring: ringId }),
} as const;

export type RingingCommandOutputs = {
  ring: { readonly ring: RingId };
  joinPair: { readonly session: string; readonly peerId: string };
};
export type RingingQueryOutputs = {
  ringing: RingingView;
  missedCalls: readonly MissedCallsView[];
  pairCall: readonly CallParticipantView[];
};
