/** The demo host's part on levels, mutes and do-not-disturb: what is set is seen at once. */
import {
  type Attention,
  type AttentionSubject,
  type CommunityAttentionView,
  type CommunityId,
  forever,
  type NotificationLevel,
  type QuietHours,
  type SidebarView,
} from '@maru/sync-core';
import type { DemoArea } from '../demo-area.ts';

export type NotificationsDemoDeps = {
  readonly now: number;
  readonly sidebar: (community: CommunityId) => SidebarView | undefined;
  readonly change: (community: CommunityId, next: (sidebar: SidebarView) => SidebarView) => void;
  /** Says that levels, mutes or do-not-disturb changed. */
  readonly tell: () => void;
};

export const createNotificationsDemo = ({ now, sidebar, change, tell }: NotificationsDemoDeps): DemoArea => {
  const levels = new Map<string, NotificationLevel>();
  const mutes = new Map<string, number>();
  const suppressed = new Set<string>();
  let quiet: QuietHours = {
    scheduled: true,
    days: [1, 2, 3, 4, 5],
    from: 22 * 60 + 30,
    to: 7 * 60,
    until: null,
  };
  const textOf = (subject: AttentionSubject): string => JSON.stringify(subject);

  const attentionOf = (subject: AttentionSubject, around: readonly AttentionSubject[]): Attention => {
    const own = levels.get(textOf(subject)) ?? null;
    const setter = around.find((outer) => levels.has(textOf(outer)));
    const level = (setter && levels.get(textOf(setter))) ?? 'mentions';
    return {
      own,
      level: own ?? level,
      inherited: { level, from: setter?.type ?? 'default' },
      mutedUntil: mutes.get(textOf(subject)) ?? null,
      mutedBy: around.find((outer) => mutes.has(textOf(outer)))?.type ?? null,
    };
  };

  const view = (community: CommunityId): CommunityAttentionView => {
    const { categories, channels } = sidebar(community) ?? { categories: [], channels: [] };
    const whole: AttentionSubject = { type: 'community', community };
    return {
      proposed: 'mentions',
      community: attentionOf(whole, []),
      suppressEveryone: suppressed.has(`${community} everyone`),
      suppressRoles: suppressed.has(`${community} roles`),
      categories: categories.map(({ id: category }) => ({
        category,
        ...attentionOf({ type: 'category', community, category }, [whole]),
      })),
      channels: channels.map(({ id: channel, category }) => ({
        channel,
        ...attentionOf({ type: 'channel', community, channel }, [
          ...(category === null ? [] : [{ type: 'category', community, category } as const]),
          whole,
        ]),
      })),
      threads: [],
    };
  };

  const changed = (community: CommunityId) => {
    const { community: whole, categories, channels } = view(community);
    const isMuted = ({ mutedUntil, mutedBy }: Attention) => mutedUntil !== null || mutedBy !== null;
    const muted = new Set<string>([
      ...categories.filter(isMuted).map(({ category }) => category),
      ...channels.filter(isMuted).map(({ channel }) => channel),
    ]);
    change(community, (before) => ({
      ...before,
      community: { ...before.community, muted: isMuted(whole) },
      categories: before.categories.map((one) => ({ ...one, muted: muted.has(one.id) })),
      channels: before.channels.map((one) => ({
        ...one,
        muted: muted.has(one.id),
        unread: one.unread && !muted.has(one.id),
      })),
    }));
    tell();
    return {};
  };

  return {
    queries: {
      attention: ({ community }) => view(community),
      quiet: () => ({ ...quiet, active: quiet.until !== null && quiet.until > now }),
    },
    commands: {
      setNotificationLevel({ subject, level }) {
        if (level === null) levels.delete(textOf(subject));
        else levels.set(textOf(subject), level);
        return changed(subject.community);
      },
      mute({ subject, forMs }) {
        mutes.set(textOf(subject), forMs === null ? forever : now + forMs);
        return changed(subject.community);
      },
      unmute({ subject }) {
        mutes.delete(textOf(subject));
        return changed(subject.community);
      },
      suppressMentions({ community, mentions, on }) {
        if (on) suppressed.add(`${community} ${mentions}`);
        else suppressed.delete(`${community} ${mentions}`);
        return changed(community);
      },
      setQuiet(next) {
        quiet = next;
        tell();
        return {};
      },
    },
  };
};
