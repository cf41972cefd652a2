import { expect, test } from 'vitest';
import { limits } from '../../../src/model/index.ts';
import type { Refusal } from '../../../src/protocol/index.ts';
import { channel, createFakeReplica, logOf } from './fake-replica.ts';
import { createFakeRelay, toRelay, untilQuiet } from './world.ts';

const fruit = channel('fruit');

const start = (written = 0) => {
  const relay = createFakeRelay();
  const alice = createFakeReplica('alice');
  alice.write(fruit, written);
  return { relay, alice, wire: toRelay(alice, relay) };
};

/** Refuses the first `times` segments. */
const refuseFirst =
  (times: number, reason: Refusal, value: number) =>
  ({ stream, log }: { stream: typeof fruit; log: ReturnType<typeof logOf> }) =>
    times-- > 0 ? ({ type: 'refused', reason, detail: '', stream, log, value } as const) : null;

for (const reason of ['rate', 'quota', 'unavailable', 'overloaded'] as const)
  test(`${reason} of a pushed segment: waits as told, goes on from the last acknowledged, again and again`, () => {
    const { relay, alice, wire } = start(100);
    let passed = 0;
    const refuse = refuseFirst(5, reason, 7_000);
    // The first segment is taken, then five rounds are not.
    relay.refuse = (segment) => (passed++ === 0 ? null : refuse(segment));
    untilQuiet(wire);
    for (let round = 0; round < 12 && wire.a.timers.has('resume'); round++) {
      expect(wire.a.timers.get('resume')).toBe(7_000);
      expect(wire.a.status?.problem).toBe(reason === 'quota' ? 'quota' : null);
      wire.a.fire('resume');
      untilQuiet(wire);
      wire.a.fire('retry');
      untilQuiet(wire);
    }
    expect(relay.fake.dump()).toEqual(alice.dump());
    expect(alice.replica.unsent()).toBe(0);
    expect(wire.a.status?.problem).toBeNull();
    expect(wire.a.closed).toBeNull();
  });

test('segments under way behind a refused one meet its gap: one fault, not many', () => {
  const { relay, alice, wire } = start(200);
  relay.refuse = refuseFirst(1, 'unavailable', 5_000);
  untilQuiet(wire);
  wire.a.fire('resume');
  untilQuiet(wire);
  expect(relay.fake.dump()).toEqual(alice.dump());
  expect(wire.a.state.resting.size).toBe(0);
});

test('a rate limit of the link itself pauses pushes and loses none', () => {
  const { relay, alice, wire } = start();
  untilQuiet(wire);
  wire.a.take({ type: 'refused', reason: 'rate', detail: '', stream: null, log: null, value: 2_000 });
  alice.write(fruit, 3);
  wire.a.step({ type: 'appended', origin: 'own', stream: fruit, log: alice.own() });
  untilQuiet(wire);
  expect(relay.fake.dump()).toEqual([]);
  wire.a.fire('resume');
  untilQuiet(wire);
  expect(relay.fake.dump()).toEqual(alice.dump());
});

test('too many wants: asked again after the wait', () => {
  const { relay, alice, wire } = start();
  untilQuiet(wire);
  const log = logOf('other');
  relay.fake.write(fruit, 4, log);
  wire.a.take({
    type: 'vector',
    stream: fruit,
    logs: [{ log, length: 4, head: log as never }],
    reply: false,
    more: true,
  });
  wire.b.take = () => undefined;
  untilQuiet(wire);
  wire.a.take({ type: 'refused', reason: 'rate', detail: '', stream: fruit, log, value: 1_000 });
  expect(wire.a.timers.get('resumeWants')).toBe(1_000);
  expect(wire.a.state.wants).toEqual([]);
  wire.a.fire('resumeWants');
  expect(wire.a.state.wants).toHaveLength(1);
  expect(alice.replica.unsent()).toBe(0);
});

test('a log whose signature the relay refuses rests; others go on', () => {
  const { relay, alice, wire } = start(3);
  const other = channel('games');
  alice.write(other, 2);
  relay.refuse = ({ stream, log }) =>
    stream.kind === 'channel' && stream.channel === (fruit.kind === 'channel' ? fruit.channel : '')
      ? { type: 'refused', reason: 'signature', detail: '', stream, log, value: 0 }
      : null;
  untilQuiet(wire);
  alice.write(fruit, 1);
  wire.a.step({ type: 'appended', origin: 'own', stream: fruit, log: alice.own() });
  untilQuiet(wire);
  expect(wire.a.sent.filter(({ type }) => type === 'segment')).toHaveLength(2);
  expect(relay.fake.replica.log(other, alice.own()).length).toBe(2);
  expect(alice.replica.unsent()).toBe(4);
});

test('a relay that forgets in the middle of a link is given the rest again, but not for ever [S3]', () => {
  const { relay, alice, wire } = start(10);
  untilQuiet(wire);
  relay.fake.rollBack(() => 4);
  alice.write(fruit, 1);
  wire.a.step({ type: 'appended', origin: 'own', stream: fruit, log: alice.own() });
  untilQuiet(wire);
  wire.a.fire('retry');
  untilQuiet(wire);
  expect(relay.fake.dump()).toEqual(alice.dump());
  relay.refuse = ({ stream, log }) => ({ type: 'refused', reason: 'gap', detail: '', stream, log, value: 4 });
  alice.write(fruit, 1);
  wire.a.step({ type: 'appended', origin: 'own', stream: fruit, log: alice.own() });
  let rounds = 0;
  for (untilQuiet(wire); wire.a.fire('retry'); untilQuiet(wire)) rounds++;
  expect(rounds).toBeLessThanOrEqual(4);
  expect(wire.a.closed).toBeNull();
});

test('a failed disk here: nothing is lost or blamed, asked again after the wait [S1]', () => {
  const { relay, alice, wire } = start();
  relay.fake.write(fruit, 60, logOf('other'));
  alice.settings.failDisk = 2;
  untilQuiet(wire);
  expect(wire.a.timers.get('resumeWants')).toBe(limits.storageRetryMs);
  wire.a.fire('resumeWants');
  untilQuiet(wire);
  wire.a.fire('resumeWants');
  untilQuiet(wire);
  expect(alice.dump()).toEqual(relay.fake.dump());
});
