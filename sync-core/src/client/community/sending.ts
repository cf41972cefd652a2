/** Whether the own person may write in a channel now, and if not why: asked before sending [T12]. */
import { assert, unreachable } from '../../base/index.ts';
import {
  basePermissions,
  type Community,
  can,
  isArchived,
  isTimedOut,
  slowModeWaitMs,
} from '../../governance/index.ts';
import {
  type ChannelId,
  type DeviceId,
  hasPermission,
  type MemberId,
  type Permission,
} from '../../model/index.ts';
import type { CommunityStore, Place } from '../../storage/index.ts';
import type { ClientError } from '../errors.ts';
import type { SendRefusal } from '../structure-views.ts';

/** Null when they may. What passes by itself or by an own act is named before a permission that is missing. */
export const sendRefusalOf = (
  community: Community,
  self: MemberId,
  channel: ChannelId,
  permission: Permission,
  nowMs: number,
  device?: DeviceId,
): SendRefusal | null => {
  if (device !== undefined && community.devices.get(device)?.removed != null)
    return { kind: 'device-removed' };
  if (can(community, self, permission, { channel }, nowMs)) return null;
  const member = community.members.get(self);
  if (member === undefined) return { kind: 'no-permission' };
  // Owner and administrators pass by the first two.
  if (!hasPermission(basePermissions(community, self), 'administrator')) {
    if (isTimedOut(member, nowMs)) {
      assert(member.timeout !== null, 'who is timed out has a timeout');
      return { kind: 'timed-out', until: member.timeout.until, reason: member.timeout.reason };
    }
    if (member.owesRules) return { kind: 'rules-not-accepted' };
  }
  return { kind: isArchived(community, { channel }) ? 'archived' : 'no-permission' };
};

export const sendRefusalToError = (refusal: SendRefusal, permission: Permission): ClientError => {
  switch (refusal.kind) {
    case 'timed-out':
    case 'rules-not-accepted':
    case 'device-removed':
      return { kind: 'not-allowed', permission: refusal.kind };
    case 'archived':
    case 'no-permission':
      return { kind: 'not-allowed', permission };
    default:
      return unreachable(refusal);
  }
};

/** Until when a slow channel keeps the own person waiting; null when they may write at once. */
export const slowModeUntil = (
  community: Community,
  store: CommunityStore,
  self: MemberId,
  place: Place,
  nowMs: number,
): number | null => {
  const seconds = community.channels.get(place.channel)?.slowModeSeconds ?? 0;
  if (seconds === 0) return null;
  const last = store.lastOwnAt(place, nowMs - seconds * 1_000);
  const waitMs = slowModeWaitMs(community, self, place.channel, last, nowMs);
  return waitMs === 0 ? null : nowMs + waitMs;
};
