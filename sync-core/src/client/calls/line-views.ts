/** What rings and what was missed, over all communities, with the names that people go by there. */
import type { CommunityId, MemberId, RingId } from '../../model/index.ts';
import type { OpenCommunity } from '../community/open-community.ts';
import { personOf } from '../community/people.ts';
import type { MissedCallsView, RingingView } from '../ringing-views.ts';
import type { SelfReads } from '../self/self-state.ts';
import type { Line } from './line.ts';

type Communities = ReadonlyMap<CommunityId, OpenCommunity>;

const partner = (open: Communities, community: CommunityId, member: MemberId, ring: RingId) => {
  const state = open.get(community)?.core.governance.current();
  if (!state) return null;
  return { community, communityName: state.name, ring, member, ...personOf(state, member) };
};

export const ringingView = ({ incoming, outgoing }: Line, open: Communities): RingingView => {
  const from = incoming && partner(open, incoming.community, incoming.from, incoming.ring);
  const to = outgoing && partner(open, outgoing.community, outgoing.to, outgoing.ring);
  return {
    incoming: from && { ...from, answering: incoming.answering },
    outgoing: to && { ...to, ringing: outgoing.ringing },
  };
};

/** The newest first. */
export const missedCallsView = (self: SelfReads, open: Communities): readonly MissedCallsView[] =>
  self
    .keys('missedCalls')
    .flatMap((key) => {
      const { community, member } = key;
      const state = open.get(community)?.core.governance.current();
      const calls = (self.get(key) ?? []).filter(({ seen }) => !seen);
      const last = calls.at(-1);
      if (!state || !last) return [];
      const { name, colour } = personOf(state, member);
      return [{ community, member, name, colour, calls: calls.length, at: last.at }];
    })
    .sort((a, b) => b.at - a.at);
