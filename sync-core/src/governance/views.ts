/** What the client shows of a community: channels somebody may see, members by role. */
import { compareStrings } from '../base/index.ts';
import type { CategoryId, ChannelId, MemberId, RoleId } from '../model/index.ts';
import { can } from './access.ts';
import { compareOrder, inOrder } from './order.ts';
import { highestRole } from './rank.ts';
import type { Channel, Community, Member, Role } from './types.ts';

export type ChannelGroup = { readonly category: CategoryId | null; readonly channels: readonly Channel[] };

/** Every channel in display order: those without a category first, then category by category. */
export const channelGroups = (community: Community): readonly ChannelGroup[] => {
  const byCategory = new Map<CategoryId | null, Channel[]>([[null, []]]);
  for (const category of inOrder(community.categories.values())) byCategory.set(category.id, []);
  for (const channel of inOrder(community.channels.values()))
    (byCategory.get(channel.category) ?? byCategory.get(null))?.push(channel);
  return [...byCategory].map(([category, channels]) => ({ category, channels }));
};

/** The channels that `member` may see, in display order. */
export const visibleChannels = (community: Community, member: MemberId): readonly ChannelId[] =>
  channelGroups(community).flatMap(({ channels }) =>
    channels.flatMap(({ id }) => (can(community, member, 'viewChannel', { channel: id }) ? [id] : [])),
  );

/** Roles from the highest down. */
export const rolesByRank = (community: Community): readonly Role[] =>
  [...community.roles.values()].sort((a, b) => compareOrder(b, a));

export type MemberGroup = { readonly role: RoleId | null; readonly members: readonly Member[] };

/** Members under their highest hoisted role, from the highest down; the rest (`role` null) last. By name. */
export const membersByRole = (community: Community): readonly MemberGroup[] => {
  const hoisted = rolesByRank(community).filter(({ hoist }) => hoist);
  const groups = new Map<RoleId | null, Member[]>(hoisted.map(({ id }) => [id, []]));
  groups.set(null, []);
  for (const member of community.members.values()) {
    const role = hoisted.find(({ id }) => member.roles.has(id))?.id ?? null;
    groups.get(role)?.push(member);
  }
  return [...groups].flatMap(([role, members]) =>
    members.length === 0
      ? []
      : [
          {
            role,
            members: members.sort((a, b) => compareStrings(a.name, b.name) || compareStrings(a.id, b.id)),
          },
        ],
  );
};

/** The colour a member's name is shown in: that of the highest role that has one. */
export const colourOf = (community: Community, member: Member): Role['colour'] => {
  const coloured = rolesByRank(community).find(({ id, colour }) => colour !== null && member.roles.has(id));
  return coloured?.colour ?? highestRole(community, member)?.colour ?? null;
};
