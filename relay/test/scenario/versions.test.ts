/** A file that an older version of the app left: what it passed over is taken up when a newer one opens it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWorld, openCommunity, value, type World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

test('reactions that the version before did not know are there after an update [T10]', async () => {
  const alice = await world.person('alice');
  const { community, channel } = value(await alice.createCommunity('Book club'));
  const { commands, queries } = openCommunity(alice, community);
  const { message } = value(await commands.post({ channel, thread: null }, 'hello', null));
  value(await commands.react(message, '👍', true));
  const before = openCommunity(alice, community).core.store.projectionDump();
  expect(queries.messages([message])[0]?.reactions).toMatchObject([{ emoji: '👍', count: 1 }]);
  await alice.close();
  const file = new Database(join(world.folder, 'alice', `${community}.sqlite`));
  file.exec("DELETE FROM act; UPDATE setting SET value = x'01' WHERE name = '.operation-tags'");
  file.close();
  const updated = await world.person('alice');
  expect(openCommunity(updated, community).core.store.projectionDump()).toBe(before);
});

test('a file from a newer version: on the list with why, left as it was, the others open [P19]', async () => {
  const alice = await world.person('alice');
  const { community } = value(await alice.createCommunity('From the future'));
  const other = value(await alice.createCommunity('Of today'));
  await alice.close();
  const path = join(world.folder, 'alice', `${community}.sqlite`);
  const file = new Database(path);
  file.pragma('user_version = 99');
  file.close();
  const before = readFileSync(path);
  const again = await world.person('alice');
  expect(again.communities()).toMatchObject([
    { name: 'From the future', membership: { kind: 'unopened', error: { kind: 'newer-schema', found: 99 } } },
    { name: 'Of today', membership: { kind: 'member' } },
  ]);
  expect(again.community(other.community)).not.toBeNull();
  expect(readFileSync(path)).toEqual(before);
  value(await again.removeCommunity(community));
  expect(again.communities()).toHaveLength(1);
});
