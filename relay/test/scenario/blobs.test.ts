/** What a relay keeps for whoever knows its id: sealed bytes of one device, within bounds [T14]. */
import { readdirSync, readFileSync } from 'node:fs';
import { join as joinPath } from 'node:path';
import type { AcceptorMessage } from '@maru/sync-core';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { createActor, createWorld as createStrangers, random } from '../support/actor.ts';
import { join, openClient, type RawClient } from '../support/client.ts';
import { startRelay } from '../support/relay.ts';
import { createWorld, openCommunity, until, value, type World } from './world.ts';

const asked = async (client: RawClient, id: Uint8Array): Promise<Uint8Array | null> => {
  client.send({ type: 'blobWanted', id });
  return (await client.next('blob')).bytes;
};

const setUp = async (limits: NonNullable<Parameters<typeof startRelay>[0]>['limits'] = {}) => {
  const { address } = await startRelay({ limits });
  const world = createStrangers();
  const [ann, ben] = [createActor(world), createActor(world)];
  const [mine, theirs] = [await join(address, ann), await join(address, ben)];
  return { address, mine, theirs };
};

test('a blob is given to whoever knows its id, and replaced or taken away by nobody but the device that left it', async () => {
  const { mine, theirs } = await setUp();
  const id = random.bytes(16);
  expect(await asked(theirs, id)).toBeNull();
  mine.send({ type: 'blobKept', id, bytes: Uint8Array.of(1, 2) });
  await mine.settle();
  expect(await asked(theirs, id)).toEqual(Uint8Array.of(1, 2));
  for (const bytes of [Uint8Array.of(6, 6), new Uint8Array()]) {
    theirs.send({ type: 'blobKept', id, bytes });
    expect(await theirs.next('blob')).toMatchObject({ id, bytes: null });
  }
  expect(await asked(theirs, id)).toEqual(Uint8Array.of(1, 2));
  mine.send({ type: 'blobKept', id, bytes: new Uint8Array() });
  await mine.settle();
  expect(await asked(theirs, id)).toBeNull();
});

test('a device leaves so many and a community holds so many; more are answered as not kept', async () => {
  const { mine, theirs } = await setUp({ blobsPerDevice: 2, blobsPerCommunity: 3 });
  const leave = async (client: RawClient): Promise<boolean> => {
    const id = random.bytes(16);
    client.send({ type: 'blobKept', id, bytes: Uint8Array.of(1) });
    await client.settle();
    // One that is not kept is answered twice: at once, and when it is asked for.
    return (await asked(client, id)) !== null;
  };
  expect(await leave(mine)).toBe(true);
  expect(await leave(mine)).toBe(true);
  expect(await leave(mine)).toBe(false);
  expect(await leave(theirs)).toBe(true);
  expect(await leave(theirs)).toBe(false);
});

test('who asks too often is told so, and a stranger is not answered', async () => {
  const { address, mine } = await setUp({ blobs: { perSecond: 0.001, burst: 3 } });
  for (let left = 4; left > 0; left--) mine.send({ type: 'blobWanted', id: random.bytes(16) });
  expect(await mine.next('refused')).toMatchObject({ reason: 'rate' });
  const stranger = openClient(address);
  await stranger.next('challenge');
  stranger.send({ type: 'blobWanted', id: random.bytes(16) });
  await stranger.closed;
  expect(stranger.received.some(({ type }: AcceptorMessage) => type === 'blob')).toBe(false);
});

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

test('[T14] [S7] a first look is at the relay after an invite was made, and its files hold no word of it', async () => {
  const alice = await world.person('alice');
  const { community, channel } = value(await alice.createCommunity('canary-community'));
  const { commands, queries } = openCommunity(alice, community);
  value(await commands.post({ channel, thread: null }, 'canary-words', null));
  const { link } = value(await commands.createInvite({ maxAgeMs: null, maxUses: null }));
  await until('all is at the relay', () => queries.connection().unsent === 0);
  const folder = joinPath(world.folder, 'relay');
  const kept = () => {
    const db = new Database(joinPath(folder, 'relay.sqlite'), { readonly: true });
    onTestFinished(() => void db.close());
    return db.prepare('SELECT count(*) FROM blobs').pluck().get();
  };
  await until('the first look is kept', () => kept() === 1);
  const bob = await world.person('bob');
  value(await bob.joinCommunity(link));
  await until('bob is in', () => openCommunity(bob, community).queries.membership().kind === 'member');
  await world.stopRelay();
  const files = readdirSync(folder).map((name) => readFileSync(joinPath(folder, name)).toString('latin1'));
  expect(files.some((bytes) => bytes.length > 1_000)).toBe(true);
  for (const bytes of files) for (const word of ['canary', 'alice']) expect(bytes).not.toContain(word);
});
