/** What the UI shows of levels, mutes and do-not-disturb. */
import type { QuietHours } from '../documents/index.ts';
import type { CategoryId, ChannelId, MessageId, NotificationLevel } from '../model/index.ts';
import type { Attention } from './attention/attention-of.ts';

/** A community's part, with every place that can be seen; of threads those of which something is set. */
export type CommunityAttentionView = {
  /** What the community proposes. */
  readonly proposed: NotificationLevel;
  readonly community: Attention;
  readonly suppressEveryone: boolean;
  readonly suppressRoles: boolean;
  readonly categories: readonly (Attention & { readonly category: CategoryId })[];
  readonly channels: readonly (Attention & { readonly channel: ChannelId })[];
  readonly threads: readonly (Attention & { readonly channel: ChannelId; readonly thread: MessageId })[];
};

export type QuietView = QuietHours & {
  /** Whether nothing calls now. */
  readonly active: boolean;
};
