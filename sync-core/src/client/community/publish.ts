/** Turns what a commit changed into events for the owner. */

import type { EventSink } from '../events.ts';
import type { Changes } from './changes.ts';
import type { CommunityCore } from './core.ts';
import { createMessageViews } from './message-views.ts';

/** More mentions than this at once (a long absence) are marks in the sidebar, not notifications. */
const mentionsAtOnce = 5;
/** Older mentions are history: shown as marks, not announced. */
const mentionAgeMs = 24 * 60 * 60 * 1000;

export const createPublisher = (core: CommunityCore, emit: EventSink) => {
  const { community, governance, store, self, clock } = core;

  const announceMentions = (changes: Changes): void => {
    const state = governance.current();
    const views = createMessageViews(store, state, self);
    let announced = 0;
    for (const id of changes.mentioning) {
      const row = store.message(id);
      if (!row || row.deleted || row.system !== null || row.author.kind !== 'member' || row.editedAt !== null)
        continue;
      if (row.at < clock.now() - mentionAgeMs || !views.isMentioned(row)) continue;
      const place = { channel: row.channel, thread: row.thread };
      if (row.position <= (store.readPosition(place) ?? '')) continue;
      if (++announced > mentionsAtOnce) return;
      const view = views.view(row);
      const channel = state.channels.get(row.channel)?.name ?? '';
      emit('mentioned', {
        community,
        channel: row.channel,
        thread: row.thread,
        message: id,
        title: `${view.author.name} · #${channel}`,
        body: view.text.slice(0, 200),
      });
    }
  };

  let people = governance.current().members;

  /** Whether someone whose messages may be on screen goes by another name or colour now. */
  const wereRenamed = (): boolean => {
    const before = people;
    people = governance.current().members;
    if (before === people) return false;
    for (const { id, name, colour } of before.values()) {
      const now = people.get(id);
      if (now && (now.name !== name || now.colour !== colour)) return true;
    }
    return false;
  };

  return (changes: Changes): void => {
    if (changes.governance && wereRenamed())
      for (const channel of governance.current().channels.keys()) changes.reread.add(channel);
    for (const place of changes.appended.values()) emit('timelineAppended', { community, ...place });
    for (const [channel, messages] of changes.changedMessages)
      if (messages.size > 0) emit('timelineChanged', { community, channel, messages: [...messages] });
    for (const channel of changes.reread) emit('timelineChanged', { community, channel, messages: null });
    if (changes.governance) {
      emit('membersChanged', { community });
      emit('governanceChanged', { community });
      emit('communitiesChanged', {});
    }
    if (
      changes.governance ||
      changes.delivery ||
      changes.appended.size > 0 ||
      changes.changedMessages.size > 0
    )
      emit('sidebarChanged', { community });
    if (changes.mentioning.length > 0) announceMentions(changes);
    if (changes.overturned > 0) emit('actsOverturned', { community, acts: changes.overturned });
    if (changes.ownFork) emit('deviceForked', { community });
  };
};
