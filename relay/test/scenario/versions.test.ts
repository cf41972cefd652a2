/** A file that an older version of the app left: what it passed over is taken up when a newer one opens it. */
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
