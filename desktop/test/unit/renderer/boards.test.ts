/** Boards on the page: where a card goes, what two make of one text, days, links, and the order of the table. */
import { emptyBoard } from '@maru/sync-core';
import { expect, it } from 'vitest';
import { cardId, columnId, richBoard } from '../../../renderer/demo/boards/board-scene.ts';
import { channelId, communityId, messageId } from '../../../renderer/demo/demo-data.ts';
import { itemsByDay, moveToDay } from '../../../renderer/features/boards/calendar/calendar-items.ts';
import { dueWords } from '../../../renderer/features/boards/card/due-words.ts';
import {
  applySplice,
  mergeTexts,
  shiftedCaret,
  spliceOf,
} from '../../../renderer/features/boards/card/text-splice.ts';
import { arrange, moveEdit, placeOf, stepMove } from '../../../renderer/features/boards/columns/arrange.ts';
import { addMonths, dayOf, firstDayFor, monthOf, startOf } from '../../../renderer/features/boards/days.ts';
import { rowsOf, sortRows } from '../../../renderer/features/boards/table/sort-rows.ts';
import { createI18n } from '../../../renderer/i18n/index.ts';
import { documentLink, parseDocumentLink } from '../../../renderer/text/document-links.ts';

const now = startOf('2026-11-26') + 12 * 3_600_000;
const { columns } = richBoard(now);
const titles = (of: typeof columns) => of.map(({ cards }) => cards.map(({ id }) => id));

it('a card is carried step by step to every column’s end and no further', () => {
  const from = placeOf(columns, cardId(1));
  if (!from) throw new Error('no card');
  expect(stepMove(columns, from, 'up')).toBeNull();
  expect(stepMove(columns, from, 'left')).toBeNull();
  const right = stepMove(columns, from, 'right');
  expect(right).toEqual({ card: cardId(1), column: columnId(2), index: 0 });
  const empty = right && stepMove(columns, right, 'right');
  expect(empty).toEqual({ card: cardId(1), column: columnId(3), index: 0 });
  expect(empty && stepMove(columns, empty, 'down')).toBeNull();
  const last = stepMove(columns, { ...from, index: 3 }, 'down');
  expect(last).toBeNull();
});

it('what is shown while a card is on its way is what is asked for when it is let go', () => {
  const move = { card: cardId(1), column: columnId(2), index: 1 };
  const shown = arrange(columns, move);
  expect(titles(shown)[1]).toEqual([cardId(5), cardId(1), cardId(6)]);
  expect(shown[2]).toBe(columns[2]);
  expect(moveEdit(columns, move)).toEqual({
    type: 'moveCard',
    card: cardId(1),
    column: columnId(2),
    before: cardId(6),
  });
  expect(moveEdit(columns, { ...move, index: 2 })).toMatchObject({ before: null });
});

it('two who write in one text keep both their words', () => {
  expect(mergeTexts('pond', 'the pond', 'pond at dawn')).toBe('the pond at dawn');
  expect(mergeTexts('a b c', 'a c', 'a b c d')).toBe('a c d');
  // One removes what the other writes in.
  expect(mergeTexts('stay here now', 'stay now', 'stay right here now')).toContain('right');
  expect(mergeTexts('same', 'other', 'other')).toBe('other');
  const splice = spliceOf('가나다', '가마나다');
  expect(splice).toEqual({ at: 1, remove: 0, insert: '마' });
  expect(shiftedCaret(2, { at: 1, remove: 0, insert: '마' })).toBe(3);
  expect(shiftedCaret(1, { at: 1, remove: 0, insert: '마' })).toBe(1);
  for (const [before, after] of [
    ['😀', '😁'],
    ['a😀b', 'a😁b'],
    ['👍🏽', '👍🏿'],
  ] as const) {
    const change = spliceOf(before, after);
    expect(change && applySplice(before, change)).toBe(after);
    // Never half a character.
    expect(change?.insert.isWellFormed()).toBe(true);
  }
});

it('months are whole weeks from the locale’s first day, and keep their dates', () => {
  expect(firstDayFor('ko', ['ko-KR'])).toBe(0);
  expect(firstDayFor('en', ['ko-KR', 'en-GB'])).toBe(1);
  const weeks = monthOf('2026-11-26', 1);
  expect(weeks[0]?.[0]).toBe('2026-10-26');
  expect(weeks.at(-1)?.at(-1)).toBe('2026-12-06');
  expect(weeks.every((week) => week.length === 7)).toBe(true);
  expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
});

it('a plan that is moved keeps its hours', () => {
  const [item] = itemsByDay(richBoard(now)).get('2026-12-01') ?? [];
  if (!item?.card.event) throw new Error('no plan');
  const edit = moveToDay(item, '2026-12-04');
  if (edit?.type !== 'setEvent' || !edit.event) throw new Error('not moved');
  expect(dayOf(edit.event.starts)).toBe('2026-12-04');
  expect(new Date(edit.event.starts).getHours()).toBe(19);
  expect((edit.event.ends ?? 0) - edit.event.starts).toBe(2 * 3_600_000);
  expect(itemsByDay(emptyBoard).size).toBe(0);
});

it('that a card is late is said', () => {
  const { t } = createI18n('en');
  expect(dueWords(t, 'en', '2026-11-23', now).text).toBe('3 days overdue');
  expect(dueWords(t, 'en', '2026-11-26', now).text).toBe('Due today');
  expect(dueWords(t, 'en', '2026-11-23', now, true).tone).toBe('plain');
});

it('a link to a card leads to it from any server, and ends in nothing that ends a sentence', () => {
  const place = { community: communityId(1), channel: channelId(2) };
  for (const address of [
    { kind: 'board', ...place, thread: null, card: cardId(3) },
    { kind: 'board', ...place, thread: messageId(4), card: null },
    { kind: 'note', ...place, thread: null, card: null },
  ] as const) {
    const link = documentLink('https://maru.example/', address);
    expect(link).toMatch(/[0-9a-f]$/);
    expect(parseDocumentLink(link)).toEqual(address);
  }
  for (const bad of [
    'https://maru.example/#board=1.2',
    'https://maru.example/',
    'javascript:alert(1)#board=',
  ])
    expect(parseDocumentLink(bad)).toBeNull();
});

it('the table puts what has no date last, whichever way it is sorted', () => {
  const names = { nameOf: String, labelOf: String, compare: (a: string, b: string) => (a < b ? -1 : 1) };
  const rows = rowsOf(richBoard(now));
  const days = (down: boolean) => sortRows(rows, { by: 'due', down }, names).map(({ card }) => card.due);
  expect(days(false)[0]).toBe('2026-11-20');
  expect(days(true)[0]).toBe('2026-11-28');
  expect(days(false).at(-1)).toBeNull();
  expect(days(true).at(-1)).toBeNull();
});
