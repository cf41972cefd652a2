import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { createMemoryStore, type RelayAddress } from '../../src/index.ts';
import { createActor, createWorld, random, toSegment } from '../support/actor.ts';
import { join } from '../support/client.ts';
import { temporaryFolder } from '../support/folder.ts';
import { startRelay } from '../support/relay.ts';

const program = fileURLToPath(new URL('../support/crashing-relay.ts', import.meta.url));

const spawnRelay = async (folder: string, mode: 'crash' | 'acked' | 'live'): Promise<RelayAddress> => {
  const child = spawn(process.execPath, [program, folder, mode], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [line] = await once(child.stdout, 'data');
  return JSON.parse(String(line));
};

test('[S1] [S2] killed between commit and acknowledgement: stored once, seen once', {
  timeout: 120_000,
}, async () => {
  const folder = temporaryFolder();
  const world = createWorld();
  const alice = createActor(world);
  const segment = toSegment(alice, alice.write(3));
  const first = await join(await spawnRelay(folder, 'crash'), alice);
  await first.next('welcome');
  first.send({ type: 'segment', ...segment });
  await first.closed;
  expect(first.received.some(({ type }) => type === 'ack')).toBe(false);

  const address = await spawnRelay(folder, 'live');
  const [again, bob] = [await join(address, alice), await join(address, createActor(world))];
  expect((await again.next('welcome')).offset).toBe(3);
  await bob.next('welcome');
  again.send({ type: 'segment', ...segment });
  expect(await again.next('ack')).toMatchObject({ length: 3 });
  await bob.settle();
  expect(bob.received.some(({ type }) => type === 'segment')).toBe(false);
  const third = await join(address, createActor(world));
  expect((await third.next('welcome')).offset).toBe(3);
});

test('[S1] [S2] killed between acknowledgement and fan-out: stored once, seen once, no gap', {
  timeout: 120_000,
}, async () => {
  const folder = temporaryFolder();
  const world = createWorld();
  const [alice, bob] = [createActor(world), createActor(world)];
  const dying = await spawnRelay(folder, 'acked');
  const [a, b] = [await join(dying, alice), await join(dying, bob)];
  await Promise.all([a.next('welcome'), b.next('welcome')]);
  const envelopes = alice.write(2);
  a.send({ type: 'segment', ...toSegment(alice, envelopes) });
  expect(await a.next('ack')).toMatchObject({ length: 2 });
  await Promise.all([a.closed, b.closed]);
  expect(b.received.map(({ type }) => type)).toEqual(['challenge', 'welcome']);

  const address = await spawnRelay(folder, 'live');
  const [again, late] = [await join(address, alice), await join(address, bob)];
  expect((await late.next('welcome')).offset).toBe(2);
  // Live frames go on where the log ends; the hole before is asked for, and filled once.
  const next = alice.write(1);
  again.send({ type: 'segment', ...toSegment(alice, next) });
  expect(await again.next('ack')).toMatchObject({ length: 3 });
  expect(await late.next('segment')).toMatchObject({ from: 2, opening: alice.opening });
  late.send({ type: 'want', stream: world.channel, log: alice.log, from: 0, to: 2 });
  expect(await late.next('segment')).toEqual({ type: 'segment', ...toSegment(alice, envelopes) });
  await late.settle();
  expect(late.received.filter(({ type }) => type === 'segment')).toHaveLength(2);
});

test('[S3] a wiped relay shows another generation and takes everything again', async () => {
  const world = createWorld();
  const alice = createActor(world);
  const segment = toSegment(alice, alice.write(3));
  const welcomes = [];
  for (let life = 0; life < 2; life++) {
    const { address, relay } = await startRelay({ openStore: () => createMemoryStore(random) });
    const client = await join(address, alice);
    welcomes.push(await client.next('welcome'));
    client.send({ type: 'segment', ...segment });
    expect(await client.next('ack')).toMatchObject({ length: 3 });
    await relay.close();
  }
  expect(welcomes.map(({ offset }) => offset)).toEqual([0, 0]);
  expect(welcomes[0]?.generation).not.toEqual(welcomes[1]?.generation);
});

test('[S1] a commit that fails is never acknowledged, and is taken again later', async () => {
  const store = createMemoryStore(random);
  let full = true;
  const failing = {
    ...store,
    commit(writes: Parameters<typeof store.commit>[0]) {
      if (full) throw new Error('SQLITE_FULL');
      store.commit(writes);
    },
  };
  const { address } = await startRelay({ openStore: () => failing });
  const alice = createActor(createWorld());
  const client = await join(address, alice);
  const segment = toSegment(alice, alice.write(2));
  client.send({ type: 'segment', ...segment });
  expect(await client.next('refused')).toMatchObject({ reason: 'unavailable', log: alice.log });
  expect((await fetch(`${address.url}/ready`)).status).toBe(503);
  full = false;
  client.send({ type: 'segment', ...segment });
  expect(await client.next('ack')).toMatchObject({ length: 2 });
  expect((await fetch(`${address.url}/ready`)).status).toBe(200);
});
