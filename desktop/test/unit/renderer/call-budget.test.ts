/** What a connection and a machine are found to carry. */
import { limits } from '@maru/sync-core';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  adaptCap,
  adaptRelief,
  type Cap,
  freshCap,
  noRelief,
  type Signs,
} from '../../../renderer/calls/quality/budget.ts';

const calm: Signs = { loss: 0, sentBits: 1_000_000, availableBits: 2_000_000, heldBack: false };
const after = (cap: Cap, signs: readonly Signs[]): Cap => signs.reduce(adaptCap, cap);
const times = <T>(count: number, one: T): readonly T[] => Array.from({ length: count }, () => one);

it('heavy loss lowers a cap at once, below what was really sent; calm brings it back slowly', () => {
  const hit = adaptCap(freshCap, { ...calm, loss: 0.2 });
  expect(hit.bits).toBeLessThan(calm.sentBits);
  expect(after(hit, times(2, calm)).bits).toBe(hit.bits);
  const better = after(hit, times(6, calm)).bits;
  expect(better).toBeGreaterThan(hit.bits);
  expect(better).toBeLessThan(2 * calm.sentBits);
  expect(after(hit, times(60, calm))).toMatchObject({ bits: limits.callUploadBits });
});

it('a picture does not swing: little loss, or one bad moment of a connection that warms up, changes nothing', () => {
  const low: Cap = { bits: 500_000, calm: 0, strained: 0 };
  expect(after(low, times(20, { ...calm, loss: 0.05 })).bits).toBe(low.bits);
  const warming = { ...calm, availableBits: 100_000, heldBack: true };
  expect(after(freshCap, times(3, warming)).bits).toBe(freshCap.bits);
  expect(after(freshCap, times(4, warming)).bits).toBe(100_000);
});

it('whatever is measured, a cap stays within what there is and what a voice needs', () => {
  const signs = fc.record({
    loss: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
    sentBits: fc.nat(20_000_000),
    availableBits: fc.option(fc.nat(50_000_000)),
    heldBack: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(signs, { maxLength: 40 }), (some) => {
      const { bits } = after(freshCap, some);
      expect(bits).toBeGreaterThanOrEqual(64_000);
      expect(bits).toBeLessThanOrEqual(limits.callUploadBits);
    }),
  );
});

it('a machine that cannot keep up sends less, tries again later, and each time later than before', () => {
  const busy = [true, true].reduce(adaptRelief, noRelief);
  expect(busy.steps).toBe(1);
  expect(adaptRelief(noRelief, true).steps).toBe(0);
  const waitOf = (from: typeof noRelief): number => {
    let relief = from;
    for (let readings = 1; readings < 1_000; readings++) {
      relief = adaptRelief(relief, false);
      if (relief.steps < from.steps) return readings;
    }
    return Number.POSITIVE_INFINITY;
  };
  const first = waitOf(busy);
  const retried = times(first, false).reduce(adaptRelief, busy);
  const again = [true, true].reduce(adaptRelief, retried);
  expect(waitOf(again)).toBeGreaterThan(first);
  expect(times(100, true).reduce(adaptRelief, noRelief).steps).toBe(3);
});
