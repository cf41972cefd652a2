/** A believable board: a book club prepares its month. `?board=empty|many|read-only|plain` shows other cases. */
import {
  type BoardCard,
  type BoardColumn,
  type BoardLabel,
  type BoardView,
  type CardId,
  type ColumnId,
  type ItemId,
  isCardId,
  isColumnId,
  isItemId,
  isLabelId,
  type LabelId,
} from '@maru/sync-core';
import { memberId } from '../demo-data.ts';

const made =
  <T extends string>(guard: (value: unknown) => value is T, length: number, lead: string) =>
  (seed: number): T => {
    const id = lead + seed.toString(16).padStart(length - lead.length, '0');
    if (!guard(id)) throw new Error('bug: demo id');
    return id;
  };
export const cardId = made<CardId>(isCardId, 32, 'ca');
export const columnId = made<ColumnId>(isColumnId, 32, 'c0');
export const labelId = made<LabelId>(isLabelId, 32, '1a');
export const itemId = made<ItemId>(isItemId, 16, 'e0');

export const labels: readonly BoardLabel[] = [
  { id: labelId(1), name: '장소', colour: 'sky' },
  { id: labelId(2), name: '급해요', colour: 'persimmon' },
  { id: labelId(3), name: '책', colour: 'pine' },
  { id: labelId(4), name: '먹을거리', colour: 'amber' },
];

const dayMs = 86_400_000;
const dayOf = (at: number): string => {
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
};
const atHour = (at: number, hour: number): number => new Date(at).setHours(hour, 0, 0, 0);

let serial = 0;
const item = (text: string, done = false) => ({ id: itemId(++serial), text, done });
let cards = 0;
const card = (column: number, title: string, patch: Partial<BoardCard> = {}): BoardCard => ({
  id: cardId(++cards),
  column: columnId(column),
  title,
  description: '',
  done: false,
  due: null,
  assignees: [],
  labels: [],
  checklist: [],
  cover: null,
  event: null,
  archived: false,
  ...patch,
});

const column = (id: number, title: string, its: readonly BoardCard[]): BoardColumn => ({
  id: columnId(id),
  title,
  cards: its,
});

export const richBoard = (now: number): BoardView => {
  serial = 0;
  cards = 0;
  return {
    labels,
    cut: false,
    columns: [
      column(1, '할 일', [
        card(1, '12월에 읽을 책 고르기', {
          description:
            '지난달에 나온 이야기를 모았어요.\n\n- **『토지』 2부**: 이어서 읽자는 사람이 많아요\n- 『시선으로부터,』: 짧아서 좋아요\n\n투표는 금요일까지 받을게요.',
          assignees: [memberId(1), memberId(3)],
          labels: [labelId(3)],
          due: dayOf(now + 2 * dayMs),
          checklist: [item('후보 다섯 권 모으기', true), item('투표 올리기'), item('도서관에 있는지 보기')],
          cover: 'pine',
        }),
        card(1, '간식 나눠 맡기', { labels: [labelId(4)], assignees: [memberId(5)] }),
        card(1, '처음 오는 분들께 안내 글 쓰기', { due: dayOf(now + dayMs), assignees: [memberId(0)] }),
        card(1, '의자 모자란 것 빌릴 곳 알아보기. 작년에 빌린 곳은 이제 문을 닫았다고 해요', {
          labels: [labelId(1), labelId(2)],
          due: dayOf(now - 3 * dayMs),
          assignees: [memberId(7), memberId(2), memberId(4), memberId(6), memberId(8)],
        }),
      ]),
      column(2, '하는 중', [
        card(2, '송년 모임', {
          description: '한 해 동안 읽은 책 이야기를 나눠요. 각자 한 문장씩 가져와 주세요.',
          labels: [labelId(1)],
          assignees: [memberId(1)],
          event: {
            starts: atHour(now + 5 * dayMs, 19),
            ends: atHour(now + 5 * dayMs, 21),
            place: '서촌 작은 책방 2층',
          },
          cover: 'persimmon',
        }),
        card(2, '발제문 함께 쓰기', {
          due: dayOf(now),
          assignees: [memberId(3), memberId(0)],
          checklist: [item('1장', true), item('2장', true), item('3장')],
        }),
      ]),
      column(3, '확인해 주세요', []),
      column(4, '끝난 일', [
        card(4, '11월 모임 사진 올리기', {
          done: true,
          due: dayOf(now - 6 * dayMs),
          assignees: [memberId(2)],
        }),
        card(4, '회비 정리', {
          done: true,
          checklist: [item('영수증 모으기', true), item('표 만들기', true)],
        }),
      ]),
    ],
    archived: [card(4, '10월 장소 예약', { archived: true }), card(4, '현수막 주문', { archived: true })],
  };
};

export const manyCards = (): BoardView => ({
  labels,
  cut: false,
  archived: [],
  columns: [1, 2, 3, 4].map((id) =>
    column(
      id,
      ['모은 것', '고른 것', '읽는 중', '읽은 것'][id - 1] ?? '',
      Array.from({ length: 250 }, (_, index) =>
        card(id, `${index + 1}번째 책 이야기`, {
          labels: index % 3 === 0 ? [labelId(3)] : [],
          assignees: index % 4 === 0 ? [memberId(index % 9)] : [],
        }),
      ),
    ),
  ),
});

export const plainBoard = (now: number): BoardView => ({
  labels,
  cut: false,
  archived: [],
  columns: richBoard(now).columns.slice(0, 2),
});
