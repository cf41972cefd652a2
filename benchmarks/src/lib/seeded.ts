/**
 * Pseudo-random numbers that a seed decides (sfc32): fast enough to make a million messages, and with so
 * many states that the streams of two seeds don't run into each other.
 */
export type Seeded = {
  /** 0 ≤ n < 1 */
  next(): number;
  /** A whole number, 0 ≤ n < `bound`. */
  below(bound: number): number;
  bytes(count: number): Uint8Array;
};

/** Rounds after which nothing of the seed's pattern is left to see. */
const stirring = 12;

export const createSeeded = (seed: number): Seeded => {
  let a = 0;
  let b = 0;
  let c = seed | 0;
  let counter = 1;
  const next32 = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let round = 0; round < stirring; round++) next32();
  const next = (): number => next32() / 2 ** 32;
  return {
    next,
    below: (bound) => Math.floor(next() * bound),
    bytes: (count) => Uint8Array.from({ length: count }, () => next32() >>> 24),
  };
};
