/**
 * Says of what came in which messages call for the person's attention (`shouldNotify`). Few at once: what a
 * long absence or a busy place brings beyond that are marks in the sidebar, not notifications.
 */

import { unreachable } from '../../base/index.ts';
import { opIdOf } from '../../crypto/index.ts';
import { can } from '../../governance/index.ts';
import { opToMessageId } from '../../model/index.ts';
import type { MessageRow } from '../../storage/index.ts';
import { historyMs, type MessageFacts, type Spoken, shouldNotify } from '../attention/should-notify.ts';
import type { EventSink } from '../events.ts';
import { createPace, type Pace } from '../pace.ts';
import type { CommunityAttention } from './attention.ts';
import type { Arrived, Changes } from './changes.ts';
import type { CommunityCore } from './core.ts';
import { createMessageViews } from './message-views.ts';

/** So many in so long, of all communities together; mentions have as many again for themselves. */
const noticesAtOnce = 5;
const noticesMs = 10_000;
const bodyLength = 200;

export type Paces = Record<'mention' | 'message', Pace>;
export const createPaces = (): Paces => ({
  mention: createPace(noticesAtOnce, noticesMs),
  message: createPace(noticesAtOnce, noticesMs),
});

export type AnnouncerDeps = {
  readonly core: CommunityCore;
  readonly attention: CommunityAttention;
  readonly paces: Paces;
  /** System notifications at all. */
  readonly enabled: () => boolean;
  readonly emit: EventSink;
};

export const createAnnouncer = ({ core, attention, paces, enabled, emit }: AnnouncerDeps) => {
  const { community, suite, store, governance, self, clock } = core;

  const spokenIn = ({ mentions }: MessageRow): ReadonlySet<Spoken> => {
    const roles = governance.current().members.get(self)?.roles;
    return new Set(
      mentions.flatMap((mention): Spoken[] => {
        switch (mention.kind) {
          case 'member':
            return mention.member === self ? ['direct'] : [];
          case 'role':
            return roles?.has(mention.role) ? ['role'] : [];
          case 'everyone':
            return ['everyone'];
          default:
            return unreachable(mention);
        }
      }),
    );
  };

  const factsOf = (row: MessageRow): MessageFacts => {
    const { author, channel, thread } = row;
    const seen = can(governance.current(), self, 'viewChannel', { channel });
    return {
      mine: author.kind === 'member' && author.member === self,
      gone: row.deleted || row.editedAt !== null || row.held !== null || !seen,
      system: row.system !== null || author.kind !== 'member',
      unread: row.position > (store.readPosition({ channel, thread }) ?? ''),
      at: row.at,
      spoken: spokenIn(row),
    };
  };

  const announce = (arrived: Arrived): void => {
    const { stream, log, number, index, thread } = arrived;
    const now = clock.now();
    const prefs = { ...attention.prefs({ channel: stream.channel, thread }), enabled: true };
    // Most of a long absence ends here, before anything is read for it.
    if (arrived.at < now - historyMs) return;
    if (!arrived.mentions && (prefs.level !== 'all' || paces.message.isFull(now))) return;
    const row = store.message(opToMessageId(opIdOf(suite, stream, log, number, index)));
    if (!row) return;
    const notice = shouldNotify(factsOf(row), prefs, now);
    if (!notice.notify || paces[notice.reason].isFull(now)) return;
    paces[notice.reason].note(now);
    const state = governance.current();
    const view = createMessageViews(store, state, self).view(row);
    emit('noticed', {
      reason: notice.reason,
      community,
      channel: row.channel,
      thread: row.thread,
      message: row.id,
      title: `${view.author.name} · #${state.channels.get(row.channel)?.name ?? ''}`,
      body: view.text.slice(0, bodyLength),
    });
  };

  return ({ arrived }: Changes): void => {
    if (arrived.length === 0 || !enabled()) return;
    for (const one of arrived) announce(one);
  };
};
