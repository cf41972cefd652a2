/**
 * What a member may do, in Discord's order [T12]: owner → all; everyone OR roles; administrator → all;
 * then the place's overwrites: everyone deny, everyone allow, role denies, role allows, member deny,
 * member allow; then what follows from a missing permission; last what a timeout, rules not accepted
 * yet and an archived place leave (`restrict.ts`).
 *
 * A channel follows its category's overwrites until its own are edited; from then on it has a copy.
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
import { isArchived, restrict } from './restrict.ts';
import type { Channel, Community, Overwrites, Place } from './types.ts';

/** Every bit there is or will be: what an owner or administrator holds and may hand on. */
export const everyBit: PermissionBits = (1n << 64n) - 1n;

/** The id by which overwrites name everyone: the first half of the community's id, as no op can be given it. */
export const everyoneRole = (community: CommunityId): RoleId => community.slice(0, 32) as string as RoleId;

/** Whoever is asked about: a member, or nobody in particular with some roles ("view as role"). */
export type Holder = {
  readonly id: MemberId | null;
  readonly roles: ReadonlySet<RoleId>;
};

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

/** The overwrites that hold in a channel, and whose they are. */
export const overwritesOf = (
  community: Community,
  channel: Channel,
): { readonly level: 'category' | 'channel'; readonly overwrites: Overwrites } => {
  const category = channel.category === null ? undefined : community.categories.get(channel.category);
  return channel.synced && category !== undefined
    ? { level: 'category', overwrites: category.overwrites }
    : { level: 'channel', overwrites: channel.overwrites };
};

/** The overwrites that hold at a place; null for a place that doesn't exist. */
export const overwritesAt = (community: Community, place: Place) => {
  if ('category' in place) {
    const category = community.categories.get(place.category);
    return category === undefined ? null : { level: 'category' as const, overwrites: category.overwrites };
  }
  const channel = community.channels.get(place.channel);
  return channel === undefined ? null : overwritesOf(community, channel);
};

/** Whether two sets of overwrites say the same. */
export const sameOverwrites = (a: Overwrites, b: Overwrites): boolean => {
  if (a.size !== b.size) return false;
  for (const [key, { allow, deny }] of a) {
    const other = b.get(key);
    if (other?.allow !== allow || other.deny !== deny) return false;
  }
  return true;
};

/** Whether a channel in a category goes by overwrites of its own: the mark "out of step". */
export const isOutOfStep = (community: Community, channel: Channel): boolean => {
  const category = channel.category === null ? undefined : community.categories.get(channel.category);
  return category !== undefined && !channel.synced;
};

const baseOf = (community: Community, holder: Holder): PermissionBits => {
  if (holder.id !== null && community.owner === holder.id) return everyBit;
  let set = community.everyone;
  for (const role of holder.roles) set |= community.roles.get(role)?.permissions ?? noPermissions;
  return hasPermission(set, 'administrator') ? everyBit : set;
};

const administrator = permissionsOf('administrator');

/** What a member holds in the community as a whole. */
export const basePermissions = (community: Community, member: MemberId): PermissionBits => {
  const found = community.members.get(member);
  return found === undefined ? noPermissions : baseOf(community, found);
};

const applyOverwrites = (
  community: Community,
  holder: Holder,
  set: PermissionBits,
  overwrites: Overwrites,
): PermissionBits => {
  if (overwrites.size === 0) return set;
  const everyone = overwrites.get(`role:${everyoneRole(community.id)}`);
  if (everyone !== undefined) set = (set & ~everyone.deny) | everyone.allow;
  let deny = noPermissions;
  let allow = noPermissions;
  for (const role of holder.roles) {
    const overwrite = overwrites.get(`role:${role}`);
    if (overwrite === undefined) continue;
    deny |= overwrite.deny;
    allow |= overwrite.allow;
  }
  set = (set & ~deny) | allow;
  const own = overwrites.get(`member:${holder.id}`);
  return own === undefined ? set : (set & ~own.deny) | own.allow;
};

const grantedFrom = (
  community: Community,
  holder: Holder,
  base: PermissionBits,
  place?: Place,
): PermissionBits => {
  if (place === undefined) return base;
  const overwrites = overwritesAt(community, place)?.overwrites;
  if (overwrites === undefined) return noPermissions;
  if (base === everyBit) return base;
  let set = applyOverwrites(community, holder, base, overwrites);
  // An overwrite can't make an administrator.
  set &= ~administrator;
  if (!hasPermission(set, 'viewChannel')) return noPermissions;
  for (const [needed, denied] of impliedDenials) if (!hasPermission(set, needed)) set &= ~denied;
  return set;
};

/** What roles and overwrites give at a place, before what a timeout and the like leave of it. */
export const grantedAt = (community: Community, holder: Holder, place?: Place): PermissionBits =>
  grantedFrom(community, holder, baseOf(community, holder), place);

/**
 * What a member holds at a place. Nothing for who is no member and where nothing is. `atMs` is the moment
 * asked about; without one a timeout that is on record counts as running.
 */
export const permissionsAt = (
  community: Community,
  member: MemberId,
  place?: Place,
  atMs?: number,
): PermissionBits => {
  const found = community.members.get(member);
  if (found === undefined) return noPermissions;
  const base = baseOf(community, found);
  const granted = grantedFrom(community, found, base, place);
  const free =
    found.timeout === null && !found.owesRules && (place === undefined || !isArchived(community, place));
  return free ? granted : restrict(community, found, granted, base === everyBit, place, atMs).set;
};

/**
 * Whether everyone, a role or an overwrite names this permission for them: for what nobody wants to have merely
 * by being owner or administrator.
 */
export const isNamed = (
  community: Community,
  member: MemberId,
  permission: Permission,
  place: Place,
): boolean => {
  const found = community.members.get(member);
  const overwrites = overwritesAt(community, place)?.overwrites;
  if (found === undefined || overwrites === undefined) return false;
  const roles = [...found.roles].map((role) => community.roles.get(role)?.permissions ?? noPermissions);
  const named = roles.reduce((set, one) => set | one, community.everyone);
  return hasPermission(applyOverwrites(community, found, named, overwrites), permission);
};

/** Whether `member` may do what `permission` names, at `place` or in the community as a whole. */
export const can = (
  community: Community,
  member: MemberId,
  permission: Permission,
  place?: Place,
  atMs?: number,
): boolean => hasPermission(permissionsAt(community, member, place, atMs), permission);
