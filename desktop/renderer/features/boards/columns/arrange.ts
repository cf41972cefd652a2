/** Where cards stand while one of them is on its way: pure, so that what is shown is what will be asked for. */
import type { BoardCard, BoardColumn, BoardEdit, CardId, ColumnId } from '@maru/sync-core';

/** A card goes to a place among a column's other cards. */
export type CardMove = { readonly card: CardId; readonly column: ColumnId; readonly index: number };
type Columns = readonly BoardColumn[];

export const columnOfCard = (columns: Columns, card: string): BoardColumn | undefined =>
  columns.find(({ cards }) => cards.some(({ id }) => id === card));

export const findCard = (columns: Columns, card: string): BoardCard | undefined =>
  columnOfCard(columns, card)?.cards.find(({ id }) => id === card);

/** Where a card is now, as a move. */
export const placeOf = (columns: Columns, card: CardId): CardMove | null => {
  const column = columnOfCard(columns, card);
  if (!column) return null;
  return { card, column: column.id, index: column.cards.findIndex(({ id }) => id === card) };
};

export const isSamePlace = (one: CardMove | null, other: CardMove | null): boolean =>
  one?.card === other?.card && one?.column === other?.column && one?.index === other?.index;

/** Columns that nothing happens to stay the same objects. */
export const arrange = (columns: Columns, move: CardMove | null): Columns => {
  const card = move ? findCard(columns, move.card) : undefined;
  if (!move || !card || isSamePlace(placeOf(columns, move.card), move)) return columns;
  return columns.map((column) => {
    const rest = column.cards.filter(({ id }) => id !== card.id);
    if (column.id === move.column) return { ...column, cards: rest.toSpliced(move.index, 0, card) };
    return rest.length === column.cards.length ? column : { ...column, cards: rest };
  });
};

/** The move as the edit that makes it: a place is named by the card that comes after it. */
export const moveEdit = (columns: Columns, { card, column, index }: CardMove): BoardEdit => {
  const others = columns.find(({ id }) => id === column)?.cards.filter(({ id }) => id !== card) ?? [];
  return { type: 'moveCard', card, column, before: others[index]?.id ?? null };
};

/** A column at a place among the others. */
export const columnMoveEdit = (columns: Columns, column: ColumnId, index: number): BoardEdit => {
  const others = columns.filter(({ id }) => id !== column);
  return { type: 'moveColumn', column, before: others[index]?.id ?? null };
};

export type Direction = 'up' | 'down' | 'left' | 'right';

/** One step on with the keys; null at the board's edge. */
export const stepMove = (columns: Columns, from: CardMove, direction: Direction): CardMove | null => {
  const at = columns.findIndex(({ id }) => id === from.column);
  const others = (column: BoardColumn | undefined) =>
    column ? column.cards.filter(({ id }) => id !== from.card).length : 0;
  if (direction === 'up' || direction === 'down') {
    const index = from.index + (direction === 'up' ? -1 : 1);
    return index < 0 || index > others(columns[at]) ? null : { ...from, index };
  }
  const next = columns[at + (direction === 'left' ? -1 : 1)];
  return next ? { ...from, column: next.id, index: Math.min(from.index, others(next)) } : null;
};
