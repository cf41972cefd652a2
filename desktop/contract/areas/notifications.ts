/** The contract's part on levels, mutes and do-not-disturb. */
import { type CommunityAttentionView, notificationLevels, type QuietView } from '@maru/sync-core';
import { z } from 'zod';
import { categoryId, channelId, communityId, messageId } from '../ids.ts';

const subject = z.discriminatedUnion('type', [
  z.object({ type: z.literal('community'), community: communityId }),
  z.object({ type: z.literal('category'), community: communityId, category: categoryId }),
  z.object({ type: z.literal('channel'), community: communityId, channel: channelId }),
  z.object({ type: z.literal('thread'), community: communityId, channel: channelId, thread: messageId }),
]);
const minute = z.number().int().min(0).max(1_439);
const yearMs = 366 * 24 * 60 * 60 * 1000;

export const notificationsCommands = {
  /** `level` null: what is around it counts. */
  setNotificationLevel: z.object({ subject, level: z.enum(notificationLevels).nullable() }),
  /** `forMs` null: until it is lifted. */
  mute: z.object({ subject, forMs: z.number().int().positive().max(yearMs).nullable() }),
  unmute: z.object({ subject }),
  /** Mentions of everyone, or of roles, that shall not call. */
  suppressMentions: z.object({
    community: communityId,
    mentions: z.enum(['everyone', 'roles']),
    on: z.boolean(),
  }),
  /** Do not disturb. Days from 0, Sunday; minutes since midnight. */
  setQuiet: z.object({
    scheduled: z.boolean(),
    days: z.array(z.number().int().min(0).max(6)).max(7).readonly(),
    from: minute,
    to: minute,
    until: z.number().int().min(0).nullable(),
  }),
} as const;

export const notificationsQueries = {
  attention: z.object({ community: communityId }),
  quiet: z.object({}),
} as const;

/** Only of commands that answer with more than "done". */
export type NotificationsCommandOutputs = Record<never, never>;
export type NotificationsQueryOutputs = { attention: CommunityAttentionView; quiet: QuietView };
