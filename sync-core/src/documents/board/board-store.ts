/**
 * What a board's Automerge document holds, read thing by thing and remembered: reading all of a board of a
 * thousand cards takes as long as forty edits.
 */
import type { AutomergeHandle } from './automerge.ts';
import type { BoardView } from './board-view.ts';
import { buildView, type Stored } from './build-view.ts';
import { type CardId, type ColumnId, isCardId, isColumnId, isLabelId, type LabelId } from './ids.ts';
import {
  readCard,
  readColumn,
  readLabel,
  type StoredCard,
  type StoredColumn,
  type StoredLabel,
  toValues,
} from './read-values.ts';
import { type Collection, collections } from './shape.ts';

/** A change may touch so many things; for more, all are read again. */
const rereadMost = 200;

export type BoardStore = {
  stored(): Stored;
  view(): BoardView;
  /** Automerge's name of a card's, column's or label's map; null where there is none. */
  objectOf(collection: Collection, id: string): string | null;
  card(id: CardId): StoredCard | null;
  /** After changes of about so many operations. */
  changed(operations: number): void;
};

const objectIn = (handle: AutomergeHandle, collection: Collection, id: string): string | null => {
  const held = handle.getWithType(collections[collection], id);
  return held?.[0] === 'map' ? held[1] : null;
};

type Things = {
  readonly cards: Map<CardId, StoredCard>;
  readonly columns: Map<ColumnId, StoredColumn>;
  readonly labels: Map<LabelId, StoredLabel>;
};

const take = (things: Things, collection: Collection, id: string, held: unknown): void => {
  const values = toValues(held);
  if (collection === 'cards' && isCardId(id)) things.cards.set(id, readCard(id, values));
  if (collection === 'columns' && isColumnId(id)) things.columns.set(id, readColumn(id, values));
  if (collection === 'labels' && isLabelId(id)) things.labels.set(id, readLabel(id, values));
};

const isCollection = (name: unknown): name is Collection =>
  typeof name === 'string' && Object.hasOwn(collections, name);
const collectionNames = Object.keys(collections).filter(isCollection);

/** All of it as it was at `heads`, or is. */
export const readThings = (handle: AutomergeHandle, heads?: string[]): Things => {
  const things: Things = { cards: new Map(), columns: new Map(), labels: new Map() };
  for (const collection of collectionNames)
    for (const [id, held] of toValues(handle.materialize(collections[collection], heads)))
      take(things, collection, id, held);
  return things;
};

export const toStored = ({ cards, columns, labels }: Things): Stored => ({
  cards: [...cards.values()],
  columns: [...columns.values()],
  labels: [...labels.values()],
});

export const createBoardStore = (handle: AutomergeHandle): BoardStore => {
  let things = readThings(handle);
  let shown: BoardView | null = null;
  handle.updateDiffCursor();

  const reread = (): void => {
    const touched = new Set<string>();
    for (const { path } of handle.diffIncremental()) touched.add(`${path[0]} ${path[1]}`);
    for (const name of touched) {
      const [collection, id = ''] = name.split(' ');
      if (!isCollection(collection)) continue;
      const object = objectIn(handle, collection, id);
      if (object !== null) take(things, collection, id, handle.materialize(object));
    }
  };

  return {
    stored: () => toStored(things),
    view() {
      shown ??= buildView(toStored(things));
      return shown;
    },
    objectOf: (collection, id) => objectIn(handle, collection, id),
    card: (id) => things.cards.get(id) ?? null,
    changed(operations) {
      shown = null;
      if (operations <= rereadMost) return reread();
      things = readThings(handle);
      handle.updateDiffCursor();
    },
  };
};
