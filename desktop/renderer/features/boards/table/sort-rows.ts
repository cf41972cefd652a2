/** The rows of a board's table in the order that a column asks for. Pure. */
import type { BoardCard, BoardView, MemberId } from '@maru/sync-core';
import { unreachable } from '@maru/sync-core';

export const tableColumns = ['done', 'title', 'column', 'assignees', 'labels', 'due', 'checklist'] as const;
export type TableColumn = (typeof tableColumns)[number];
export type Sorting = { readonly by: TableColumn; readonly down: boolean };
export type TableRow = { readonly card: BoardCard; readonly column: string; readonly place: number };

type Names = {
  readonly nameOf: (member: MemberId) => string;
  readonly labelOf: (label: string) => string;
  readonly compare: (one: string, other: string) => number;
};

/** What a card has nothing of comes last, whichever way. */
const value = (row: TableRow, by: TableColumn, names: Names): string | number | null => {
  const { card } = row;
  switch (by) {
    case 'done':
      return card.done ? 1 : 0;
    case 'title':
      return card.title;
    case 'column':
      return row.place;
    case 'assignees':
      return card.assignees[0] ? names.nameOf(card.assignees[0]) : null;
    case 'labels':
      return card.labels[0] ? names.labelOf(card.labels[0]) : null;
    case 'due':
      return card.due;
    case 'checklist':
      return card.checklist.length === 0
        ? null
        : card.checklist.filter((item) => item.done).length / card.checklist.length;
    default:
      return unreachable(by);
  }
};

/** As the board has them, column by column. */
export const rowsOf = (board: BoardView): readonly TableRow[] => {
  const rows: TableRow[] = [];
  for (const { title, cards } of board.columns)
    for (const card of cards) rows.push({ card, column: title, place: rows.length });
  return rows;
};

export const sortRows = (
  rows: readonly TableRow[],
  sorting: Sorting | null,
  names: Names,
): readonly TableRow[] => {
  if (!sorting) return rows;
  const keyed = rows.map((row) => ({ row, key: value(row, sorting.by, names) }));
  keyed.sort((one, other) => {
    if (one.key === other.key) return one.row.place - other.row.place;
    if (one.key === null) return 1;
    if (other.key === null) return -1;
    const order =
      typeof one.key === 'string' && typeof other.key === 'string'
        ? names.compare(one.key, other.key)
        : Number(one.key) - Number(other.key);
    return sorting.down ? -order : order;
  });
  return keyed.map(({ row }) => row);
};
