/** What the own person may see of each channel, by what governance holds now. */
import { can, readableFrom } from '../../governance/index.ts';
import type { ChannelId, MemberId } from '../../model/index.ts';
import type { Sight } from '../../storage/index.ts';
import type { GovernanceState } from './governance-state.ts';

type Seen = { readonly from: number | null; readonly held: boolean };

export const createSight = (
  governance: Pick<GovernanceState, 'current' | 'revision'>,
  self: MemberId,
): Sight => {
  const known = new Map<ChannelId, Seen>();
  let revision = -1;

  const look = (channel: ChannelId): Seen => {
    const community = governance.current();
    // Who left keeps what they hold; what isn't known yet has nothing to show.
    if (!community.members.has(self) || !community.channels.has(channel)) return { from: null, held: false };
    const place = { channel };
    return {
      from: readableFrom(community, self, channel),
      held: can(community, self, 'manageMessages', place) || can(community, self, 'moderateMembers', place),
    };
  };
  const seen = (channel: ChannelId): Seen => {
    if (revision !== governance.revision()) {
      known.clear();
      revision = governance.revision();
    }
    const found = known.get(channel) ?? look(channel);
    known.set(channel, found);
    return found;
  };

  return { readableFrom: (channel) => seen(channel).from, seesHeld: (channel) => seen(channel).held };
};
