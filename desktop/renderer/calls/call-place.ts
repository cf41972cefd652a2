/** Where a call is: in a voice channel, or between two members, named by the ring it came of. */
import type { ChannelId, CommunityId, MemberId, RingId } from '@maru/sync-core';

export type ChannelPlace = { readonly community: CommunityId; readonly channel: ChannelId };
export type PairPlace = {
  readonly community: CommunityId;
  readonly ring: RingId;
  /** Who is at the other end. */
  readonly member: MemberId;
};
export type CallPlace = ChannelPlace | PairPlace;

export const isPair = (place: CallPlace): place is PairPlace => 'ring' in place;

/** Null for a call of two, and for none. */
export const channelOf = (place: CallPlace | null): ChannelId | null =>
  place === null || isPair(place) ? null : place.channel;

export const isSamePlace = (one: CallPlace | null, other: CallPlace): boolean =>
  one?.community === other.community &&
  (isPair(one) ? isPair(other) && one.ring === other.ring : channelOf(one) === channelOf(other));
