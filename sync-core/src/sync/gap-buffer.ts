/**
 * Segments that arrived before what they build on. Bounded in bytes and envelopes: what doesn't fit is
 * dropped, because it can always be asked for again [S2].
 */
import type { Segment } from '../crypto/types.ts';
import { type LogId, limits, type Stream } from '../model/index.ts';
import type { LogState } from './replica.ts';
import { placeToKey, segmentBytes, segmentEnd } from './session-state.ts';

export type GapBuffer = {
  /** False when it did not fit. A segment that starts where one is held already is kept only when longer. */
  add(segment: Segment): boolean;
  /** The lowest number buffered of a log at or above `from`; null for none. */
  next(stream: Stream, log: LogId, from: number): number | null;
  /** Removes and returns, in order, what can be applied now: what starts inside or right after prefix or island. */
  take(stream: Stream, held: LogState): readonly Segment[];
  /** Forgets a log. */
  drop(stream: Stream, log: LogId): void;
  readonly items: number;
  readonly bytes: number;
};

export const createGapBuffer = (
  max: { readonly bytes: number; readonly items: number } = {
    bytes: limits.gapBufferBytes,
    items: limits.gapBufferItems,
  },
): GapBuffer => {
  const byLog = new Map<string, Segment[]>();
  let items = 0;
  let bytes = 0;

  const forget = (segment: Segment): void => {
    items -= segment.items.length;
    bytes -= segmentBytes(segment);
  };

  return {
    add(segment) {
      const key = placeToKey(segment.stream, segment.log);
      const held = byLog.get(key) ?? [];
      const same = held.findIndex((other) => other.from === segment.from);
      const before = held[same];
      if (before && segmentEnd(before) >= segmentEnd(segment)) return true;
      const size = segmentBytes(segment) - (before ? segmentBytes(before) : 0);
      const count = segment.items.length - (before?.items.length ?? 0);
      if (bytes + size > max.bytes || items + count > max.items) return false;
      if (before) held.splice(same, 1);
      held.push(segment);
      held.sort((a, b) => a.from - b.from);
      byLog.set(key, held);
      items += count;
      bytes += size;
      return true;
    },
    next(stream, log, from) {
      return byLog.get(placeToKey(stream, log))?.find((segment) => segment.from >= from)?.from ?? null;
    },
    take(stream, { log, length, tail }) {
      const key = placeToKey(stream, log);
      const held = byLog.get(key);
      if (!held) return [];
      const fits = ({ from }: Segment): boolean =>
        from <= length || (tail !== null && from >= tail.from && from <= tail.to);
      const ready = held.filter(fits);
      const rest = held.filter((segment) => !fits(segment));
      for (const segment of ready) forget(segment);
      if (rest.length > 0) byLog.set(key, rest);
      else byLog.delete(key);
      return ready.filter((segment) => segmentEnd(segment) > length);
    },
    drop(stream, log) {
      const key = placeToKey(stream, log);
      for (const segment of byLog.get(key) ?? []) forget(segment);
      byLog.delete(key);
    },
    get items() {
      return items;
    },
    get bytes() {
      return bytes;
    },
  };
};
