/** Hybrid logical time (Kulkarni et al. 2014): milliseconds of wall time and a counter within one. */
import { type Brand, type Codec, compareStrings, struct, uint } from '../base/index.ts';
import { limits } from './limits.ts';

export type HybridTime = { readonly ms: number; readonly counter: number };

const maxMs = 2 ** 48 - 1;

export const hybridTime: Codec<HybridTime> = struct({ ms: uint(maxMs), counter: uint(0xffff) });

/**
 * The next time to write with: after `last`, and not before the wall clock. A `last` beyond the drift limit is
 * left behind: the wall clock was set back, and what is dated ahead would be held back from everyone.
 */
export const nextTime = (last: HybridTime, wallMs: number): HybridTime => {
  if (wallMs > last.ms || last.ms > wallMs + limits.clockDriftMs) return { ms: wallMs, counter: 0 };
  return last.counter < 0xffff ? { ms: last.ms, counter: last.counter + 1 } : { ms: last.ms + 1, counter: 0 };
};

/** `time`, or right after `seen` where that isn't earlier. What stands at the end of time can't be followed. */
export const timeAfter = (time: HybridTime, seen: HybridTime): HybridTime => {
  if (compareTime(time, seen) > 0 || seen.ms >= maxMs) return time;
  return nextTime(seen, seen.ms);
};

/** The own clock after seeing `seen`: it follows a peer, but never further ahead than the drift limit. */
export const followTime = (own: HybridTime, seen: HybridTime, wallMs: number): HybridTime => {
  if (seen.ms > wallMs + limits.clockDriftMs) return own;
  return compareTime(seen, own) > 0 ? seen : own;
};

export const compareTime = (a: HybridTime, b: HybridTime): number => a.ms - b.ms || a.counter - b.counter;

/**
 * A place in the one order that every replica shows: (hybrid time, log, number, index), as lower-case
 * hex whose string order is that order. 8 bytes of the log's id settle ties between writers.
 */
export type Position = Brand<string, 'Position'>;

export const positionOf = (time: HybridTime, log: string, number: number, index: number): Position =>
  (time.ms.toString(16).padStart(12, '0') +
    time.counter.toString(16).padStart(4, '0') +
    log.slice(0, 16) +
    number.toString(16).padStart(8, '0') +
    index.toString(16).padStart(4, '0')) as Position;

/** The time that a position carries. */
export const positionToTime = (position: Position): HybridTime => ({
  ms: Number.parseInt(position.slice(0, 12), 16),
  counter: Number.parseInt(position.slice(12, 16), 16),
});

export const comparePositions = (a: Position, b: Position): number => compareStrings(a, b);
