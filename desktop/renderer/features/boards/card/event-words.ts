/** When something takes place, in the words of the locale. Pure. */
import type { EventPlan } from '@maru/sync-core';
import { isSameDay } from '../../../text/time.ts';

const dayAndTime = (language: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(language, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    weekday: 'short',
    hour: 'numeric',
    minute: '2-digit',
  });

export const eventWords = (language: string, { starts, ends }: EventPlan): string => {
  const format = dayAndTime(language);
  if (ends === null) return format.format(starts);
  if (!isSameDay(starts, ends)) return `${format.format(starts)} – ${format.format(ends)}`;
  const time = new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit' });
  return `${format.format(starts)} – ${time.format(ends)}`;
};

const two = (value: number): string => String(value).padStart(2, '0');

/** As a field of date and time has it, in the machine's time zone. */
export const toField = (at: number): string => {
  const date = new Date(at);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`;
};

/** Null for an empty field, or one half filled in. */
export const fromField = (text: string): number | null => {
  const at = text === '' ? Number.NaN : new Date(text).getTime();
  return Number.isNaN(at) ? null : at;
};
