import { type Envelope, encodeConnectorMessage, limits } from '@maru/sync-core';
import { expect, test } from 'vitest';
import { createActor, createWorld, random, toSegment } from '../support/actor.ts';
import { join } from '../support/client.ts';
import { startRelay } from '../support/relay.ts';

test('a slow consumer is closed with 1013; the others get everything', async () => {
  const unlimited = { perSecond: 1e9, burst: 1e9 };
  const { address, lines } = await startRelay({
    limits: { sendBytes: 256 * 1024, roomFrames: unlimited, frames: unlimited, bytes: unlimited },
  });
  const world = createWorld();
  const [writer, reader, slow] = await Promise.all([1, 2, 3].map(() => join(address, createActor(world))));
  if (!writer || !reader || !slow) throw new Error('unreachable');
  await Promise.all([writer, reader, slow].map((client) => client.next('welcome')));
  slow.socket.pause();
  const payload = random.bytes(8 * 1024);
  let sent = 0;
  while (!lines.some((line) => line.includes('slow consumer'))) {
    for (let i = 0; i < 16; i++) writer.send({ type: 'room', payload });
    for (let i = 0; i < 16; i++) expect((await reader.next('room')).payload).toEqual(payload);
    sent += 16;
    if (sent > 20_000) throw new Error('nobody was closed');
  }
  slow.socket.resume();
  expect([1013, 1006]).toContain(await slow.closed);
  await reader.settle();
});

test('a flood slows down only who floods', async () => {
  const { address } = await startRelay({
    limits: { frames: { perSecond: 100, burst: 50 }, pauseMs: 60_000 },
  });
  const world = createWorld();
  const alice = createActor(world);
  const [flood, a, b] = [
    await join(address, createActor(world)),
    await join(address, alice),
    await join(address, createActor(world)),
  ];
  await Promise.all([flood, a, b].map((client) => client.next('welcome')));
  for (let id = 0; id < 10_000; id++) flood.send({ type: 'ping', id });
  const refused = await flood.next('refused');
  expect(refused).toMatchObject({ reason: 'rate' });
  expect(refused.value).toBeGreaterThan(0);
  a.send({ type: 'segment', ...toSegment(alice, alice.write(1)) });
  await a.next('ack');
  await b.next('segment');
  flood.socket.terminate();
});

test('a flood of pings is answered within the same budget', async () => {
  const { address } = await startRelay({
    limits: { frames: { perSecond: 100, burst: 50 }, pauseMs: 60_000 },
  });
  const world = createWorld();
  const [flood, other] = [await join(address, createActor(world)), await join(address, createActor(world))];
  await Promise.all([flood, other].map((client) => client.next('welcome')));
  let pongs = 0;
  flood.socket.on('pong', () => pongs++);
  for (let at = 0; at < 5_000; at++) flood.socket.ping(Buffer.alloc(125));
  expect(await flood.next('refused')).toMatchObject({ reason: 'rate' });
  await other.settle();
  expect(pongs).toBeGreaterThan(0);
  expect(pongs).toBeLessThan(2_500);
  flood.socket.terminate();
});

test('a segment that would not fit a frame once it is whole is refused, and the relay lives on', async () => {
  const { address, lines } = await startRelay();
  const world = createWorld();
  const alice = createActor(world);
  const [a, b] = [await join(address, alice), await join(address, createActor(world))];
  await Promise.all([a, b].map((client) => client.next('welcome')));
  a.send({ type: 'segment', ...toSegment(alice, alice.write(1)) });
  await b.next('segment');
  // Another who listens, so that the next is passed on whole.
  const late = await join(address, createActor(world));
  await late.next('welcome');
  const bare = (envelopes: readonly Envelope[]) => ({
    type: 'segment' as const,
    ...toSegment(alice, envelopes),
    opening: null,
    previous: null,
  });
  // Long messages, then erased ones, which are small, until nothing more fits: not even what was left out.
  const envelopes: Envelope[] = [];
  const room = () => limits.frameBytes - encodeConnectorMessage(bare(envelopes)).length;
  do envelopes.push(...alice.write(1, 'x'.repeat(15_000)));
  while (room() > 20_000);
  do envelopes.push(...alice.write(1).map((envelope) => ({ ...envelope, body: null })));
  while (room() > 80);
  a.send(bare(envelopes));
  expect(await a.next('refused')).toMatchObject({ reason: 'too-large', log: alice.log });
  await Promise.all([a.settle(), b.settle(), late.settle()]);
  expect(lines.filter((line) => line.includes('"bug"'))).toEqual([]);
});

test('a device’s quota refuses that device only', async () => {
  const { address } = await startRelay({ limits: { deviceBytes: 1_000 } });
  const world = createWorld();
  const [alice, bob] = [createActor(world), createActor(world)];
  const [a, b] = [await join(address, alice), await join(address, bob)];
  a.send({ type: 'segment', ...toSegment(alice, alice.write(20)) });
  expect(await a.next('refused')).toMatchObject({ reason: 'quota', log: alice.log });
  b.send({ type: 'segment', ...toSegment(bob, bob.write(1)) });
  expect(await b.next('ack')).toMatchObject({ log: bob.log, length: 1 });
});

test('logs hold no ids in full, no keys, no text', async () => {
  const { address, lines, relay } = await startRelay();
  const world = createWorld();
  const alice = createActor(world);
  const a = await join(address, alice);
  const hello = alice.hello(random.bytes(32), 'canary.example');
  a.send({ type: 'segment', ...toSegment(alice, alice.write(2, 'CANARY-TEXT')) });
  await a.next('ack');
  a.send({ type: 'ticketWanted' });
  const { token } = await a.next('ticket');
  a.socket.send(new Uint8Array([99]));
  await a.closed;
  await relay.close();
  const log = lines.join('\n');
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
  for (const secret of ['CANARY', token, world.id, alice.device, alice.log, hex(hello.accessKey)])
    expect(log).not.toContain(secret);
  expect(log).toContain('connection refused');
});

test('closing says so, and is not ready meanwhile', async () => {
  const { address, relay } = await startRelay();
  const client = await join(address, createActor(createWorld()));
  await client.next('welcome');
  expect((await fetch(`${address.url}/ready`)).status).toBe(200);
  const closing = relay.close();
  expect(await client.next('refused')).toMatchObject({ reason: 'shutting-down' });
  expect(await client.closed).toBe(1001);
  await closing;
});
