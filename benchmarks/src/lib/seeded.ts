/** Pseudo-random numbers that a seed decides (mulberry32): fast enough to make a million messages. */
export type Seeded = {
  /** 0 ≤ n < 1 */
  next(): number;
  /** A whole number, 0 ≤ n < `bound`. */
  below(bound: number): number;
  bytes(count: number): Uint8Array;
};

export const createSeeded = (seed: number): Seeded => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    below: (bound) => Math.floor(next() * bound),
    bytes: (count) => Uint8Array.from({ length: count }, () => Math.floor(next() * 256)),
  };
};
