/**
 * When each line of one file was written. IRC logs leave most of it out: lines without a day, events
 * without a time, hours that only go to 12. Rules, so that a file always gives the same times:
 *
 * - The day: the line's own, else the file name's, else a made-up one: 1 January 2000 plus 0 to 365
 *   days, by the file's name, so that undated logs of one channel don't run into each other.
 * - The clock runs forward within a file that has no days. A step back of 6 hours or more is the clock's
 *   turn: over noon while no hour was above 12 (12:59 → 01:00, 11:59 → 00:01), else midnight (23:59 → 00:00).
 *   A smaller step is a clock that was set back: the time before is kept.
 * - A line without a time has the time of the line before; before the first time, that one.
 * - Times are taken as UTC: logs don't say.
 * - Lines of one moment count up, so that their order holds.
 */
import { type HybridTime, textToBytes } from '@maru/sync-core';
import { sha256 } from '@noble/hashes/sha2.js';
import { dayIn, type IrcStamp } from './irc-parse.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const turnMs = 6 * hourMs;
const halfDayMs = 12 * hourMs;
const maxCounter = 0xffff;

/** Undated files begin here: 2000-01-01, a day on which nobody would look for a real log. */
export const undatedBaseMs = Date.UTC(2000, 0, 1);

/** The day a file's lines begin on when they don't say, as midnight UTC. */
export const fileDay = (fileName: string): number => {
  const named = dayIn(fileName);
  if (named !== null) return named;
  const digest = sha256(textToBytes(fileName));
  return undatedBaseMs + ((((digest[0] ?? 0) << 8) | (digest[1] ?? 0)) % 366) * dayMs;
};

export type LineClock = { at(stamp: IrcStamp): HybridTime };

/** A clock for one file. `first` is the file's first stamp that has a time; null when none has. */
export const createLineClock = (fileName: string, first: IrcStamp | null): LineClock => {
  let day = first?.dayMs ?? fileDay(fileName);
  let last = day + (first?.timeMs ?? 0);
  // Hours after noon show a 24-hour clock, which only turns at midnight.
  let wholeDay = false;
  const counts = new Map<number, number>();

  const place = ({ dayMs: own, timeMs }: IrcStamp): number => {
    if (own !== null) {
      if (timeMs !== null) return own + timeMs;
      const lastDay = last - (last % dayMs);
      return own === lastDay ? last : own;
    }
    if (timeMs === null) return last;
    wholeDay ||= timeMs >= 13 * hourMs;
    let ms = day + timeMs;
    if (last - ms >= turnMs) {
      // Over noon by the 12-hour clock when half a day makes it later again; else over midnight.
      ms += !wholeDay && ms + halfDayMs >= last ? halfDayMs : dayMs;
      day = ms - timeMs;
    }
    return Math.max(ms, last);
  };

  return {
    at(stamp) {
      last = place(stamp);
      if (stamp.dayMs !== null) day = stamp.dayMs;
      const count = counts.get(last) ?? 0;
      counts.set(last, count + 1);
      const over = Math.floor(count / (maxCounter + 1));
      return { ms: last + over, counter: count - over * (maxCounter + 1) };
    },
  };
};
