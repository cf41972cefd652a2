import { expect, test } from 'vitest';
import { createSeeded } from '../src/lib/seeded.ts';

test('a seed decides the numbers', () => {
  const take = (seed: number) => {
    const random = createSeeded(seed);
    return Array.from({ length: 20 }, () => random.next());
  };
  expect(take(1)).toEqual(take(1));
  expect(take(1)).not.toEqual(take(2));
});

test('the numbers of one seed are not those of another a few steps on', () => {
  // So it was while all seeds were places in one cycle of 2 ** 32: a million messages shared ids.
  const step = 0x6d2b79f5;
  const take = (seed: number) => {
    const random = createSeeded(seed);
    return Array.from({ length: 100 }, () => random.next());
  };
  const first = new Set(take(5));
  for (let steps = 1; steps < 20; steps++)
    expect(take((5 + steps * step) >>> 0).filter((number) => first.has(number))).toEqual([]);
});

test('numbers are spread evenly', () => {
  const random = createSeeded(7);
  const counts = new Array<number>(16).fill(0);
  for (let index = 0; index < 160_000; index++) {
    const at = random.below(16);
    counts[at] = (counts[at] ?? 0) + 1;
  }
  for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(500);
});
