/** The live room with more to tell than a frame holds, and what a new name changes [S3, P17]. */
import type { Client, CommunityId } from '@maru/sync-core';
import { limits } from '@maru/sync-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWorld, openCommunity, until, value, type World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const together = async () => {
  const alice = await world.person('alice');
  const { community, channel } = value(await alice.createCommunity('Room'));
  const { link } = value(
    await openCommunity(alice, community).commands.createInvite({ maxAgeMs: null, maxUses: null }),
  );
  const bob = await world.person('bob');
  value(await bob.joinCommunity(link));
  await until('bob is in', () => openCommunity(bob, community).queries.membership().kind === 'member');
  return { alice, bob, community, channel };
};
const stateOf = (client: Client, community: CommunityId, message: Parameters<typeof openMessages>[2]) =>
  openMessages(client, community, message)[0]?.state?.kind;
const openMessages = (
  client: Client,
  community: CommunityId,
  message: Parameters<ReturnType<typeof openCommunity>['queries']['messages']>[0][number],
) => openCommunity(client, community).queries.messages([message]);

test('more logs than one frame of heads holds: word comes back of every one [S3]', async () => {
  const { alice, community } = await together();
  const { commands } = openCommunity(alice, community);
  const channels = await Promise.all(
    Array.from({ length: limits.headsPerGossip + 12 }, (_, index) =>
      commands.createChannel({ category: null, kind: 'text', name: `c${index}`, topic: '' }),
    ),
  );
  const sent = await Promise.all(
    channels.map((made) => commands.post({ channel: value(made).channel, thread: null }, 'here?', null)),
  );
  const messages = sent.map((posted) => value(posted).message);
  await until('bob is known to have every one', () =>
    messages.every((message) => stateOf(alice, community, message) === 'seen'),
  );
});

test('someone’s new name is told to whoever shows their messages', async () => {
  const { alice, bob, community, channel } = await together();
  const posted = await openCommunity(bob, community).commands.post({ channel, thread: null }, 'mine', null);
  const { message } = value(posted);
  await until('alice has it', () => openMessages(alice, community, message).length === 1);
  const reread: string[] = [];
  alice.listen('timelineChanged', ({ channel: changed, messages }) => {
    if (messages === null) reread.push(changed);
  });
  value(await bob.editProfile({ name: 'robert', colour: 'sky' }));
  await until('alice is told to read again', () => reread.includes(channel));
  expect(openMessages(alice, community, message)[0]?.author.name).toBe('robert');
});
