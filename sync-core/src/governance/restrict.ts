/**
 * What is left of permissions by a timeout, by rules not accepted yet and by an archived place [T12].
 * The first two leave seeing and reading, and pass by the owner and administrators, as on Discord;
 * the last holds for everyone, who may still manage the place (and so take it out of the archive).
 */
import { type Permission, type PermissionBits, permissionsOf } from '../model/index.ts';
import type { Community, Member, Place } from './types.ts';

export type Restriction =
  | { readonly kind: 'timed-out'; readonly until: number }
  | { readonly kind: 'rules-not-accepted' }
  | { readonly kind: 'archived' };

const reading = permissionsOf('viewChannel', 'readHistory');
const writing: readonly Permission[] = [
  'sendMessages',
  'sendMessagesInThreads',
  'createPublicThreads',
  'createPrivateThreads',
  'embedLinks',
  'attachFiles',
  'addReactions',
  'mentionEveryone',
  'pinMessages',
  'createPolls',
  'connect',
  'speak',
  'stream',
  'importHistory',
  'editPages',
];
const writingBits = permissionsOf(...writing);

export const isArchived = (community: Community, place: Place): boolean => {
  if ('category' in place) return community.categories.get(place.category)?.archived === true;
  const channel = community.channels.get(place.channel);
  if (channel === undefined) return false;
  if (channel.archived) return true;
  return channel.category !== null && community.categories.get(channel.category)?.archived === true;
};

/** Whether a timeout on record runs at `atMs`; asked without a moment, it does. */
export const isTimedOut = (member: Pick<Member, 'timeout'>, atMs?: number): boolean =>
  member.timeout !== null && (atMs === undefined || atMs < member.timeout.until);

/** The set that is left, and by what it was lessened. */
export const restrict = (
  community: Community,
  member: Member,
  granted: PermissionBits,
  isAdministrator: boolean,
  place?: Place,
  atMs?: number,
): { readonly set: PermissionBits; readonly by: readonly Restriction[] } => {
  let set = granted;
  const by: Restriction[] = [];
  if (!isAdministrator && member.timeout !== null && isTimedOut(member, atMs)) {
    set &= reading;
    by.push({ kind: 'timed-out', until: member.timeout.until });
  }
  if (!isAdministrator && member.owesRules) {
    set &= reading;
    by.push({ kind: 'rules-not-accepted' });
  }
  if (place !== undefined && isArchived(community, place)) {
    set &= ~writingBits;
    by.push({ kind: 'archived' });
  }
  return { set, by };
};

/** Whether a restriction takes this permission away. */
export const isTakenBy = (restriction: Restriction, permission: Permission): boolean =>
  restriction.kind === 'archived'
    ? writing.includes(permission)
    : permission !== 'viewChannel' && permission !== 'readHistory';
