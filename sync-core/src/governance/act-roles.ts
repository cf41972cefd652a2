/** Whether an act on roles and overwrites is allowed [T12]: below the own highest role, of what one holds. */
import type { OperationOf } from '../model/index.ts';
import { basePermissions, everyoneRole, grantedAt, overwriteKey, overwritesOf } from './access.ts';
import {
  type Case,
  type Check,
  needs,
  needsAbove,
  needsHeld,
  needsOrderBelow,
  needsRoleBelow,
  own,
  refuse,
} from './judging.ts';
import { isOrder } from './order.ts';
import type { Overwrites, Place } from './types.ts';

export const checkRoleCreation = (on: Case, op: OperationOf<'roleCreated'>): Check => {
  const missing = needs(on, 'manageRoles');
  if (missing !== null) return missing;
  if (!isOrder(op.order)) return refuse('invalid-order');
  return (
    needsOrderBelow(on, op.order) ?? needsHeld(on, basePermissions(on.community, on.actor), op.permissions)
  );
};

export const checkRoleEdit = (on: Case, op: OperationOf<'roleEdited'>): Check => {
  const { community, actor } = on;
  const missing = needs(on, 'manageRoles');
  if (missing !== null) return missing;
  const role = op.role === null ? null : community.roles.get(op.role);
  if (role === undefined) return refuse('unknown-target');
  const above = role === null ? null : needsRoleBelow(on, role);
  if (above !== null) return above;
  if (role !== null && op.order !== null) {
    if (!isOrder(op.order)) return refuse('invalid-order');
    const rank = needsOrderBelow(on, op.order);
    if (rank !== null) return rank;
  }
  const before = role === null ? community.everyone : role.permissions;
  const changed = op.permissions === null ? 0n : op.permissions ^ before;
  return needsHeld(on, basePermissions(community, actor), changed);
};

/** Handing on a role: one below the own highest, and no more than one holds. */
export const checkRole = (on: Case, id: OperationOf<'roleGranted'>['role']): Check => {
  const role = on.community.roles.get(id);
  if (role === undefined) return refuse('unknown-target');
  return needsRoleBelow(on, role) ?? needsHeld(on, basePermissions(on.community, on.actor), role.permissions);
};

export const checkRoleGrant = (on: Case, op: OperationOf<'roleGranted'>): Check => {
  const missing = needs(on, 'manageRoles');
  if (missing !== null) return missing;
  return on.community.members.has(op.member) ? checkRole(on, op.role) : refuse('unknown-target');
};

export const checkRoleLoss = (on: Case, op: OperationOf<'roleRevoked' | 'roleWithdrawn'>): Check => {
  const missing = needs(on, 'manageRoles');
  if (missing !== null) return missing;
  const role = on.community.roles.get(op.role);
  if (role === undefined || !on.community.members.has(op.member)) return refuse('unknown-target');
  const above = needsRoleBelow(on, role);
  if (above !== null || op.type === 'roleRevoked') return above;
  // It binds what they wrote: not for those who could not be acted upon.
  return op.member === on.actor ? own(on) : needsAbove(on, op.member);
};

export const checkOverwrite = (on: Case, op: OperationOf<'overwriteSet'>): Check => {
  const { community, actor } = on;
  const place: Place = op.place.type === 'channel' ? { channel: op.place.id } : { category: op.place.id };
  const channel = op.place.type === 'channel' ? community.channels.get(op.place.id) : undefined;
  const category = op.place.type === 'category' ? community.categories.get(op.place.id) : undefined;
  const overwrites =
    channel === undefined ? category?.overwrites : overwritesOf(community, channel).overwrites;
  if (overwrites === undefined) return refuse('unknown-target');
  const missing = needs(on, 'manageRoles', place);
  if (missing !== null) return missing;
  const { target, allow, deny } = op.overwrite;
  if (target.type === 'role' && target.id !== everyoneRole(community.id)) {
    const role = community.roles.get(target.id);
    if (role === undefined) return refuse('unknown-target');
    const above = needsRoleBelow(on, role);
    if (above !== null) return above;
  }
  if (target.type === 'member') {
    if (!community.members.has(target.id)) return refuse('unknown-target');
    const above = target.id === actor ? null : needsAbove(on, target.id);
    if (above !== null) return above;
  }
  const before = overwrites.get(`${target.type}:${target.id}`);
  const changed = (allow ^ (before?.allow ?? 0n)) | (deny ^ (before?.deny ?? 0n));
  return needsHeld(on, heldAt(on, place), changed);
};

const heldAt = ({ community, actor }: Case, place: Place): bigint => {
  const member = community.members.get(actor);
  return member === undefined ? 0n : grantedAt(community, member, place);
};

/** Every bit that differs between two sets of overwrites. */
const differing = (a: Overwrites, b: Overwrites): bigint => {
  let bits = 0n;
  for (const { target } of [...a.values(), ...b.values()]) {
    const [one, two] = [a.get(overwriteKey(target)), b.get(overwriteKey(target))];
    bits |= ((one?.allow ?? 0n) ^ (two?.allow ?? 0n)) | ((one?.deny ?? 0n) ^ (two?.deny ?? 0n));
  }
  return bits;
};

export const checkSync = (on: Case, op: OperationOf<'overwritesSynced'>): Check => {
  const { community } = on;
  const channel = community.channels.get(op.channel);
  const category = channel?.category == null ? undefined : community.categories.get(channel.category);
  if (channel === undefined || category === undefined) return refuse('unknown-target');
  const place = { channel: channel.id };
  const changed = channel.synced ? 0n : differing(channel.overwrites, category.overwrites);
  return needs(on, 'manageRoles', place) ?? needsHeld(on, heldAt(on, place), changed);
};
