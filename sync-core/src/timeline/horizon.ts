/** The future-clock rule [S8]: what is dated further ahead than the drift limit is held back until due. */
import { type HybridTime, limits, type Position } from '../model/index.ts';

/** Positions at or above this are held back at `nowMs`, on every replica alike. */
export const horizonAt = (nowMs: number): Position =>
  (Math.max(0, Math.floor(nowMs) + limits.clockDriftMs + 1)
    .toString(16)
    .padStart(12, '0') + '0'.repeat(32)) as Position;

/** When a message dated `ms` may be shown. */
export const dueAt = (ms: number): number => ms - limits.clockDriftMs;

export const isFuture = (time: HybridTime, nowMs: number): boolean => time.ms > nowMs + limits.clockDriftMs;
