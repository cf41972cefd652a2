import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ChannelId, Client, CommunityId } from '@maru/sync-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWorld, openCommunity, until, value, type World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const texts = (client: Client, community: CommunityId, channel: ChannelId): readonly string[] =>
  openCommunity(client, community)
    .queries.page({ channel, thread: null }, { kind: 'newest' }, 100)
    .messages.map(({ text }) => text);

const post = async (client: Client, community: CommunityId, channel: ChannelId, text: string) =>
  value(await openCommunity(client, community).commands.post({ channel, thread: null }, text, null)).message;

const foundAndInvite = async () => {
  const alice = await world.person('alice');
  const { community, channel } = value(await alice.createCommunity('마루 테스트'));
  const { link } = value(
    await openCommunity(alice, community).commands.createInvite({ maxAgeMs: null, maxUses: null }),
  );
  return { alice, community, channel, link };
};

const joins = async (name: string, link: string, community: CommunityId) => {
  const client = await world.person(name);
  value(await client.joinCommunity(link));
  await until(
    `${name} is a member`,
    () => openCommunity(client, community).queries.membership().kind === 'member',
  );
  return client;
};

test('two people create, join, talk, edit, react, reply and see the same [S2]', async () => {
  const { alice, community, channel, link } = await foundAndInvite();
  const hello = await post(alice, community, channel, '안녕하세요 bob');
  const bob = await joins('bob', link, community);
  await until('bob reads the history', () => texts(bob, community, channel).includes('안녕하세요 bob'));
  const b = openCommunity(bob, community).commands;
  value(await b.react(hello, '👍', true));
  value(await b.post({ channel, thread: null }, 'a reply', hello));
  await until('alice sees the reply', () => texts(alice, community, channel).includes('a reply'));
  value(await openCommunity(alice, community).commands.edit(hello, '안녕하세요 밥'));
  await until('bob sees the edit', () => texts(bob, community, channel)[0] === '안녕하세요 밥');
  const seen = openCommunity(alice, community).queries.messages([hello])[0];
  expect(seen?.reactions).toMatchObject([{ emoji: '👍', count: 1, names: ['bob'] }]);
  await until(
    'alice sees that bob has it',
    () => openCommunity(alice, community).queries.messages([hello])[0]?.state?.kind === 'seen',
  );
  expect(
    openCommunity(alice, community)
      .queries.members()
      .members.map(({ name }) => name),
  ).toEqual(['alice', 'bob']);
});

test('both write while the relay is gone and converge when it is back; a wiped relay is refilled [S3]', async () => {
  const { alice, community, channel, link } = await foundAndInvite();
  const bob = await joins('bob', link, community);
  await world.wipeRelay();
  for (const n of [1, 2, 3]) {
    await post(alice, community, channel, `alice offline ${n}`);
    await post(bob, community, channel, `bob offline ${n}`);
  }
  expect(openCommunity(alice, community).queries.connection().unsent).toBeGreaterThan(0);
  await world.startRelay();
  alice.reconnect();
  bob.reconnect();
  await until(
    'six messages on both',
    () => texts(alice, community, channel).length === 6 && texts(bob, community, channel).length === 6,
  );
  expect(texts(bob, community, channel)).toEqual(texts(alice, community, channel));
  const carol = await joins('carol', link, community);
  await until('carol has everything', () => texts(carol, community, channel).length === 6);
  expect(openCommunity(carol, community).core.store.projectionDump()).toBe(
    openCommunity(alice, community).core.store.projectionDump(),
  );
});

test('what the relay stores holds no name, message or channel [T14]', async () => {
  const { alice, community, channel, link } = await foundAndInvite();
  await post(alice, community, channel, 'the-secret-canary');
  await joins('bob', link, community);
  await until('the relay has all', () => openCommunity(alice, community).queries.connection().unsent === 0);
  await world.stopRelay();
  const folder = join(world.folder, 'relay');
  const files = readdirSync(folder);
  expect(files.length).toBeGreaterThan(0);
  for (const file of files) {
    const bytes = readFileSync(join(folder, file));
    for (const word of ['the-secret-canary', 'alice', 'bob', 'general', '마루 테스트'])
      expect(bytes.includes(word)).toBe(false);
  }
});

test('a restart finds the same history, drafts and read positions [S1]', async () => {
  const { alice, community, channel } = await foundAndInvite();
  const message = await post(alice, community, channel, 'kept');
  const place = { channel, thread: null };
  const { commands, queries } = openCommunity(alice, community);
  const [row] = queries.messages([message]);
  if (!row) throw new Error('no message');
  value(await commands.markRead(place, row.position));
  value(await commands.saveDraft(place, '쓰던 글', null));
  await alice.close();
  const again = await world.person('alice');
  expect(texts(again, community, channel)).toEqual(['kept']);
  expect(openCommunity(again, community).queries.draft(place).text).toBe('쓰던 글');
  expect(again.recoveryPhrase()?.split(' ')).toHaveLength(24);
});
