/** When a card is due, in words; that it is late is said, never only coloured. */
import type { TFunction } from 'i18next';
import { shortDate } from '../../../text/time.ts';
import { type Day, dayOf, daysBetween, startOf } from '../days.ts';

export type DueWords = { readonly text: string; readonly tone: 'late' | 'soon' | 'plain' };

/** A date this near is said by how far it is. */
const nearDays = 6;

export const dueWords = (t: TFunction, language: string, due: Day, now: number, done = false): DueWords => {
  const left = daysBetween(dayOf(now), due);
  const date = shortDate(language, startOf(due), now);
  if (done) return { text: date, tone: 'plain' };
  if (left < 0) return { text: t('boards.overdue', { count: -left }), tone: 'late' };
  if (left === 0) return { text: t('boards.dueToday'), tone: 'soon' };
  if (left === 1) return { text: t('boards.dueTomorrow'), tone: 'soon' };
  if (left <= nearDays) return { text: t('boards.dueIn', { count: left }), tone: 'plain' };
  return { text: t('boards.dueOn', { date }), tone: 'plain' };
};
