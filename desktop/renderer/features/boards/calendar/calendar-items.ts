/** What a calendar shows of a board: cards on the day they are due, and what is planned on each day it takes. Pure. */
import type { BoardCard, BoardEdit, BoardView } from '@maru/sync-core';
import { addDays, type Day, dayOf, daysBetween, startOf } from '../days.ts';

export type CalendarItem = {
  readonly card: BoardCard;
  readonly kind: 'due' | 'event';
  readonly day: Day;
  /** For the order within a day: plans by their time, then what is due. */
  readonly at: number;
};

/** Longer plans are shown on so many days. */
const mostDays = 60;

const daysOfEvent = ({ event }: BoardCard): readonly Day[] => {
  if (!event) return [];
  const first = dayOf(event.starts);
  // What ends at midnight has ended the day before.
  const last = event.ends === null ? first : dayOf(Math.max(event.starts, event.ends - 1));
  const count = Math.min(mostDays, daysBetween(first, last) + 1);
  return Array.from({ length: count }, (_, index) => addDays(first, index));
};

export const itemsByDay = (board: BoardView): ReadonlyMap<Day, readonly CalendarItem[]> => {
  const byDay = new Map<Day, CalendarItem[]>();
  const add = (item: CalendarItem) => byDay.set(item.day, [...(byDay.get(item.day) ?? []), item]);
  for (const { cards } of board.columns)
    for (const card of cards) {
      for (const day of daysOfEvent(card)) add({ card, kind: 'event', day, at: card.event?.starts ?? 0 });
      if (card.due !== null) add({ card, kind: 'due', day: card.due, at: Number.POSITIVE_INFINITY });
    }
  for (const items of byDay.values()) items.sort((one, other) => one.at - other.at);
  return byDay;
};

/** The item on another day: a plan keeps its hours and its length. */
export const moveToDay = ({ card, kind, day }: CalendarItem, to: Day): BoardEdit | null => {
  if (day === to) return null;
  if (kind === 'due') return { type: 'setDue', card: card.id, due: to };
  if (!card.event) return null;
  const { starts, ends, place } = card.event;
  const by = daysBetween(day, to);
  const shift = (at: number) => {
    const from = dayOf(at);
    // By the calendar, not by hours: a day may have 23 or 25 of them.
    const moved = new Date(startOf(addDays(from, by)));
    const time = new Date(at);
    moved.setHours(time.getHours(), time.getMinutes(), time.getSeconds());
    return moved.getTime();
  };
  return {
    type: 'setEvent',
    card: card.id,
    event: { starts: shift(starts), ends: ends === null ? null : shift(ends), place },
  };
};
