/** What the UI is told of calls of two. */
import type { CommunityId, MemberId, PaletteColour, RingId } from '../model/index.ts';

/** How a ring ended for who rang. `away`: no device of theirs was here. `unavailable`: they take no calls. */
export type RingOutcome = 'declined' | 'busy' | 'unavailable' | 'away' | 'no-answer' | 'cancelled';
/**
 * How it ended where it rang: answered or declined here, on another device, taken back by who rang (or declined on
 * another device), rung to its end, or answered too late.
 */
export type RingEnd = 'declined' | 'elsewhere' | 'over' | 'missed' | 'lost';

/** Why a call of two ended without the person's doing. */
export type PairEnd =
  | { readonly kind: 'hung-up' }
  | { readonly kind: 'lost' }
  | { readonly kind: 'not-allowed' };

type RingPartner = {
  readonly community: CommunityId;
  readonly communityName: string;
  readonly ring: RingId;
  readonly member: MemberId;
  readonly name: string;
  readonly colour: PaletteColour;
};
export type RingingView = {
  readonly incoming: (RingPartner & { readonly answering: boolean }) | null;
  /** `ringing`: a device of theirs does. */
  readonly outgoing: (RingPartner & { readonly ringing: boolean }) | null;
};

/** Calls of one member that were not answered, and that the person hasn't been told of. */
export type MissedCallsView = {
  readonly community: CommunityId;
  readonly member: MemberId;
  readonly name: string;
  readonly colour: PaletteColour;
  readonly calls: number;
  /** Of the last one. */
  readonly at: number;
};
