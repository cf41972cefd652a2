/** Times of do-not-disturb: minutes of a day as fields show them, and what "until" offers. */
import { forever, type QuietHours } from '@maru/sync-core';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const morningHour = 8;

/** `22:30`, as an input of type time holds it. */
export const minuteToField = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** Null for an empty or half-typed field. */
export const fieldToMinute = (text: string): number | null => {
  const [, hours, minutes] = /^(\d{2}):(\d{2})/.exec(text) ?? [];
  const minute = Number(hours) * 60 + Number(minutes);
  return minute < 24 * 60 ? minute : null;
};

/** Eight in the morning of the next day, by the clock on the wall. */
export const nextMorning = (now: number): number => {
  const date = new Date(now);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1, morningHour).getTime();
};

export type QuickChoice = 'half-hour' | 'hour' | 'four-hours' | 'tomorrow' | 'forever';
export const quickChoices: readonly QuickChoice[] = [
  'half-hour',
  'hour',
  'four-hours',
  'tomorrow',
  'forever',
];

export const quickUntil = (choice: QuickChoice, now: number): number => {
  const until: Record<QuickChoice, number> = {
    'half-hour': now + hourMs / 2,
    hour: now + hourMs,
    'four-hours': now + 4 * hourMs,
    tomorrow: nextMorning(now),
    forever,
  };
  return until[choice];
};

export type ScheduleProblem = 'no-days' | 'no-time';
/** What keeps a schedule from being saved. */
export const scheduleProblem = (
  days: QuietHours['days'],
  from: number | null,
  to: number | null,
): ScheduleProblem | null =>
  from === null || to === null ? 'no-time' : days.length === 0 ? 'no-days' : null;
