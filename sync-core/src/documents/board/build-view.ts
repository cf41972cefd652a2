/** The board as it is shown, of all that the document holds. */
import { compareStrings } from '../../base/index.ts';
import { compareOrder, inOrder } from '../../governance/index.ts';
import { limits } from '../../model/index.ts';
import type { BoardCard, BoardLabel, BoardView } from './board-view.ts';
import type { ColumnId, LabelId } from './ids.ts';
import type { StoredCard, StoredColumn, StoredLabel } from './read-values.ts';

export type Stored = {
  readonly cards: readonly StoredCard[];
  readonly columns: readonly StoredColumn[];
  readonly labels: readonly StoredLabel[];
};

/**
 * Columns in their order: those that stand, and of those removed such as hold cards that were put in meanwhile.
 * No card is lost because somebody took its column away.
 */
export const columnsOf = ({ cards, columns }: Stored): readonly StoredColumn[] => {
  const held = new Set(cards.filter(({ archived }) => !archived).map(({ column }) => column));
  return inOrder(columns.filter(({ id, removed }) => !removed || held.has(id)));
};

/** Labels that stand, by name. */
export const labelsOf = ({ labels }: Stored): readonly BoardLabel[] =>
  labels
    .filter(({ removed }) => !removed)
    .sort((a, b) => compareStrings(a.name, b.name) || compareStrings(a.id, b.id))
    .map(({ id, name, colour }) => ({ id, name, colour }));

/** Of what is past the limits, the newest ids are left out: on every replica the same. */
const within = <T extends { readonly id: string }>(all: readonly T[], most: number): readonly T[] =>
  all.length <= most ? all : [...all].sort((a, b) => compareStrings(a.id, b.id)).slice(0, most);

const toCard = (
  { order: _order, checklist, labels, ...card }: StoredCard,
  column: ColumnId,
  known: readonly LabelId[],
): BoardCard => ({
  ...card,
  column,
  labels: known.filter((id) => labels.has(id)),
  checklist: checklist.map(({ id, text, done }) => ({ id, text, done })),
});

export const buildView = (all: Stored): BoardView => {
  const stored: Stored = {
    cards: within(all.cards, limits.boardCards),
    columns: within(all.columns, limits.boardColumns),
    labels: within(all.labels, limits.boardLabels),
  };
  const columns = columnsOf(stored);
  const labels = labelsOf(stored);
  const known = labels.map(({ id }) => id);
  const shown = new Set(columns.map(({ id }) => id));
  const fallback = columns[0]?.id;
  const byColumn = new Map<ColumnId, StoredCard[]>(columns.map(({ id }) => [id, []]));
  const archived: BoardCard[] = [];
  for (const card of stored.cards) {
    const column = card.column !== null && shown.has(card.column) ? card.column : fallback;
    if (card.archived || column === undefined) {
      const from = column ?? card.column;
      if (from !== null && from !== undefined) archived.push(toCard(card, from, known));
    } else byColumn.get(column)?.push(card);
  }
  return {
    columns: columns.map(({ id, title }) => ({
      id,
      title,
      cards: (byColumn.get(id) ?? []).sort(compareOrder).map((card) => toCard(card, id, known)),
    })),
    labels,
    archived: archived.sort((a, b) => compareStrings(a.title, b.title) || compareStrings(a.id, b.id)),
    cut:
      all.cards.length > stored.cards.length ||
      all.columns.length > stored.columns.length ||
      all.labels.length > stored.labels.length,
  };
};
