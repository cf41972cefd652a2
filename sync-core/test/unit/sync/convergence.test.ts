import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Timer } from '../../../src/sync/session-state.ts';
import { channel, createFakeReplica, type FakeReplica, governance } from './fake-replica.ts';
import { createFakeRelay, direct, type End, passOne, toRelay, untilQuiet, type Wire } from './world.ts';

const streams = [governance, channel('fruit'), channel('games')] as const;
const act = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('write' as const),
      who: fc.nat(2),
      stream: fc.nat(2),
      count: fc.integer({ min: 1, max: 200 }),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('pass' as const), turns: fc.integer({ min: 1, max: 40 }) }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('relayLink' as const), who: fc.nat(2) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('directLink' as const) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('cut' as const), which: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('disk' as const), who: fc.nat(2) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('wipe' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('rollBack' as const), percent: fc.nat(99) }) },
);

type Link = { readonly wire: Wire; readonly ends: readonly End[]; readonly forget: () => void };
const timers: readonly Timer[] = ['resume', 'resumeWants', 'retry', 'want'];

const createWorld = () => {
  const relay = createFakeRelay();
  const people = ['alice', 'bob', 'carol'].map(createFakeReplica);
  let links: Link[] = [];
  const grown = (
    fake: FakeReplica,
    from: End | null,
    origin: 'own' | 'other',
    event: Pick<Parameters<End['onGrown']>, 0 | 1>,
  ) => {
    for (const end of links.flatMap(({ ends }) => ends))
      if (end.fake === fake && end !== from)
        end.step({ type: 'appended', origin, stream: event[0], log: event[1] });
  };
  const add = (wire: Wire, ends: readonly End[], forget: () => void): void => {
    for (const end of ends) end.onGrown = (stream, log) => grown(end.fake, end, 'other', [stream, log]);
    links.push({ wire, ends, forget });
  };
  const dialRelay = (fake: FakeReplica): void => {
    const wire = toRelay(fake, relay);
    add(wire, [wire.a], () => relay.sides.delete(wire.b));
  };
  const cut = (gone: readonly Link[]): void => {
    for (const link of gone) link.forget();
    links = links.filter((link) => !gone.includes(link));
  };
  return {
    relay,
    people,
    grown,
    dialRelay,
    dialDirect(a: FakeReplica, b: FakeReplica): void {
      const wire = direct(a, b);
      add(wire, [wire.a, wire.b], () => undefined);
    },
    cutOne: (which: number) => cut(links.slice(which % Math.max(1, links.length)).slice(0, 1)),
    cutAll: () => cut(links),
    pass(turns: number): void {
      for (let n = 0; n < turns; n++) for (const { wire } of links) passOne(wire);
    },
    settle(): void {
      for (let round = 0; round < 12; round++) {
        untilQuiet(...links.map(({ wire }) => wire));
        for (const end of links.flatMap(({ ends }) => ends)) for (const timer of timers) end.fire(timer);
      }
      untilQuiet(...links.map(({ wire }) => wire));
    },
    problems: () => links.flatMap(({ ends }) => ends.flatMap(({ closed }) => (closed ? [closed] : []))),
    phases: () => links.flatMap(({ ends }) => ends.map(({ status }) => status?.phase)),
  };
};

test('[S2] [S3] any history of writes, cuts, wipes and rollbacks ends with all the same, and every acknowledgement true', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
      const world = createWorld();
      const { people, relay } = world;
      const person = (who: number) => people[who] ?? expect.fail();
      for (const step of acts) {
        switch (step.kind) {
          case 'write': {
            const fake = person(step.who);
            const stream = streams[step.stream] ?? governance;
            fake.write(stream, step.count);
            world.grown(fake, null, 'own', [stream, fake.own()]);
            break;
          }
          case 'pass':
            world.pass(step.turns);
            break;
          case 'relayLink':
            world.dialRelay(person(step.who));
            break;
          case 'directLink':
            world.dialDirect(person(0), person(1));
            break;
          case 'cut':
            world.cutOne(step.which);
            break;
          case 'disk':
            person(step.who).settings.failDisk = 1;
            break;
          case 'wipe':
            world.cutAll();
            relay.wipe();
            break;
          case 'rollBack':
            world.cutAll();
            relay.fake.rollBack((length) => Math.floor((length * step.percent) / 100));
            break;
        }
      }
      world.cutAll();
      for (const fake of people) world.dialRelay(fake);
      world.dialDirect(person(0), person(1));
      world.settle();
      expect(world.problems()).toEqual([]);
      for (const fake of people) {
        expect(fake.dump()).toEqual(relay.fake.dump());
        expect(fake.replica.unsent()).toBe(0);
        expect(fake.lost).toEqual([]);
      }
      for (const phase of world.phases()) expect(phase).toBe('live');
    }),
    { numRuns: 60, seed: 20261124 },
  );
}, 60_000);
