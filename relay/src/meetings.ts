/** What a member needs to meet others: a ticket, the servers where it counts, and ways through TURN. Keeps nothing. */
import { type HeldTicket, iceServersFor, placesOf, type Ticket, type TurnConfig } from '@maru/signaling';
import type { CommunityId, SignalingTicket } from '@maru/sync-core';

export type Meetings = {
  /** For clients of the first version. */
  ticket(): Ticket;
  meeting(community: CommunityId, held: HeldTicket | null): SignalingTicket;
};

export type MeetingsDeps = {
  readonly issueTicket: (held: HeldTicket | null) => Ticket;
  readonly signalingUrls: readonly string[];
  readonly turn: TurnConfig | null;
  readonly now: () => number;
};

export const createMeetings = ({ issueTicket, signalingUrls, turn, now }: MeetingsDeps): Meetings => ({
  ticket: () => issueTicket(null),
  meeting(community, held) {
    const ticket = issueTicket(held);
    return {
      ...ticket,
      signalingUrls: placesOf(signalingUrls, community),
      iceServers: iceServersFor(turn, ticket.peerId, now()),
    };
  },
});
