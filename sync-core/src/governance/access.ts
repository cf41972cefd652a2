/**
 * What a member may do, in Discord's order [T12]: owner → all; everyone OR roles; administrator → all;
 * then, for the category and after it for the channel: everyone deny, everyone allow, role denies,
 * role allows, member deny, member allow; last what follows from a missing permission.
 *
 * A category's overwrites are what its channels start from; a channel's own refine them.
 */
import {
  type CommunityId,
  hasPermission,
  type MemberId,
  noPermissions,
  type Overwrite,
  type Permission,
  type PermissionBits,
  permissionsOf,
  type RoleId,
} from '../model/index.ts';
import type { Community, Member, Overwrites, Place } from './types.ts';

/** Every bit there is or will be: what an owner or administrator holds and may hand on. */
export const everyBit: PermissionBits = (1n << 64n) - 1n;

/** The id by which overwrites name everyone: the first half of the community's id, as no op can be given it. */
export const everyoneRole = (community: CommunityId): RoleId => community.slice(0, 32) as string as RoleId;

export const overwriteKey = (target: Overwrite['target']): string => `${target.kind}:${target.id}`;

/** Without the first nobody has the second. Source: Discord, "Permissions", implicit permissions. */
export const impliedDenials: readonly (readonly [Permission, PermissionBits])[] = [
  ['sendMessages', permissionsOf('mentionEveryone', 'attachFiles', 'embedLinks')],
  [
    'connect',
    permissionsOf(
      'speak',
      'stream',
      'voiceActivity',
      'prioritySpeaker',
      'muteMembers',
      'deafenMembers',
      'moveMembers',
    ),
  ],
];

/** The overwrites that hold at a place, outermost first; null for a place that doesn't exist. */
export const overwritesAt = (
  community: Community,
  place: Place,
): readonly { readonly level: 'category' | 'channel'; readonly overwrites: Overwrites }[] | null => {
  if ('category' in place) {
    const category = community.categories.get(place.category);
    return category === undefined ? null : [{ level: 'category', overwrites: category.overwrites }];
  }
  const channel = community.channels.get(place.channel);
  if (channel === undefined) return null;
  const own = { level: 'channel', overwrites: channel.overwrites } as const;
  const category = channel.category === null ? undefined : community.categories.get(channel.category);
  return category === undefined ? [own] : [{ level: 'category', overwrites: category.overwrites }, own];
};

/** What a member holds in the community as a whole. */
export const basePermissions = (community: Community, member: MemberId): PermissionBits => {
  const found = community.members.get(member);
  if (found === undefined) return noPermissions;
  if (community.owner === member) return everyBit;
  let set = community.everyone;
  for (const role of found.roles) set |= community.roles.get(role)?.permissions ?? noPermissions;
  return hasPermission(set, 'administrator') ? everyBit : set;
};

const applyOverwrites = (
  community: Community,
  member: Member,
  set: PermissionBits,
  overwrites: Overwrites,
): PermissionBits => {
  if (overwrites.size === 0) return set;
  const everyone = overwrites.get(`role:${everyoneRole(community.id)}`);
  if (everyone !== undefined) set = (set & ~everyone.deny) | everyone.allow;
  let deny = noPermissions;
  let allow = noPermissions;
  for (const role of member.roles) {
    const overwrite = overwrites.get(`role:${role}`);
    if (overwrite === undefined) continue;
    deny |= overwrite.deny;
    allow |= overwrite.allow;
  }
  set = (set & ~deny) | allow;
  const own = overwrites.get(`member:${member.id}`);
  return own === undefined ? set : (set & ~own.deny) | own.allow;
};

/** What a member holds at a place. Nothing for who is no member and where nothing is. */
export const permissionsAt = (community: Community, member: MemberId, place?: Place): PermissionBits => {
  const found = community.members.get(member);
  if (found === undefined) return noPermissions;
  const base = basePermissions(community, member);
  if (place === undefined) return base;
  const levels = overwritesAt(community, place);
  if (levels === null) return noPermissions;
  if (base === everyBit) return base;
  let set = base;
  for (const { overwrites } of levels) set = applyOverwrites(community, found, set, overwrites);
  // An overwrite can't make an administrator.
  set &= ~permissionsOf('administrator');
  if (!hasPermission(set, 'viewChannel')) return noPermissions;
  for (const [needed, denied] of impliedDenials) if (!hasPermission(set, needed)) set &= ~denied;
  return set;
};

/** Whether `member` may do what `permission` names, at `place` or in the community as a whole. */
export const can = (community: Community, member: MemberId, permission: Permission, place?: Place): boolean =>
  hasPermission(permissionsAt(community, member, place), permission);
