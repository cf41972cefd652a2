/**
 * Levels and mutes as they hold at a place: what is set nearest to it counts for the level (thread, channel,
 * category, community, what the community proposes); a mute anywhere around it mutes it. Pure, over the own
 * document and the community's structure.
 */
import type { AttentionSubject } from '../../documents/index.ts';
import type { Community } from '../../governance/index.ts';
import type { ChannelId, NotificationLevel } from '../../model/index.ts';
import type { SelfReads } from '../self/self-state.ts';

export type Around = AttentionSubject['type'];

export type Attention = {
  /** Set here; null where what is around it counts. */
  readonly own: NotificationLevel | null;
  readonly level: NotificationLevel;
  /** Where what would count without the own one comes from. */
  readonly inherited: { readonly level: NotificationLevel; readonly from: Around | 'default' };
  /** Until when it is muted by itself (ms; `forever` for good); null when it isn't. */
  readonly mutedUntil: number | null;
  /** What around it is muted. */
  readonly mutedBy: Around | null;
};

/** For good, as a time. */
export const forever = Number.MAX_SAFE_INTEGER;

const categoryOf = ({ channels }: Community, channel: ChannelId) => channels.get(channel)?.category ?? null;

/** What is around a subject, nearest first. */
const aroundOf = (state: Community, subject: AttentionSubject): readonly AttentionSubject[] => {
  const { community } = subject;
  const whole: AttentionSubject = { type: 'community', community };
  switch (subject.type) {
    case 'community':
      return [];
    case 'category':
      return [whole];
    case 'channel': {
      const category = categoryOf(state, subject.channel);
      return category === null ? [whole] : [{ type: 'category', community, category }, whole];
    }
    case 'thread': {
      const channel: AttentionSubject = { type: 'channel', community, channel: subject.channel };
      return [channel, ...aroundOf(state, channel)];
    }
  }
};

export const attentionOf = (
  self: Pick<SelfReads, 'get'>,
  state: Community,
  subject: AttentionSubject,
  nowMs: number,
): Attention => {
  const mutedUntil = (of: AttentionSubject): number | null => {
    const until = self.get({ kind: 'mute', subject: of });
    return until !== null && until > nowMs ? until : null;
  };
  const around = aroundOf(state, subject);
  const own = self.get({ kind: 'level', subject });
  let inherited: Attention['inherited'] = { level: state.notifications, from: 'default' };
  for (const outer of around) {
    const level = self.get({ kind: 'level', subject: outer });
    if (level === null) continue;
    inherited = { level, from: outer.type };
    break;
  }
  return {
    own,
    level: own ?? inherited.level,
    inherited,
    mutedUntil: mutedUntil(subject),
    mutedBy: around.find((outer) => mutedUntil(outer) !== null)?.type ?? null,
  };
};

export const isMuted = ({ mutedUntil, mutedBy }: Attention): boolean =>
  mutedUntil !== null || mutedBy !== null;
