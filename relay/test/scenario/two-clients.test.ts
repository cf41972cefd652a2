import { vectorDigest } from '@maru/sync-core';
import { describe, expect, test } from 'vitest';
import { createMemoryStore, createSqliteStore, type LogStore } from '../../src/index.ts';
import { createActor, createWorld, random, suite, toSegment } from '../support/actor.ts';
import { join } from '../support/client.ts';
import { temporaryFolder } from '../support/folder.ts';
import { startRelay } from '../support/relay.ts';

const stores: Record<string, () => LogStore> = {
  memory: () => createMemoryStore(random),
  sqlite: () => createSqliteStore(temporaryFolder(), random),
};

describe.each(Object.entries(stores))('two clients and a relay on %s', (_name, openStore) => {
  const setup = async () => {
    const { address } = await startRelay({ openStore });
    const world = createWorld();
    const [alice, bob] = [createActor(world), createActor(world)];
    const [a, b] = [await join(address, alice), await join(address, bob)];
    await Promise.all([a.next('welcome'), b.next('welcome')]);
    return { address, world, alice, bob, a, b };
  };

  test('[S1] a segment is acknowledged and passed on, but not back', async () => {
    const { alice, a, b } = await setup();
    const segment = toSegment(alice, alice.write(3));
    a.send({ type: 'segment', ...segment });
    const ack = await a.next('ack');
    expect(ack).toMatchObject({ stream: alice.world.channel, log: alice.log, length: 3 });
    expect(await b.next('segment')).toEqual({ type: 'segment', ...segment });
    await a.settle();
    expect(a.received.filter(({ type }) => type === 'segment')).toEqual([]);
  });

  test('[S2] doubles are acknowledged, stored and passed on once', async () => {
    const { alice, a, b } = await setup();
    const envelopes = alice.write(5);
    a.send({ type: 'segment', ...toSegment(alice, envelopes.slice(0, 3)) });
    a.send({ type: 'segment', ...toSegment(alice, envelopes.slice(0, 3)) });
    a.send({ type: 'segment', ...toSegment(alice, envelopes) });
    expect([await a.next('ack'), await a.next('ack'), await a.next('ack')].map((ack) => ack.length)).toEqual([
      3, 3, 5,
    ]);
    const first = await b.next('segment');
    const second = await b.next('segment');
    // What follows a segment that b was sent whole travels without what b knows by it.
    expect([first.opening, second.opening, second.previous]).toEqual([alice.opening, null, null]);
    expect([first.from, first.items.length, second.from, second.items.length]).toEqual([0, 3, 3, 2]);
  });

  test('who comes in between is sent the next live segment whole; a bare push of what is held is taken [S5]', async () => {
    const { address, world, alice, a, b } = await setup();
    const bare = (count: number) => ({
      type: 'segment' as const,
      ...toSegment(alice, alice.write(count)),
      opening: null,
      previous: null,
    });
    const whole = toSegment(alice, alice.write(1));
    a.send({ type: 'segment', ...whole });
    await b.next('segment');
    a.send(bare(1));
    expect(await b.next('segment')).toMatchObject({ from: 1, opening: null, previous: null });
    const late = await join(address, createActor(world));
    await late.next('welcome');
    a.send(bare(2));
    const known = { from: 2, opening: alice.opening, previous: expect.any(String) };
    expect(await late.next('segment')).toMatchObject(known);
    expect(await b.next('segment')).toMatchObject(known);
    a.send(bare(1));
    expect(await late.next('segment')).toMatchObject({ from: 4, opening: null, previous: null });
    const bob = createActor(world);
    a.send({ type: 'segment', ...toSegment(bob, bob.write(1)), opening: null });
    expect(await a.next('refused')).toMatchObject({ reason: 'signature', log: bob.log });
  });

  test('[S4] a bare push of another branch is answered with what is held, so that its author can tell', async () => {
    const { alice, a } = await setup();
    const held = alice.write(3);
    a.send({ type: 'segment', ...toSegment(alice, held) });
    await a.next('ack');
    alice.rewind(1);
    alice.write(1, 'another branch');
    const beyond = toSegment(alice, alice.write(1));
    a.send({ type: 'segment', ...beyond, opening: null, previous: null });
    expect(await a.next('segment')).toMatchObject({ log: alice.log, from: 2, opening: alice.opening });
  });

  test('a late-comer compares, wants and gets everything [S9]', async () => {
    const { address, world, alice, a } = await setup();
    const envelopes = alice.write(40);
    a.send({ type: 'segment', ...toSegment(alice, envelopes) });
    await a.next('ack');
    const late = await join(address, createActor(world));
    const welcome = await late.next('welcome');
    expect(welcome.offset).toBe(40);
    late.send({ type: 'summary', streams: [] });
    const head = envelopes.at(-1)?.hash;
    if (!head) throw new Error('unreachable');
    const logs = [{ log: alice.log, length: 40, head }];
    expect(await late.next('summary')).toEqual({
      type: 'summary',
      streams: [{ stream: world.channel, digest: vectorDigest(suite.hash, logs) }],
    });
    late.send({ type: 'vector', stream: world.channel, logs: [], reply: true, more: false });
    expect(await late.next('vector')).toEqual({
      type: 'vector',
      stream: world.channel,
      logs,
      reply: false,
      more: false,
    });
    late.send({ type: 'want', stream: world.channel, log: alice.log, from: 0, to: 40 });
    expect(await late.next('segment')).toEqual({ type: 'segment', ...toSegment(alice, envelopes) });
    late.send({ type: 'want', stream: world.channel, log: alice.log, from: 40, to: 50 });
    expect(await late.next('refused')).toMatchObject({ reason: 'gap', value: 40 });
  });

  test('[S2] what comes before its predecessor is refused with the length held', async () => {
    const { alice, a } = await setup();
    const envelopes = alice.write(3);
    a.send({ type: 'segment', ...toSegment(alice, envelopes.slice(2)) });
    expect(await a.next('refused')).toMatchObject({ reason: 'gap', value: 0, log: alice.log });
  });

  test('[S5] nobody writes in the log of another, and nothing unsigned is kept', async () => {
    const { alice, bob, a, b } = await setup();
    const [first, second] = [alice.write(1), alice.write(1)];
    a.send({ type: 'segment', ...toSegment(alice, first) });
    await a.next('ack');
    const good = toSegment(alice, second);
    const forged = { ...good, signature: toSegment(bob, bob.write(1)).signature };
    b.send({ type: 'segment', ...forged });
    expect(await b.next('refused')).toMatchObject({ reason: 'signature' });
    b.send({ type: 'segment', ...good, opening: bob.opening });
    expect(await b.next('refused')).toMatchObject({ reason: 'signature' });
    b.send({ type: 'segment', ...good });
    expect(await b.next('ack')).toMatchObject({ length: 2 });
  });

  test('[S4] a fork is answered and passed on as a proof, and the log takes no more', async () => {
    const { alice, a, b, address, world } = await setup();
    a.send({ type: 'segment', ...toSegment(alice, alice.write(3)) });
    await a.next('ack');
    alice.rewind(1);
    const other = alice.write(1, 'something else');
    a.send({ type: 'segment', ...toSegment(alice, other) });
    expect(await a.next('fork')).toMatchObject({ log: alice.log, number: 2 });
    expect(await b.next('fork')).toMatchObject({ log: alice.log, number: 2 });
    a.send({ type: 'segment', ...toSegment(alice, alice.write(1)) });
    expect(await a.next('fork')).toMatchObject({ number: 2 });
    const late = await join(address, createActor(world));
    await late.next('welcome');
    late.send({ type: 'vector', stream: world.channel, logs: [], reply: true, more: false });
    expect(await late.next('fork')).toMatchObject({ number: 2 });
    expect((await late.next('vector')).logs).toMatchObject([{ log: alice.log, length: 2 }]);
  });

  test('live-room frames reach the others and are not kept', async () => {
    const { alice, a, b, address, world } = await setup();
    const payload = random.bytes(200);
    a.send({ type: 'room', payload });
    expect(await b.next('room')).toEqual({ type: 'room', payload });
    const late = await join(address, createActor(world));
    expect((await late.next('welcome')).offset).toBe(0);
    await a.settle();
    expect(a.received.some(({ type }) => type === 'room')).toBe(false);
    expect(alice.world.id).toBe(world.id);
  });

  test('communities do not meet', async () => {
    const { alice, a, address } = await setup();
    const stranger = await join(address, createActor(createWorld()));
    await stranger.next('welcome');
    a.send({ type: 'segment', ...toSegment(alice, alice.write(1)) });
    await a.next('ack');
    stranger.send({ type: 'want', stream: alice.world.channel, log: alice.log, from: 0, to: 1 });
    expect(await stranger.next('refused')).toMatchObject({ reason: 'gap', value: 0 });
    expect(stranger.received.map(({ type }) => type)).toEqual(['challenge', 'welcome', 'refused']);
  });
});

test('a segment of long messages is served in pieces that fit', async () => {
  const { address } = await startRelay();
  const world = createWorld();
  const alice = createActor(world);
  const a = await join(address, alice);
  for (let i = 0; i < 40; i++) {
    a.send({ type: 'segment', ...toSegment(alice, alice.write(1, 'x'.repeat(15_000))) });
    await a.next('ack');
  }
  const b = await join(address, createActor(world));
  b.send({ type: 'want', stream: world.channel, log: alice.log, from: 0, to: 40 });
  let next = 0;
  while (next < 40) {
    const segment = await b.next('segment');
    expect(segment.from).toBe(next);
    next += segment.items.length;
  }
  expect(b.received.filter(({ type }) => type === 'segment').length).toBeGreaterThan(3);
});
