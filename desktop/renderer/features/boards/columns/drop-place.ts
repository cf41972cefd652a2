/** Where a card would land under the pointer: read from the rows as they are drawn. */
import type { BoardColumn, CardId } from '@maru/sync-core';
import type { CardMove } from './arrange.ts';

export type Drop = {
  readonly move: CardMove;
  /** Where the line is drawn, from the top of what the column's list holds. */
  readonly top: number;
};

const rowsOf = (list: Element): readonly HTMLElement[] => [
  ...list.querySelectorAll<HTMLElement>('[data-card-row]'),
];

/** Half of the space between two cards. */
const halfGapPx = 4;

/** In `list`, the scrolled list of `column`, at the height `y` of the window. */
export const dropPlace = (list: HTMLElement, column: BoardColumn, card: CardId, y: number): Drop => {
  const others = column.cards.filter(({ id }) => id !== card);
  const origin = list.getBoundingClientRect().top - list.scrollTop;
  const rows = rowsOf(list).filter((row) => row.dataset['cardRow'] !== card);
  const next = rows.find((row) => {
    const { top, height } = row.getBoundingClientRect();
    return y < top + height / 2;
  });
  const last = rows.at(-1);
  if (next) {
    const index = others.findIndex(({ id }) => id === next.dataset['cardRow']);
    return {
      move: { card, column: column.id, index: Math.max(0, index) },
      top: next.getBoundingClientRect().top - origin - halfGapPx,
    };
  }
  // Beneath the last that is drawn, which need not be the last there is.
  const after = others.findIndex(({ id }) => id === last?.dataset['cardRow']);
  return {
    move: { card, column: column.id, index: last ? after + 1 : 0 },
    top: last ? last.getBoundingClientRect().bottom - origin + halfGapPx : halfGapPx,
  };
};
