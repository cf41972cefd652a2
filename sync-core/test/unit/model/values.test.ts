import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode, encode } from '../../../src/base/index.ts';
import {
  allPermissions,
  channelStream,
  comparePositions,
  compareTime,
  defaultPermissions,
  documentKinds,
  documentStream,
  followTime,
  governanceStream,
  type HybridTime,
  hasPermission,
  hybridTime,
  isChannelId,
  isMessageId,
  keyToStream,
  limits,
  nextTime,
  permissionBits,
  permissionNames,
  permissionsOf,
  permissionsToNames,
  positionOf,
  stream,
  streamToKey,
  timeAfter,
} from '../../../src/model/index.ts';

const times: fc.Arbitrary<HybridTime> = fc.record({ ms: fc.nat(2 ** 48 - 1), counter: fc.nat(0xffff) });
const hex = (length: number) =>
  fc.uint8Array({ minLength: length, maxLength: length }).map((bytes) => Buffer.from(bytes).toString('hex'));

describe('hybrid time [S8]', () => {
  it('is read back', () =>
    fc.assert(
      fc.property(times, (value) => {
        expect(decode(hybridTime, encode(hybridTime, value))).toEqual({ ok: true, value });
      }),
    ));

  it('the next is later, and not before the wall', () =>
    fc.assert(
      fc.property(times, fc.integer({ min: -limits.clockDriftMs, max: 2 ** 48 - 1 }), (last, gained) => {
        const wall = Math.max(0, last.ms + gained);
        const next = nextTime(last, wall);
        expect(compareTime(next, last)).toBeGreaterThan(0);
        expect(next.ms).toBeGreaterThanOrEqual(wall);
      }),
    ));

  it('after the wall was set back beyond the drift limit the next is the wall: nobody is muted until it catches up', () =>
    fc.assert(
      fc.property(times, fc.integer({ min: limits.clockDriftMs + 1, max: 2 ** 48 }), (last, lost) => {
        const wall = last.ms - lost;
        expect(nextTime(last, wall)).toEqual({ ms: wall, counter: 0 });
      }),
    ));

  it('a full counter carries into the milliseconds', () =>
    expect(nextTime({ ms: 5, counter: 0xffff }, 0)).toEqual({ ms: 6, counter: 0 }));

  it('an act on what is dated ahead is dated right after it, and nothing follows the end of time', () => {
    const ahead = { ms: 1_000_000_000, counter: 0xffff };
    expect(timeAfter({ ms: 5, counter: 0 }, ahead)).toEqual({ ms: ahead.ms + 1, counter: 0 });
    expect(timeAfter(ahead, { ms: 5, counter: 0 })).toEqual(ahead);
    const last = { ms: 2 ** 48 - 1, counter: 0xffff };
    expect(timeAfter({ ms: 5, counter: 0 }, last)).toEqual({ ms: 5, counter: 0 });
  });

  it('follows a peer, never beyond the drift limit', () => {
    const own = { ms: 1_000, counter: 0 };
    const edge = { ms: 1_000 + limits.clockDriftMs, counter: 3 };
    expect(followTime(own, edge, 1_000)).toEqual(edge);
    expect(followTime(own, { ...edge, ms: edge.ms + 1 }, 1_000)).toEqual(own);
    expect(followTime(own, { ms: 999, counter: 9 }, 1_000)).toEqual(own);
  });
});

describe('positions [S8]', () => {
  const places = fc.record({
    time: times,
    log: hex(32),
    number: fc.nat(limits.logNumber),
    index: fc.nat(0xffff),
  });
  type Place = { time: HybridTime; log: string; number: number; index: number };
  const byParts = (a: Place, b: Place): number =>
    compareTime(a.time, b.time) ||
    (a.log.slice(0, 16) < b.log.slice(0, 16) ? -1 : Number(a.log.slice(0, 16) > b.log.slice(0, 16))) ||
    a.number - b.number ||
    a.index - b.index;
  const at = ({ time, log, number, index }: Place) => positionOf(time, log, number, index);

  it('sort as text by time, log, number, index', () =>
    fc.assert(
      fc.property(places, places, fc.nat(4), (a, other, shared) => {
        const b = { ...other };
        if (shared > 0) b.time = a.time;
        if (shared > 1) b.log = a.log;
        if (shared > 2) b.number = a.number;
        if (shared > 3) b.index = a.index;
        expect(Math.sign(comparePositions(at(a), at(b)))).toBe(Math.sign(byParts(a, b)));
        expect(at(a)).toHaveLength(44);
      }),
    ));
});

describe('streams', () => {
  it('are named by a key and by bytes, both ways', () =>
    fc.assert(
      fc.property(hex(16), hex(16), (id, thread) => {
        if (!isChannelId(id) || !isMessageId(thread)) throw new Error('bug: not an id');
        const documents = documentKinds.flatMap((kind) => [
          documentStream(kind, id),
          documentStream(kind, id, thread),
        ]);
        for (const value of [channelStream(id), governanceStream, ...documents]) {
          expect(keyToStream(streamToKey(value))).toEqual(value);
          expect(decode(stream, encode(stream, value))).toEqual({ ok: true, value });
        }
      }),
    ));

  it.each([
    '',
    'channel/',
    'Governance',
    'governance/',
    `channel/${'AB'.repeat(16)}`,
    `self/${'ab'.repeat(16)}`,
    `note/${'ab'.repeat(15)}`,
    `note/${'ab'.repeat(16)}/`,
    `board/${'ab'.repeat(16)}/${'ab'.repeat(16)}/`,
  ])('refuse the key %j', (key) => expect(keyToStream(key)).toBeUndefined());

  it('refuse other kinds', () => {
    expect(decode(stream, new Uint8Array(17).fill(6)).ok).toBe(false);
    expect(decode(stream, Uint8Array.of(0, 0)).ok).toBe(false);
  });
});

describe('permissions', () => {
  it('keep every bit, those of newer versions too', () =>
    fc.assert(
      fc.property(fc.bigInt(0n, 2n ** 64n - 1n), (value) => {
        const bytes = encode(permissionBits, value);
        expect(bytes).toHaveLength(8);
        expect(decode(permissionBits, bytes)).toEqual({ ok: true, value });
      }),
    ));

  it('are names, each with a bit of its own', () => {
    expect(permissionsToNames(allPermissions)).toEqual(permissionNames);
    expect(permissionNames.length).toBeLessThanOrEqual(64);
    for (const [index, name] of permissionNames.entries()) {
      expect(permissionsOf(name)).toBe(1n << BigInt(index));
      expect(hasPermission(allPermissions & ~permissionsOf(name), name)).toBe(false);
    }
    expect(hasPermission(defaultPermissions, 'administrator')).toBe(false);
  });

  it('below zero and above 64 bits are never written', () => {
    for (const value of [-1n, 2n ** 64n]) expect(() => encode(permissionBits, value)).toThrow('bug');
  });
});
