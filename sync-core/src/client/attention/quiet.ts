/**
 * Do not disturb: a schedule by the clock on the wall, and "for now". A stretch belongs to the day on which it
 * begins, and passes midnight where its end isn't later than its beginning. Told by the clock on the wall
 * alone, so that 22:00 stays 22:00 through the turns of summer time.
 */
import type { QuietHours } from '../../documents/index.ts';

/** 0 is Sunday; minutes since midnight. */
export type LocalTime = { readonly day: number; readonly minute: number };
export type ToLocal = (ms: number) => LocalTime;

/** By this machine's time zone. */
export const toLocalTime: ToLocal = (ms) => {
  const date = new Date(ms);
  return { day: date.getDay(), minute: date.getHours() * 60 + date.getMinutes() };
};

export const defaultQuiet: QuietHours = {
  scheduled: false,
  days: [0, 1, 2, 3, 4, 5, 6],
  from: 22 * 60,
  to: 7 * 60,
  until: null,
};

const isInSchedule = ({ days, from, to }: QuietHours, { day, minute }: LocalTime): boolean => {
  const yesterday = (day + 6) % 7;
  if (from < to) return days.includes(day) && minute >= from && minute < to;
  return (days.includes(day) && minute >= from) || (days.includes(yesterday) && minute < to);
};

/** Whether nothing shall call now. */
export const isQuiet = (quiet: QuietHours, nowMs: number, toLocal: ToLocal = toLocalTime): boolean =>
  (quiet.until !== null && nowMs < quiet.until) || (quiet.scheduled && isInSchedule(quiet, toLocal(nowMs)));
