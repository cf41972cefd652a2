/** Turns what a commit changed into events for the owner. */

import type { ChannelId } from '../../model/index.ts';
import type { EventSink } from '../events.ts';
import type { Changes } from './changes.ts';
import type { CommunityCore } from './core.ts';
import { createSight } from './sight.ts';

export const createPublisher = (
  core: CommunityCore,
  emit: EventSink,
  announce: (changes: Changes) => void,
) => {
  const { community, governance, self } = core;
  const sight = createSight(governance, self);

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

  /** What one may see of each channel, as text to compare. */
  const sights = (): ReadonlyMap<ChannelId, string> =>
    new Map(
      [...governance.current().channels.keys()].map((channel) => [
        channel,
        `${sight.readableFrom(channel)} ${sight.seesHeld(channel)}`,
      ]),
    );
  let seen = sights();

  /** Channels of whose past one may read more or less now. */
  const newlySeen = (): readonly ChannelId[] => {
    const before = seen;
    seen = sights();
    return [...seen].flatMap(([channel, now]) => (before.get(channel) === now ? [] : [channel]));
  };

  /** Channels of which something came that can't be read yet: how much waits for its key is another number. */
  const onlyGrown = ({ grownLogs, appended, changedMessages, reread }: Changes): ReadonlySet<ChannelId> => {
    const grown = new Set<ChannelId>();
    for (const { stream } of grownLogs.values()) if (stream.kind === 'channel') grown.add(stream.channel);
    for (const { channel } of appended.values()) grown.delete(channel);
    for (const channel of reread) grown.delete(channel);
    for (const [channel, messages] of changedMessages) if (messages.size > 0) grown.delete(channel);
    return grown;
  };

  return (changes: Changes): void => {
    if (changes.governance) for (const channel of newlySeen()) changes.reread.add(channel);
    if (changes.governance && wereRenamed())
      for (const channel of governance.current().channels.keys()) changes.reread.add(channel);
    for (const place of changes.appended.values()) emit('timelineAppended', { community, ...place });
    for (const [channel, messages] of changes.changedMessages)
      if (messages.size > 0) emit('timelineChanged', { community, channel, messages: [...messages] });
    for (const channel of changes.reread) emit('timelineChanged', { community, channel, messages: null });
    for (const channel of onlyGrown(changes)) emit('timelineChanged', { community, channel, messages: [] });
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
    announce(changes);
    if (changes.overturned > 0) emit('actsOverturned', { community, acts: changes.overturned });
    if (changes.ownFork) emit('deviceForked', { community });
  };
};
