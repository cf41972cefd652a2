/** How a link and the community's whole connection stand: what ConnectionView is made of. */
import type { DeviceId } from '../model/index.ts';

export type LinkProblem = 'unreachable' | 'refused' | 'version' | 'quota' | 'proof';

/** `live`: everything the peer was known to hold when compared is here. */
export type LinkPhase = 'handshake' | 'comparing' | 'catching-up' | 'live' | 'closed';

export type LinkStatus = {
  readonly phase: LinkPhase;
  /** Envelopes known to be missing now, and at the most since catching up began. */
  readonly missing: number;
  readonly total: number;
  readonly problem: LinkProblem | null;
};

export type SyncStatus = {
  readonly status: 'offline' | 'connecting' | 'catching-up' | 'online';
  readonly missing: number;
  readonly total: number;
  readonly problem: LinkProblem | null;
  readonly directPeers: readonly DeviceId[];
};
