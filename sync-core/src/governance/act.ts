/**
 * Whether an act is allowed in a given state: the one check that `resolve` and the sender share [T10, T12].
 * Joining is judged by `join.ts`, who signed and in what order by `fold.ts`.
 */
import { err, ok, type Result, unreachable } from '../base/index.ts';
import type { GovernanceOp, MemberId, OperationOf, Permission, PermissionBits } from '../model/index.ts';
import { basePermissions, can, everyoneRole, permissionsAt } from './access.ts';
import { isOrder } from './order.ts';
import { isBelow, isRoleBelow, outranks } from './rank.ts';
import type { Community, GovernanceRefusal, Place } from './types.ts';

/** `permission` is the one that is missing, when that is the reason. */
export type ActRefusal = { readonly reason: GovernanceRefusal; readonly permission: Permission | null };

const refuse = (reason: GovernanceRefusal): ActRefusal => ({ reason, permission: null });
const needs = (
  community: Community,
  actor: MemberId,
  permission: Permission,
  place?: Place,
): ActRefusal | null =>
  can(community, actor, permission, place) ? null : { reason: 'missing-permission', permission };

const grantsTooMuch = (held: PermissionBits, granted: PermissionBits): boolean => (granted & ~held) !== 0n;

type Check = ActRefusal | null;

const checkChannelEdit = (community: Community, actor: MemberId, op: OperationOf<'channelEdited'>): Check => {
  if (!community.channels.has(op.channel)) return refuse('unknown-target');
  const here = needs(community, actor, 'manageChannels', { channel: op.channel });
  if (here !== null || op.place === null) return here;
  if (!isOrder(op.place.order)) return refuse('invalid-order');
  const { category } = op.place;
  if (category === null) return null;
  if (!community.categories.has(category)) return refuse('unknown-target');
  return needs(community, actor, 'manageChannels', { category });
};

const checkRoleEdit = (community: Community, actor: MemberId, op: OperationOf<'roleEdited'>): Check => {
  const missing = needs(community, actor, 'manageRoles');
  if (missing !== null) return missing;
  const role = op.role === null ? null : community.roles.get(op.role);
  if (role === undefined) return refuse('unknown-target');
  if (role !== null && !isRoleBelow(community, actor, role)) return refuse('rank');
  if (role !== null && op.order !== null) {
    if (!isOrder(op.order)) return refuse('invalid-order');
    if (!isBelow(community, actor, op.order)) return refuse('rank');
  }
  const before = role === null ? community.everyone : role.permissions;
  const changed = op.permissions === null ? 0n : op.permissions ^ before;
  return grantsTooMuch(basePermissions(community, actor), changed) ? refuse('grants-more-than-held') : null;
};

const checkRole = (community: Community, actor: MemberId, id: OperationOf<'roleGranted'>['role']): Check => {
  const role = community.roles.get(id);
  if (role === undefined) return refuse('unknown-target');
  if (!isRoleBelow(community, actor, role)) return refuse('rank');
  const held = basePermissions(community, actor);
  return grantsTooMuch(held, role.permissions) ? refuse('grants-more-than-held') : null;
};

const checkRoleChange = (
  community: Community,
  actor: MemberId,
  op: OperationOf<'roleGranted'> | OperationOf<'roleRevoked'>,
): Check => {
  const missing = needs(community, actor, 'manageRoles');
  if (missing !== null) return missing;
  if (!community.members.has(op.member)) return refuse('unknown-target');
  if (op.type === 'roleGranted') return checkRole(community, actor, op.role);
  const role = community.roles.get(op.role);
  if (role === undefined) return refuse('unknown-target');
  return isRoleBelow(community, actor, role) ? null : refuse('rank');
};

const checkOverwrite = (community: Community, actor: MemberId, op: OperationOf<'overwriteSet'>): Check => {
  const place: Place = op.place.type === 'channel' ? { channel: op.place.id } : { category: op.place.id };
  const found =
    op.place.type === 'channel' ? community.channels.get(op.place.id) : community.categories.get(op.place.id);
  if (found === undefined) return refuse('unknown-target');
  const missing = needs(community, actor, 'manageRoles', place);
  if (missing !== null) return missing;
  const { target, allow, deny } = op.overwrite;
  if (target.type === 'role' && target.id !== everyoneRole(community.id)) {
    const role = community.roles.get(target.id);
    if (role === undefined) return refuse('unknown-target');
    if (!isRoleBelow(community, actor, role)) return refuse('rank');
  }
  if (target.type === 'member') {
    if (!community.members.has(target.id)) return refuse('unknown-target');
    if (target.id !== actor && !outranks(community, actor, target.id)) return refuse('rank');
  }
  const before = found.overwrites.get(`${target.type}:${target.id}`);
  const changed = (allow ^ (before?.allow ?? 0n)) | (deny ^ (before?.deny ?? 0n));
  return grantsTooMuch(permissionsAt(community, actor, place), changed)
    ? refuse('grants-more-than-held')
    : null;
};

const checkInvite = (community: Community, actor: MemberId, op: OperationOf<'inviteCreated'>): Check => {
  const missing = needs(community, actor, 'createInvite');
  if (missing !== null) return missing;
  if (community.invites.has(op.invite)) return refuse('invite-exists');
  if (op.roles.length === 0) return null;
  const unable = needs(community, actor, 'manageRoles');
  if (unable !== null) return unable;
  for (const role of op.roles) {
    const refusal = checkRole(community, actor, role);
    if (refusal !== null) return refusal;
  }
  return null;
};

const checkRemoval = (community: Community, actor: MemberId, op: OperationOf<'memberRemoved'>): Check => {
  if (op.member === community.owner) return refuse('owner-protected');
  if (op.member === actor && !op.ban) return null;
  const missing = needs(community, actor, op.ban ? 'banMembers' : 'kickMembers');
  if (missing !== null) return missing;
  if (!community.members.has(op.member)) return op.ban ? null : refuse('unknown-target');
  return outranks(community, actor, op.member) ? null : refuse('rank');
};

const check = (community: Community, actor: MemberId, op: GovernanceOp): Check => {
  if (!community.founded) return refuse('before-genesis');
  if (op.type === 'genesis') return refuse('already-founded');
  if (op.type === 'memberJoined') return community.bans.has(actor) ? refuse('banned') : null;
  const member = community.members.get(actor);
  if (member === undefined) return refuse('not-a-member');
  switch (op.type) {
    case 'communityEdited':
      return needs(community, actor, 'manageCommunity');
    case 'categoryCreated':
      return (
        needs(community, actor, 'manageChannels') ?? (isOrder(op.order) ? null : refuse('invalid-order'))
      );
    case 'categoryEdited':
      if (!community.categories.has(op.category)) return refuse('unknown-target');
      if (op.order !== null && !isOrder(op.order)) return refuse('invalid-order');
      return needs(community, actor, 'manageChannels', { category: op.category });
    case 'channelCreated':
      if (op.category !== null && !community.categories.has(op.category)) return refuse('unknown-target');
      if (!isOrder(op.order)) return refuse('invalid-order');
      return needs(
        community,
        actor,
        'manageChannels',
        op.category === null ? undefined : { category: op.category },
      );
    case 'channelEdited':
      return checkChannelEdit(community, actor, op);
    case 'roleCreated': {
      const missing = needs(community, actor, 'manageRoles');
      if (missing !== null) return missing;
      if (!isOrder(op.order)) return refuse('invalid-order');
      if (!isBelow(community, actor, op.order)) return refuse('rank');
      const held = basePermissions(community, actor);
      return grantsTooMuch(held, op.permissions) ? refuse('grants-more-than-held') : null;
    }
    case 'roleEdited':
      return checkRoleEdit(community, actor, op);
    case 'roleGranted':
    case 'roleRevoked':
      return checkRoleChange(community, actor, op);
    case 'overwriteSet':
      return checkOverwrite(community, actor, op);
    case 'inviteCreated':
      return checkInvite(community, actor, op);
    case 'inviteRevoked': {
      const invite = community.invites.get(op.invite);
      if (invite === undefined) return refuse('unknown-target');
      return invite.by === actor ? null : needs(community, actor, 'manageCommunity');
    }
    case 'memberRemoved':
      return checkRemoval(community, actor, op);
    case 'memberUnbanned':
      if (!community.bans.has(op.member)) return refuse('not-banned');
      return needs(community, actor, 'banMembers');
    case 'profileEdited':
      return op.name === member.name ? null : needs(community, actor, 'changeNickname');
    case 'epochOpened':
      return null;
    default:
      return unreachable(op);
  }
};

/** Whether `actor` may do `op` in this state; asked before sending and, for every op, by `resolve`. */
export const canAct = (community: Community, actor: MemberId, op: GovernanceOp): Result<void, ActRefusal> => {
  const refusal = check(community, actor, op);
  return refusal === null ? ok(undefined) : err(refusal);
};
