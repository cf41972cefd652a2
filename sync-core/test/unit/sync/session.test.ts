import { expect, test } from 'vitest';
import { limits } from '../../../src/model/index.ts';
import { channel, createFakeReplica, deviceOf, governance, item, logOf } from './fake-replica.ts';
import { createFakeRelay, direct, passOne, toRelay, untilQuiet } from './world.ts';

const fruit = channel('fruit');
const both = () => ({ alice: createFakeReplica('alice'), bob: createFakeReplica('bob') });

test('two equal clients are live after one round trip and below 2 KB [S9]', () => {
  const { alice, bob } = both();
  alice.write(governance, 40);
  alice.write(fruit, 500);
  bob.copy(alice);
  const wire = direct(alice, bob);
  untilQuiet(wire);
  expect([wire.a.status?.phase, wire.b.status?.phase]).toEqual(['live', 'live']);
  expect(wire.a.sent.map(({ type }) => type)).toEqual(['challenge', 'hello', 'welcome']);
  expect(wire.a.bytes + wire.b.bytes).toBeLessThan(2_000);
});

test('a client equal to its relay is live after the welcome and below 2 KB, all acknowledged [S9]', () => {
  const relay = createFakeRelay();
  const { alice } = both();
  alice.write(fruit, 5);
  untilQuiet(toRelay(alice, relay));
  alice.acked.clear();
  const again = toRelay(alice, relay);
  untilQuiet(again);
  expect(again.a.sent.map(({ type }) => type)).toEqual(['hello']);
  expect(again.a.bytes + again.b.bytes).toBeLessThan(2_000);
  expect(again.a.status?.phase).toBe('live');
  expect(alice.replica.unsent()).toBe(0);
});

test('each lacks some: both end with everything, governance first [S2] [S9]', () => {
  const { alice, bob } = both();
  alice.write(fruit, 300);
  alice.write(governance, 20);
  bob.write(channel('games'), 7);
  bob.write(fruit, 3);
  const wire = direct(alice, bob);
  untilQuiet(wire);
  expect(alice.dump()).toEqual(bob.dump());
  expect(alice.dump()).toHaveLength(4);
  const wants = wire.b.sent.flatMap((message) => (message.type === 'want' ? [message] : []));
  expect(wants[0]?.stream.kind).toBe('governance');
  const channelWants = wants.filter(({ stream }) => stream.kind === 'channel');
  expect(channelWants[0]?.to).toBe(300);
  expect(wire.a.status?.phase).toBe('live');
});

test('a relay that was wiped (new generation) is refilled and its acknowledgements forgotten [S3]', () => {
  const relay = createFakeRelay();
  const { alice, bob } = both();
  alice.write(fruit, 50);
  untilQuiet(toRelay(alice, relay), toRelay(bob, relay));
  expect(bob.dump()).toEqual(alice.dump());
  relay.wipe();
  const wire = toRelay(alice, relay);
  passOne(wire);
  passOne(wire);
  expect(alice.replica.unsent()).toBe(50);
  untilQuiet(wire);
  expect(relay.fake.dump()).toEqual(alice.dump());
  expect(alice.replica.unsent()).toBe(0);
});

test('a relay rolled back within its generation loses its acknowledgements and is refilled [S3]', () => {
  const relay = createFakeRelay();
  const { alice } = both();
  alice.write(fruit, 10);
  const first = toRelay(alice, relay);
  untilQuiet(first);
  // Its offset at the last welcome was below what it is rolled back to: only vectors show it.
  relay.fake.rollBack(() => 6);
  relay.refuse = ({ stream, log }) =>
    ({ type: 'refused', reason: 'quota', detail: '', stream, log, value: 60_000 }) as const;
  const wire = toRelay(alice, relay);
  untilQuiet(wire);
  expect(alice.replica.unsent()).toBe(4);
  relay.refuse = null;
  wire.a.fire('resume');
  untilQuiet(wire);
  expect(alice.replica.unsent()).toBe(0);
  expect(relay.fake.dump()).toEqual(alice.dump());
});

test('what one writes live reaches the other through the relay, once [S2]', () => {
  const relay = createFakeRelay();
  const { alice, bob } = both();
  const wires = [toRelay(alice, relay), toRelay(bob, relay)] as const;
  untilQuiet(...wires);
  for (let n = 0; n < 3; n++) {
    alice.write(fruit);
    wires[0].a.step({ type: 'appended', origin: 'own', stream: fruit, log: alice.own() });
  }
  untilQuiet(...wires);
  expect(bob.dump()).toEqual(alice.dump());
  expect(wires[0].a.sent.filter(({ type }) => type === 'segment')).toHaveLength(3);
  expect(wires[1].a.sent.filter(({ type }) => type === 'want')).toHaveLength(0);
});

test('what was written between hello and comparison is not lost, in either role [S2]', () => {
  for (const turns of [0, 1, 2, 3]) {
    for (const who of ['a', 'b'] as const) {
      const { alice, bob } = both();
      const wire = direct(alice, bob);
      for (let n = 0; n < turns; n++) passOne(wire);
      const { fake } = wire[who];
      fake.write(fruit, 2);
      wire[who].step({ type: 'appended', origin: 'own', stream: fruit, log: fake.own() });
      untilQuiet(wire);
      expect(alice.dump()).toEqual(bob.dump());
      expect(alice.dump()).toHaveLength(1);
      expect([wire.a.status?.phase, wire.b.status?.phase]).toEqual(['live', 'live']);
    }
  }
});

test('duplicated and overlapping segments change nothing [S2]', () => {
  const { alice, bob } = both();
  alice.write(fruit, 20);
  const wire = direct(alice, bob);
  untilQuiet(wire);
  const before = bob.dump();
  for (const from of [0, 5, 0]) {
    const again = alice.replica.readSegment(fruit, alice.own(), from, 20);
    if (again) wire.b.take({ type: 'segment', ...again });
  }
  untilQuiet(wire);
  expect(bob.dump()).toEqual(before);
  expect(wire.b.closed).toBeNull();
});

test('a catch-up of logs signed now and then brings every envelope once', () => {
  const relay = createFakeRelay();
  const reader = createFakeReplica('reader');
  relay.fake.settings.signedEvery = 100;
  relay.fake.settings.itemsPerSegment = 128;
  for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) relay.fake.write(fruit, 300, logOf(name));
  const wire = toRelay(reader, relay);
  untilQuiet(wire);
  expect(reader.dump()).toEqual(relay.fake.dump());
  const come = wire.a.effects.flatMap((effect) => (effect.type === 'apply' ? [effect.segment] : []));
  expect(come.reduce((sum, { items }) => sum + items.length, 0)).toBe(6 * 300);
});

test('a fork met in a segment freezes the log on both ends and the link goes on [S4]', () => {
  const { alice, bob } = both();
  const log = logOf('cloned');
  alice.write(fruit, 5, log);
  bob.write(fruit, 5, log);
  alice.write(fruit, 3, log, 'one');
  bob.write(fruit, 4, log, 'other');
  bob.write(fruit, 2);
  const wire = direct(alice, bob);
  untilQuiet(wire);
  const other = createFakeReplica('other');
  other.write(fruit, 5, log);
  other.write(fruit, 1, log, 'third');
  const segment = other.replica.readSegment(fruit, log, 0, 6);
  if (segment) wire.a.take({ type: 'segment', ...segment });
  untilQuiet(wire);
  expect([alice, bob].map(({ replica }) => replica.log(fruit, log).length)).toEqual([5, 5]);
  expect(alice.replica.log(fruit, bob.own()).length).toBe(2);
  expect([wire.a.closed, wire.b.closed]).toEqual([null, null]);
});

test('two branches of one log are found by their heads or where they should join, and frozen at the fork [S4]', () => {
  for (const [ours, theirs] of [
    [1, 1],
    [3, 3],
    [1, 4],
    [3, 4],
    [6, 2],
  ] as const) {
    const { alice, bob } = both();
    const log = logOf('cloned');
    alice.write(fruit, 5, log);
    bob.write(fruit, 5, log);
    alice.write(fruit, ours, log, 'one');
    bob.write(fruit, theirs, log, 'other');
    const wire = direct(alice, bob);
    untilQuiet(wire);
    expect([alice, bob].map(({ replica }) => replica.log(fruit, log).length)).toEqual([5, 5]);
    expect([wire.a.closed, wire.b.closed]).toEqual([null, null]);
    expect([wire.a.status?.phase, wire.b.status?.phase]).toEqual(['live', 'live']);
  }
});

test('more than a summary holds is told in several messages, both over a relay and direct [S3]', () => {
  const count = limits.streamsPerVector + 3;
  for (const kind of ['direct', 'relay'] as const) {
    const { alice, bob } = both();
    const relay = createFakeRelay();
    for (let n = 0; n < count; n++) alice.write(channel(`c${n}`));
    bob.write(fruit);
    if (kind === 'direct') {
      const wire = direct(alice, bob);
      untilQuiet(wire);
      expect(wire.a.sent.filter(({ type }) => type === 'summary')).toHaveLength(2);
    } else {
      untilQuiet(toRelay(alice, relay));
      untilQuiet(toRelay(bob, relay));
    }
    expect(bob.replica.streams()).toHaveLength(count + 1);
  }
}, 60_000);

test('a summary of exactly the limit is followed by an empty one [S3]', () => {
  const { alice, bob } = both();
  for (let n = 0; n < limits.streamsPerVector; n++) alice.write(channel(`c${n}`));
  const wire = direct(alice, bob);
  untilQuiet(wire);
  expect(wire.a.sent.filter(({ type }) => type === 'summary')).toHaveLength(2);
  expect(bob.dump()).toEqual(alice.dump());
}, 30_000);

test('gossiped heads make a live client ask the relay, and a relay that has them not is no liar [S3]', () => {
  const relay = createFakeRelay();
  const { alice, bob } = both();
  const wire = toRelay(bob, relay);
  untilQuiet(wire);
  alice.write(fruit, 4);
  const { length, head } = alice.replica.log(fruit, alice.own());
  const heads = [{ stream: fruit, log: alice.own(), length, head: head ?? expect.fail() }];
  wire.a.step({ type: 'gossip', heads });
  untilQuiet(wire);
  expect(wire.a.state.strikes.size).toBe(0);
  expect(wire.a.status?.phase).toBe('live');
  // The relay gets them without telling (it withheld the broadcast): the next gossip brings them.
  relay.fake.copy(alice);
  wire.a.step({ type: 'gossip', heads });
  untilQuiet(wire);
  expect(bob.dump()).toEqual(alice.dump());
});

test('a longer own log is asked for first; only its verified envelopes start a new incarnation [S4]', () => {
  const { alice, bob } = both();
  const old = alice.own();
  alice.write(fruit, 8);
  untilQuiet(direct(alice, bob));
  alice.rollBack(() => 3);
  const wire = direct(alice, bob);
  untilQuiet(wire);
  expect(alice.lost).toEqual([old]);
  expect(alice.own()).not.toBe(old);
  expect(alice.replica.log(fruit, old).length).toBe(8);
});

test('a lie about an own log starts no new incarnation [S4]', () => {
  const { alice, bob } = both();
  const wire = direct(alice, bob);
  untilQuiet(wire);
  const logs = [{ log: alice.own(), length: 9, head: alice.own() as never }];
  wire.a.take({ type: 'vector', stream: fruit, logs, reply: false, more: true });
  wire.a.take({
    type: 'segment',
    stream: fruit,
    log: alice.own(),
    from: 0,
    opening: { device: deviceOf('alice'), nonce: new Uint8Array(16) },
    previous: null,
    items: [item('forged')],
    signature: new Uint8Array(64).fill(1),
  });
  untilQuiet(wire);
  for (let n = 0; n < 4; n++) {
    wire.a.fire('want');
    untilQuiet(wire);
  }
  expect(alice.lost).toEqual([]);
  expect(wire.a.status?.phase).toBe('live');
});
