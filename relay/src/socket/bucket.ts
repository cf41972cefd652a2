/** Token buckets that may be overdrawn once: what was taken is done, and the debt is waited for. */
import type { TokenRate } from '../limits.ts';

export type Bucket = {
  /** Takes `count`; returns the milliseconds to wait until the debt is paid (0: none). */
  take(count: number): number;
  /** Takes one if it is there. */
  tryTake(): boolean;
};

export const createBucket = (rate: TokenRate, now: () => number): Bucket => {
  let tokens = rate.burst;
  let at = now();
  const refill = (): void => {
    const time = now();
    // A clock that jumps back refills nothing.
    tokens = Math.min(rate.burst, tokens + (Math.max(0, time - at) * rate.perSecond) / 1000);
    at = time;
  };
  return {
    take(count) {
      refill();
      tokens -= count;
      return tokens >= 0 ? 0 : Math.ceil((-tokens * 1000) / rate.perSecond);
    },
    tryTake() {
      refill();
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
  };
};
