/** Choices that a seed decides. */
import { assert } from '../../src/base/index.ts';
import { createSeededRandom } from '../seeded-random.ts';

export type Dice = {
  /** A whole number, 0 ≤ n < `below`. */
  below(below: number): number;
  /** A whole number, `from` ≤ n ≤ `to`. */
  between(from: number, to: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
};

export const createDice = (seed: string): Dice => {
  const random = createSeededRandom(seed);
  const fraction = (): number => {
    let value = 0;
    for (const byte of random.bytes(4)) value = value * 256 + byte;
    return value / 2 ** 32;
  };
  const below = (count: number): number => Math.floor(fraction() * count);
  return {
    below,
    between: (from, to) => from + below(to - from + 1),
    chance: (probability) => fraction() < probability,
    pick<T>(items: readonly T[]): T {
      const item = items[below(items.length)];
      assert(item !== undefined, 'nothing to pick from');
      return item;
    },
  };
};
