import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSelfDocument, type SelfDocument, type SelfKey } from '../../../src/documents/index.ts';
import {
  type ChannelId,
  type CommunityId,
  type EpochId,
  type LogId,
  limits,
  type Position,
  positionOf,
} from '../../../src/model/index.ts';
import { createSeededRandom } from '../../../testing/seeded-random.ts';

const community = '11'.repeat(32) as CommunityId;
const channels = ['22', '33', '44'].map((pair) => pair.repeat(16) as ChannelId);
const log = '55'.repeat(32) as LogId;
const placeOf = (channel: ChannelId | undefined) => {
  if (channel === undefined) throw new Error('no channel');
  return { community, channel, thread: null };
};
const [first, second] = channels;
const place = placeOf(first);
const positionAt = (ms: number): Position => positionOf({ ms, counter: 0 }, log, 0, 0);

type Device = {
  readonly document: SelfDocument;
  readonly made: Uint8Array[];
  clock: { ms: number; now(): number };
};
const createDevice = (seed: string, stored: readonly Uint8Array[] = []): Device => {
  const clock = {
    ms: 1_000,
    now() {
      return this.ms;
    },
  };
  const { document } = createSelfDocument({ clock, random: createSeededRandom(seed) }, stored);
  const made: Uint8Array[] = [];
  document.onUpdate((update) => made.push(update));
  return { document, made, clock };
};

/** What a person could tell apart of a document. */
const read = ({ document }: Device) =>
  (['read', 'draft', 'mute', 'setting'] as const).flatMap((kind) =>
    document
      .keys(kind)
      .map((key) => [JSON.stringify(key), document.get<SelfKey>(key)] as const)
      .filter(([, value]) => value !== null)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

const meet = (a: Device, b: Device): void => {
  const [forB, forA] = [a.document.since(b.document.vector()), b.document.since(a.document.vector())];
  if (!forA.ok || !forB.ok) throw new Error('vectors are refused');
  expect([a.document.merge(forA.value).ok, b.document.merge(forB.value).ok]).toEqual([true, true]);
};

type Act = { readonly device: number; readonly what: number; readonly where: number; readonly at: number };
const act = (device: Device, { what, where, at }: Act): void => {
  device.clock.ms = at;
  const there = placeOf(channels[where]);
  device.document.change((set) => {
    if (what === 0) set({ kind: 'read', place: there }, positionAt(at));
    if (what === 1) set({ kind: 'draft', place: there }, { text: `typed at ${at}`, replyTo: null });
    if (what === 2) set({ kind: 'draft', place: there }, null);
    if (what === 3) set({ kind: 'mute', subject: { type: 'channel', ...there } }, at);
    if (what === 4) set({ kind: 'setting', name: 'theme' }, at % 2 === 0 ? 'dark' : 'light');
  });
};
const acts = fc.array(
  fc.record({ device: fc.nat(2), what: fc.nat(4), where: fc.nat(2), at: fc.integer({ min: 1, max: 500 }) }),
  { maxLength: 40 },
);

describe('the own document of three devices', () => {
  it('reads the same on all of them, whatever order their updates came in and however often', () => {
    fc.assert(
      fc.property(acts, fc.infiniteStream(fc.nat(1_000_000)), (list, dice) => {
        const devices = ['a', 'b', 'c'].map((name) => createDevice(name));
        for (const one of list) {
          const device = devices[one.device];
          if (device) act(device, one);
        }
        const updates = devices.flatMap(({ made }) => made);
        for (const device of devices) {
          const order = updates.map((update) => ({ update, by: dice.next().value ?? 0 }));
          for (const { update } of [...order, ...order.slice(0, 3)].sort((x, y) => x.by - y.by))
            expect(device.document.merge(update).ok).toBe(true);
        }
        expect(devices.map(read)).toEqual(devices.map(() => read(devices[0] ?? createDevice('none'))));
        for (const channel of channels) {
          const furthest = Math.max(
            0,
            ...list
              .filter(({ what, where }) => what === 0 && channels[where] === channel)
              .map(({ at }) => at),
          );
          const found = devices[0]?.document.get({ kind: 'read', place: placeOf(channel) }) ?? null;
          expect(found).toBe(furthest === 0 ? null : positionAt(furthest));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('meetings in any order end alike, and what is kept opens to the same', () => {
    fc.assert(
      fc.property(acts, (list) => {
        const devices = ['a', 'b', 'c'].map((name) => createDevice(name));
        const [a, b, c] = devices;
        if (!a || !b || !c) throw new Error('three devices');
        for (const [index, one] of list.entries()) {
          const device = devices[one.device];
          if (device) act(device, one);
          if (index % 7 === 3) meet(a, b);
          if (index % 11 === 5) meet(b, c);
        }
        meet(a, b);
        meet(b, c);
        meet(a, c);
        expect([read(a), read(b)]).toEqual([read(c), read(c)]);
        expect(read(createDevice('later', [c.document.state()]))).toEqual(read(c));
      }),
      { numRuns: 60 },
    );
  });
});

it('the later of two wins, whichever device has the greater id', () => {
  for (const [early, late] of [
    ['a', 'b'],
    ['b', 'a'],
  ] as const) {
    const devices = { a: createDevice('a'), b: createDevice('b') };
    act(devices[early], { device: 0, what: 1, where: 0, at: 10 });
    act(devices[late], { device: 0, what: 1, where: 0, at: 20 });
    meet(devices.a, devices.b);
    for (const { document } of Object.values(devices))
      expect(document.get({ kind: 'draft', place })?.text).toBe('typed at 20');
  }
});

it('a clock that is set back does not make a device unable to change what it said', () => {
  const { document, clock } = createDevice('a');
  clock.ms = 1_000_000;
  document.change((set) => set({ kind: 'setting', name: 'theme' }, 'dark'));
  clock.ms = 5;
  document.change((set) => set({ kind: 'setting', name: 'theme' }, 'light'));
  expect(document.get({ kind: 'setting', name: 'theme' })).toBe('light');
});

it('a read position never goes back', () => {
  const { document, made } = createDevice('a');
  document.change((set) => set({ kind: 'read', place }, positionAt(20)));
  document.change((set) => set({ kind: 'read', place }, positionAt(10)));
  document.change((set) => set({ kind: 'read', place }, null));
  expect(document.get({ kind: 'read', place })).toBe(positionAt(20));
  expect(made).toHaveLength(1);
});

it('what is so already makes no update', () => {
  const { document, made } = createDevice('a');
  const set = () => document.change((put) => put({ kind: 'draft', place }, { text: 'x', replyTo: null }));
  set();
  set();
  document.change((put) => put({ kind: 'draft', place: placeOf(second) }, null));
  expect(made).toHaveLength(1);
});

it('is as large as what it holds: ten thousand changes of three places leave no more than thirty', () => {
  const sizeAfter = (count: number): number => {
    const device = createDevice('a');
    for (let at = 1; at <= count; at++) act(device, { device: 0, what: at % 2, where: at % 3, at });
    return device.document.state().length;
  };
  expect(sizeAfter(10_000)).toBeLessThan(sizeAfter(30) + 200);
});

it('thousands of keys of a community, said one by one as they come, keep nobody waiting', () => {
  const { document } = createDevice('keys');
  const started = performance.now();
  for (let i = 0; i < 4_000; i++) {
    const epoch = i.toString(16).padStart(32, '0') as EpochId;
    document.change((set) => set({ kind: 'epochKey', community, epoch }, new Uint8Array(32)));
  }
  expect(document.keys('epochKey')).toHaveLength(4_000);
  // A fiftieth of what it takes where each looks through all before it.
  expect(performance.now() - started).toBeLessThan(3_000);
});

it('a part that rests on what is not here yet waits, and counts once that came', () => {
  const [from, to] = [createDevice('a'), createDevice('b')];
  for (const at of [1, 2, 3]) act(from, { device: 0, what: 1, where: 0, at });
  const [one, two, three] = from.made;
  if (!one || !two || !three) throw new Error('three updates');
  expect(to.document.merge(three)).toMatchObject({ ok: true, value: { changed: [], rest: 'waiting' } });
  expect(to.document.merge(two)).toMatchObject({ ok: true, value: { rest: 'waiting' } });
  expect(to.document.merge(one)).toMatchObject({
    ok: true,
    value: { changed: [{ kind: 'draft', place }], rest: 'none' },
  });
  expect(read(to)).toEqual(read(from));
});

it('drops what waits beyond the limit, and has it again by asking what it lacks', () => {
  const [from, to] = [createDevice('a'), createDevice('b')];
  const long = 'x'.repeat(limits.messageBytes - 10);
  for (let count = 0; count < 72; count++)
    from.document.change((set) => set({ kind: 'draft', place }, { text: `${count}${long}`, replyTo: null }));
  const outcomes = from.made.slice(1).map((update) => to.document.merge(update));
  expect(outcomes).toContainEqual({ ok: true, value: { changed: [], rest: 'dropped', news: true } });
  meet(from, to);
  expect(read(to)).toEqual(read(from));
});

describe('what comes from outside', () => {
  it('is refused when it is no update, and changes nothing', () => {
    const device = createDevice('a');
    act(device, { device: 0, what: 1, where: 0, at: 5 });
    const before = device.document.state();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const merged = device.document.merge(bytes);
        return merged.ok ? merged.value.changed.length === 0 : merged.error.kind === 'malformed';
      }),
    );
    expect(device.document.merge(new Uint8Array(limits.selfUpdateBytes + 1))).toEqual({
      ok: false,
      error: { kind: 'too-large' },
    });
    expect(createDevice('b', [before]).document.state()).toEqual(before);
    expect(device.document.since(new Uint8Array([255, 255]))).toMatchObject({ ok: false });
  });

  it('never throws for bytes that were changed on the way, and the document goes on', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(255), fc.nat(1_000), (where, byte, cut) => {
        const [from, to] = [createDevice('a'), createDevice('b')];
        for (const at of [1, 2, 3, 4]) act(from, { device: 0, what: at, where: at % 3, at });
        const bytes = from.document.state().slice();
        bytes[where % bytes.length] = byte;
        to.document.merge(cut < bytes.length ? bytes.slice(0, cut) : bytes);
        act(to, { device: 0, what: 1, where: 0, at: 999 });
        expect(to.document.get({ kind: 'draft', place })?.text).toBe('typed at 999');
        expect(() => read(createDevice('c', [to.document.state()]))).not.toThrow();
      }),
      { numRuns: 200 },
    );
  });

  it('an unreadable piece of what was stored is named, and the rest is read', () => {
    const device = createDevice('a');
    act(device, { device: 0, what: 1, where: 0, at: 5 });
    const junk = new Uint8Array([1, 2, 3]);
    const opened = createSelfDocument({ clock: device.clock, random: createSeededRandom('b') }, [
      junk,
      device.document.state(),
    ]);
    expect(opened.unreadable).toEqual([junk]);
    expect(opened.document.get({ kind: 'draft', place })?.text).toBe('typed at 5');
  });
});
