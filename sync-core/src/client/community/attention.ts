/**
 * What of this community may call for the person's attention: levels and mutes as they hold at each place.
 * Marks and badges ask here at each query, so that there is no counter to keep.
 */
import { inOrder, visibleChannels } from '../../governance/index.ts';
import type { CategoryId, ChannelId, MessageId } from '../../model/index.ts';
import type { Heed, Place } from '../../storage/index.ts';
import { type Attention, attentionOf, isMuted } from '../attention/attention-of.ts';
import { defaultQuiet, isQuiet } from '../attention/quiet.ts';
import type { AttentionPrefs } from '../attention/should-notify.ts';
import type { CommunityAttentionView } from '../attention-views.ts';
import type { SelfReads } from '../self/self-state.ts';
import type { CommunityCore } from './core.ts';

export type CommunityAttention = {
  /** All of it. */
  whole(): Attention;
  ofCategory(category: CategoryId): Attention;
  at(place: Place): Attention;
  isMuted(place: Place): boolean;
  /** Which mentions count at a place: by name always, the others where nothing keeps them away. */
  heed(channel: ChannelId, thread: MessageId | null): Heed;
  /** All that decides whether a message there notifies, but for whether notifications are on at all. */
  prefs(place: Place): Omit<AttentionPrefs, 'enabled'>;
  /** Nothing of this community shall disturb now. */
  isQuiet(): boolean;
  view(): CommunityAttentionView;
};

export const createCommunityAttention = (
  { community, self: member, governance, clock }: CommunityCore,
  self: SelfReads,
): CommunityAttention => {
  const of = (subject: Parameters<typeof attentionOf>[2]): Attention =>
    attentionOf(self, governance.current(), subject, clock.now());
  const at = ({ channel, thread }: Place): Attention =>
    of(
      thread === null
        ? { type: 'channel', community, channel }
        : { type: 'thread', community, channel, thread },
    );
  const isSuppressed = (mentions: 'everyone' | 'roles'): boolean =>
    self.get({ kind: 'suppress', community, mentions }) === true;

  return {
    at,
    whole: () => of({ type: 'community', community }),
    ofCategory: (category) => of({ type: 'category', community, category }),
    isMuted: (place) => isMuted(at(place)),
    heed(channel, thread) {
      const here = at({ channel, thread });
      const open = !isMuted(here) && here.level !== 'nothing';
      return { everyone: open && !isSuppressed('everyone'), roles: open && !isSuppressed('roles') };
    },
    prefs(place) {
      const here = at(place);
      return {
        quiet: self.get({ kind: 'quiet' }) ?? defaultQuiet,
        muted: isMuted(here),
        level: here.level,
        suppressEveryone: isSuppressed('everyone'),
        suppressRoles: isSuppressed('roles'),
      };
    },
    isQuiet: () =>
      isQuiet(self.get({ kind: 'quiet' }) ?? defaultQuiet, clock.now()) ||
      isMuted(of({ type: 'community', community })),
    view() {
      const state = governance.current();
      const seen = new Set(visibleChannels(state, member));
      const threads = new Map<MessageId, ChannelId>();
      for (const { subject } of [...self.keys('level'), ...self.keys('mute')])
        if (subject.type === 'thread' && subject.community === community && seen.has(subject.channel))
          threads.set(subject.thread, subject.channel);
      return {
        proposed: state.notifications,
        community: of({ type: 'community', community }),
        suppressEveryone: isSuppressed('everyone'),
        suppressRoles: isSuppressed('roles'),
        categories: inOrder(state.categories.values()).map(({ id }) => ({
          category: id,
          ...of({ type: 'category', community, category: id }),
        })),
        channels: [...seen].map((channel) => ({ channel, ...at({ channel, thread: null }) })),
        threads: [...threads]
          .map(([thread, channel]) => ({ thread, channel, ...at({ channel, thread }) }))
          .filter(({ own, mutedUntil }) => own !== null || mutedUntil !== null),
      };
    },
  };
};
