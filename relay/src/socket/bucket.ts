/**
 * Token buckets that may be overdrawn once: what was taken is done, and the debt is waited for. They are bare
 * data, as every connection has five of them.
 */
import type { TokenRate } from '../limits.ts';

export type Bucket = { readonly rate: TokenRate; tokens: number; at: number };

export const createBucket = (rate: TokenRate, time: number): Bucket => ({
  rate,
  tokens: rate.burst,
  at: time,
});

const refill = (bucket: Bucket, time: number): void => {
  const { rate, tokens, at } = bucket;
  // A clock that jumps back refills nothing.
  bucket.tokens = Math.min(rate.burst, tokens + (Math.max(0, time - at) * rate.perSecond) / 1000);
  bucket.at = time;
};

/** Takes `count`; returns the milliseconds to wait until the debt is paid (0: none). */
export const takeTokens = (bucket: Bucket, count: number, time: number): number => {
  refill(bucket, time);
  bucket.tokens -= count;
  return bucket.tokens >= 0 ? 0 : Math.ceil((-bucket.tokens * 1000) / bucket.rate.perSecond);
};

/** Takes one if it is there. */
export const tryTakeToken = (bucket: Bucket, time: number): boolean => {
  refill(bucket, time);
  if (bucket.tokens < 1) return false;
  bucket.tokens -= 1;
  return true;
};

/** Whether nothing was taken for so long that a new bucket would be the same. */
export const isFull = (bucket: Bucket, time: number): boolean => {
  refill(bucket, time);
  return bucket.tokens >= bucket.rate.burst;
};
