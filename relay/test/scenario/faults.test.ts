/** What happens to a relay's disk and lines, and what its clients notice of it. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, rmSync } from 'node:fs';
import { join as joinPath } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ChannelId, Client, CommunityId } from '@maru/sync-core';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import type { RelayAddress } from '../../src/index.ts';
import { createActor, createWorld, toSegment } from '../support/actor.ts';
import { join } from '../support/client.ts';
import { temporaryFolder } from '../support/folder.ts';
import { startRelay } from '../support/relay.ts';
import { createWorld as createPeople, openCommunity, until, value } from './world.ts';

const program = fileURLToPath(new URL('../support/crashing-relay.ts', import.meta.url));

const textsOf = (client: Client, community: CommunityId, channel: ChannelId): readonly string[] =>
  openCommunity(client, community)
    .queries.page({ channel, thread: null }, { kind: 'newest' }, 100)
    .messages.map(({ text }) => text);

test('[S3] rolled back to an old copy, the relay is noticed and filled again; who comes later gets everything', async () => {
  const world = await createPeople();
  onTestFinished(() => world.close());
  const alice = await world.person('alice');
  const { community, channel } = value(await alice.createCommunity('Book club'));
  const { commands, queries } = openCommunity(alice, community);
  const { link } = value(await commands.createInvite({ maxAgeMs: null, maxUses: null }));
  const bob = await world.person('bob');
  value(await bob.joinCommunity(link));
  await until('bob is in', () => openCommunity(bob, community).queries.membership().kind === 'member');
  const say = async (client: Client, text: string) =>
    value(await openCommunity(client, community).commands.post({ channel, thread: null }, text, null));
  const uploaded = () =>
    until(
      'the relay has all',
      () => queries.connection().unsent + openCommunity(bob, community).queries.connection().unsent === 0,
    );
  await say(alice, 'three days ago');
  await uploaded();

  const folder = joinPath(world.folder, 'relay');
  const copy = joinPath(world.folder, 'backup');
  await world.stopRelay();
  cpSync(folder, copy, { recursive: true });
  await world.startRelay();
  alice.reconnect();
  bob.reconnect();
  await say(alice, 'yesterday');
  await say(bob, 'today');
  await uploaded();
  await world.stopRelay();
  rmSync(folder, { recursive: true });
  cpSync(copy, folder, { recursive: true });
  await world.startRelay();
  alice.reconnect();
  bob.reconnect();
  const carol = await world.person('carol');
  value(await carol.joinCommunity(link));
  const all = ['three days ago', 'yesterday', 'today'];
  await until('carol has everything', () => textsOf(carol, community, channel).length === all.length);
  expect(textsOf(carol, community, channel)).toEqual(all);
  await until(
    'all agree',
    () =>
      new Set(
        [alice, bob, carol].map((client) => openCommunity(client, community).core.store.projectionDump()),
      ).size === 1,
  );
});

test('a half-open socket is ended once it answers no ping; the others stay', async () => {
  const { address } = await startRelay({ limits: { pingMs: 20, idleMs: 400 } });
  const world = createWorld();
  const alice = createActor(world);
  const good = await join(address, alice);
  await good.next('welcome');
  // Its system still takes what comes, its program is gone.
  const halfOpen = new WebSocket(address.syncUrl, { autoPong: false });
  await once(halfOpen, 'message');
  halfOpen.on('error', () => undefined);
  expect((await once(halfOpen, 'close'))[0]).toBeGreaterThan(1000);
  good.send({ type: 'segment', ...toSegment(alice, alice.write(1)) });
  expect(await good.next('ack')).toMatchObject({ length: 1 });
});

/** Sets how large a file the process may write (Linux): a disk that is full, and one that is not any more. */
const allowFileBytes = (child: ChildProcess, bytes: number | 'unlimited'): void => {
  const { status, stderr } = spawnSync('prlimit', ['--pid', String(child.pid), `--fsize=${bytes}:unlimited`]);
  if (status !== 0) throw new Error(`prlimit: ${String(stderr)}`);
};

const canLimit = process.platform === 'linux' && spawnSync('prlimit', ['--version']).status === 0;

test('[S1] a full disk: never acknowledged, said clearly, and all is taken when there is room again', {
  timeout: 120_000,
}, async (context) => {
  if (!canLimit) context.skip('a full disk is made with prlimit, which only Linux has');
  const child = spawn(process.execPath, [program, temporaryFolder(), 'live'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [line] = await once(child.stdout, 'data');
  const address: RelayAddress = JSON.parse(String(line));
  const ready = async () => (await fetch(`${address.url}/ready`)).status;
  const world = createWorld();
  const [alice, bob] = [createActor(world), createActor(world)];
  const [a, b] = [await join(address, alice), await join(address, bob)];
  await Promise.all([a.next('welcome'), b.next('welcome')]);
  a.send({ type: 'segment', ...toSegment(alice, alice.write(1)) });
  expect(await a.next('ack')).toMatchObject({ length: 1 });
  await b.next('segment');

  allowFileBytes(child, 1);
  const segment = toSegment(alice, alice.write(50, 'x'.repeat(2_000)));
  a.send({ type: 'segment', ...segment });
  const refused = await a.next('refused');
  expect(refused).toMatchObject({ reason: 'unavailable', log: alice.log });
  expect(refused.value).toBeGreaterThan(0);
  expect(await ready()).toBe(503);
  await b.settle();
  expect(b.received.filter(({ type }) => type === 'segment')).toHaveLength(1);
  // What is held is still served.
  b.send({ type: 'want', stream: world.channel, log: alice.log, from: 0, to: 1 });
  expect(await b.next('segment')).toMatchObject({ from: 0 });

  allowFileBytes(child, 'unlimited');
  a.send({ type: 'segment', ...segment });
  expect(await a.next('ack')).toMatchObject({ length: 51 });
  expect(await b.next('segment')).toMatchObject({ from: 1 });
  expect(await ready()).toBe(200);
});
