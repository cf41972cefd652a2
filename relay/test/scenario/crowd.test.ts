/**
 * Many sockets at once: ones that never read, ones that come back all together, requests that trickle in.
 * What is held here is that the others are served; how fast is measured in benchmarks/.
 * `MARU_SLOW_SOCKETS=5000` sends the crowd that HARDENING 7 asks for.
 */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { type RelayAddress, relayLimits } from '../../src/index.ts';
import { type Actor, createActor, createWorld, random, toSegment } from '../support/actor.ts';
import { audienceOf, join, openClient, type RawClient } from '../support/client.ts';
import { startRelay } from '../support/relay.ts';

const crowd = Number(process.env['MARU_SLOW_SOCKETS'] ?? 200);
const unlimited = { perSecond: 1e9, burst: 1e9 };
const many = { connectionsPerAddress: 10_000, connections: 10_000, connectionsPerCommunity: 10_000 };

const inBatches = async <T>(count: number, task: (at: number) => Promise<T>): Promise<T[]> => {
  const done: T[] = [];
  for (let at = 0; at < count; at += 50)
    done.push(
      ...(await Promise.all(Array.from({ length: Math.min(50, count - at) }, (_, n) => task(at + n)))),
    );
  return done;
};

const admitted = async (address: RelayAddress, actor: Actor): Promise<RawClient> => {
  const client = await join(address, actor);
  await client.next('welcome');
  return client;
};

test(`${crowd} members that never read and one that floods: the others get everything, in order`, {
  timeout: 600_000,
}, async () => {
  const { address } = await startRelay({
    limits: { ...many, roomFrames: unlimited, frames: { perSecond: 200, burst: 400 }, pauseMs: 60_000 },
  });
  const world = createWorld();
  const lurker = createActor(world);
  const slow = await inBatches(crowd, async () => {
    const client = await admitted(address, lurker);
    client.socket.pause();
    return client;
  });
  const alice = createActor(world);
  const [flood, a, b] = [
    await admitted(address, createActor(world)),
    await admitted(address, alice),
    await admitted(address, createActor(world)),
  ];
  // Ten times what a device may send in a second, all at once.
  for (let id = 0; id < 10 * relayLimits.frames.perSecond; id++) flood.send({ type: 'ping', id });
  for (let number = 0; number < 20; number++) {
    a.send({ type: 'segment', ...toSegment(alice, alice.write(1)) });
    expect(await a.next('ack')).toMatchObject({ length: number + 1 });
    expect(await b.next('segment')).toMatchObject({ from: number });
  }
  expect(await flood.next('refused')).toMatchObject({ reason: 'rate' });
  for (const client of [...slow, flood]) client.socket.terminate();
  await Promise.all(slow.map(({ closed }) => closed));
  await b.settle();
});

test('a herd of reconnects: all come in again and miss nothing, and nothing is left of who went', async () => {
  const herd = 100;
  const { address, relay } = await startRelay({ limits: many });
  const figure = async (name: string): Promise<number> => {
    const text = await (await fetch(`${address.url}/metrics`)).text();
    return Number(new RegExp(`maru_relay_${name} (\\d+)`).exec(text)?.[1]);
  };
  const world = createWorld();
  const alice = createActor(world);
  const others = Array.from({ length: herd }, () => createActor(world));
  const a = await admitted(address, alice);
  for (let life = 0; life < 3; life++) {
    const clients = await Promise.all(others.map((actor) => admitted(address, actor)));
    a.send({ type: 'segment', ...toSegment(alice, alice.write(1)) });
    for (const client of clients)
      expect(await client.next('segment')).toMatchObject({ from: life, opening: alice.opening });
    expect(await figure('connections')).toBe(herd + 1);
    for (const { socket } of clients) socket.terminate();
    await Promise.all(clients.map(({ closed }) => closed));
    await a.settle();
  }
  await a.close();
  // The relay hears of an end a moment after the client.
  while ((await figure('connections')) + (await figure('communities')) > 0)
    await fetch(`${address.url}/health`);
  expect(await figure('stored_runs')).toBe(3);
  await relay.close();
});

test('a slow consumer is closed once 1 MiB waits for it, and never more is held', async () => {
  const { address } = await startRelay({
    limits: { roomFrames: unlimited, frames: unlimited, bytes: unlimited },
  });
  const world = createWorld();
  const [writer, slow] = [
    await admitted(address, createActor(world)),
    await admitted(address, createActor(world)),
  ];
  slow.socket.pause();
  const payload = random.bytes(8 * 1024);
  let open = true;
  void slow.closed.then(() => {
    open = false;
  });
  // Read again only after far more was sent than any buffers hold.
  for (let sent = 0; sent < 2_000; sent += 20) {
    for (let i = 0; i < 20; i++) writer.send({ type: 'room', payload });
    await writer.settle();
  }
  slow.socket.resume();
  expect([1013, 1006]).toContain(await slow.closed);
  expect(open).toBe(false);
  // 16 MB were sent; what came was in the systems' buffers and the relay's one mebibyte.
  expect(slow.received.filter(({ type }) => type === 'room').length).toBeLessThan(1_900);
});

/** A socket to the relay's port, its answer gathered until it ends. */
const open = async (address: RelayAddress): Promise<{ socket: Socket; answer: Promise<string> }> => {
  const socket = connect(address.port, '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  let text = '';
  socket.on('data', (data) => {
    text += String(data);
  });
  socket.on('error', () => undefined);
  const answer = once(socket, 'close').then(() => text);
  await once(socket, 'connect');
  return { socket, answer };
};

test('slowloris: headers that never end and bodies that never come are cut off, others are served', async () => {
  const { address } = await startRelay({ limits: { headersMs: 200, requestMs: 400, keepAliveMs: 200 } });
  const headers = await open(address);
  headers.socket.write('GET /health HTTP/1.1\r\nHost: x\r\nX-A: ');
  const body = await open(address);
  body.socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nslow');
  const idle = await open(address);
  idle.socket.write('GET /health HTTP/1.1\r\nHost: x\r\n\r\n');
  const large = await open(address);
  large.socket.write(`GET /health HTTP/1.1\r\nHost: x\r\nX-A: ${'a'.repeat(16 * 1024)}\r\n\r\n`);
  expect((await fetch(`${address.url}/health`)).status).toBe(200);
  expect(await headers.answer).toMatch(/^HTTP\/1\.1 4\d\d/);
  expect(await body.answer).toMatch(/^HTTP\/1\.1 4\d\d/);
  expect(await idle.answer).toMatch(/^HTTP\/1\.1 200/);
  expect(await large.answer).toMatch(/^HTTP\/1\.1 4\d\d/);
  expect((await fetch(`${address.url}/health`)).status).toBe(200);
});

test('no cookie is ever set, and no token stands in an address or an answer', async () => {
  const { address } = await startRelay();
  const upgrade = await new Promise<Record<string, unknown>>((resolve) =>
    openClient(address).socket.on('upgrade', ({ headers }) => resolve(headers)),
  );
  expect(upgrade).not.toHaveProperty('set-cookie');
  for (const path of ['/health', '/ready', '/metrics', '/', '/sync'])
    expect((await fetch(address.url + path)).headers.get('set-cookie')).toBeNull();
  // What a client dials names the path and nothing else; its proof goes in the first frame.
  expect(new URL(address.syncUrl).search).toBe('');
  expect(audienceOf(address)).toBe(`127.0.0.1:${address.port}`);
});
