/**
 * How long to wait before dialling again: full jitter over an exponential with a cap, so that a herd of
 * clients whose relay came back spreads out. Reset only by a connection that proved stable.
 */
import type { Random } from '../ports/index.ts';

export type BackoffLimits = { readonly baseMs: number; readonly capMs: number };
export const defaultBackoff: BackoffLimits = { baseMs: 500, capMs: 30_000 };

export type Backoff = {
  /** Milliseconds to wait now; longer on average each time. */
  next(): number;
  reset(): void;
};

/** A uniform number in [0, 1) of 32 bits. */
const fraction = (random: Random): number => {
  let value = 0;
  for (const byte of random.bytes(4)) value = value * 256 + byte;
  return value / 2 ** 32;
};

export const createBackoff = (random: Random, limits: BackoffLimits = defaultBackoff): Backoff => {
  let attempt = 0;
  return {
    next() {
      const ceiling = Math.min(limits.capMs, limits.baseMs * 2 ** Math.min(attempt, 30));
      attempt++;
      // Never below a tenth of the base: an immediate redial would spin on a relay that closes at once.
      return Math.max(limits.baseMs / 10, Math.floor(fraction(random) * ceiling));
    },
    reset() {
      attempt = 0;
    },
  };
};
