/** Schemas of ids: the guard and the brand together. */
import {
  type CategoryId,
  type ChannelId,
  type CommunityId,
  type DeviceId,
  isCategoryId,
  isChannelId,
  isCommunityId,
  isDeviceId,
  isMemberId,
  isMessageId,
  isOpId,
  isRingId,
  isRoleId,
  type MemberId,
  type MessageId,
  type OpId,
  type Position,
  type RingId,
  type RoleId,
} from '@maru/sync-core';
import { z } from 'zod';

export const communityId = z.custom<CommunityId>(isCommunityId, 'not a community id');
export const categoryId = z.custom<CategoryId>(isCategoryId, 'not a category id');
export const channelId = z.custom<ChannelId>(isChannelId, 'not a channel id');
export const messageId = z.custom<MessageId>(isMessageId, 'not a message id');
export const memberId = z.custom<MemberId>(isMemberId, 'not a member id');
export const ringId = z.custom<RingId>(isRingId, 'not a ring id');
export const deviceId = z.custom<DeviceId>(isDeviceId, 'not a device id');
export const roleId = z.custom<RoleId>(isRoleId, 'not a role id');
export const opId = z.custom<OpId>(isOpId, 'not an operation id');
export const position = z.custom<Position>(
  (value) => typeof value === 'string' && /^[0-9a-f]{44}$/.test(value),
  'not a position',
);
