/** Edits of columns and labels. */
import { ok, toWellFormed } from '../../base/index.ts';
import { inOrder, orderBetween, ordersFor } from '../../governance/index.ts';
import { limits } from '../../model/index.ts';
import { columnsOf, labelsOf } from './build-view.ts';
import {
  done,
  type EditDesk,
  type EditOf,
  type EditOutcome,
  gone,
  make,
  nothingMade,
  notSo,
  put,
  tooLong,
  tooMany,
} from './edit-parts.ts';
import { type ColumnId, isColumnId, isLabelId, type LabelId } from './ids.ts';
import { keys, toPlace } from './shape.ts';

/** What is wrong with a title that somebody gives; null: nothing. */
export const titleFault = (title: string): EditOutcome | null => {
  if (title.trim() === '') return notSo('title');
  return title.length > limits.boardTitleChars ? tooLong('title') : null;
};

/** Puts a column before another, and tells apart those that share its place. */
const order = (desk: EditDesk, column: ColumnId, before: ColumnId | null): void => {
  for (const [id, value] of ordersFor(columnsOf(desk.store.stored()), column, before)) {
    const object = desk.store.objectOf('columns', id);
    if (object !== null) put(desk.handle, object, keys.order, value);
  }
};

export const addColumn = (desk: EditDesk, { title, before }: EditOf<'addColumn'>): EditOutcome => {
  const fault = titleFault(title);
  if (fault) return fault;
  if (desk.store.stored().columns.length >= limits.boardColumns) return tooMany('columns');
  const { id, object } = make(desk, 'columns');
  if (!isColumnId(id)) return gone;
  put(desk.handle, object, keys.title, toWellFormed(title.trim()));
  order(desk, id, before);
  return ok({ ...nothingMade, column: id });
};

export const renameColumn = (desk: EditDesk, { column, title }: EditOf<'renameColumn'>): EditOutcome => {
  const fault = titleFault(title);
  if (fault) return fault;
  const object = desk.store.objectOf('columns', column);
  if (object === null) return gone;
  put(desk.handle, object, keys.title, toWellFormed(title.trim()));
  return done;
};

export const moveColumn = (desk: EditDesk, { column, before }: EditOf<'moveColumn'>): EditOutcome => {
  if (desk.store.objectOf('columns', column) === null) return gone;
  if (before !== column) order(desk, column, before);
  return done;
};

export const removeColumn = (desk: EditDesk, { column, moveTo }: EditOf<'removeColumn'>): EditOutcome => {
  const { handle, store } = desk;
  const object = store.objectOf('columns', column);
  const to = moveTo === null ? null : store.objectOf('columns', moveTo);
  if (object === null || moveTo === column || (moveTo !== null && to === null)) return gone;
  const stored = store.stored();
  const cards = inOrder(stored.cards.filter((card) => card.column === column && !card.archived));
  const standing = stored.cards.filter((card) => card.column === moveTo);
  let last = inOrder(standing).at(-1)?.order ?? null;
  for (const { id } of cards) {
    const card = store.objectOf('cards', id);
    if (card === null) continue;
    if (moveTo === null) put(handle, card, keys.archived, true);
    else {
      last = orderBetween(last, null);
      put(handle, card, keys.place, toPlace(moveTo, last));
    }
  }
  put(handle, object, keys.removed, true);
  return done;
};

const putLabel = (desk: EditDesk, object: string, name: string, colour: string): void => {
  put(desk.handle, object, keys.name, toWellFormed(name.trim()));
  put(desk.handle, object, keys.colour, colour);
};

export const addLabel = (desk: EditDesk, { name, colour }: EditOf<'addLabel'>): EditOutcome => {
  if (name.length > limits.boardWordChars) return tooLong('label');
  if (labelsOf(desk.store.stored()).length >= limits.boardLabels) return tooMany('labels');
  const { id, object } = make(desk, 'labels');
  if (!isLabelId(id)) return gone;
  putLabel(desk, object, name, colour);
  return ok({ ...nothingMade, label: id });
};

export const editLabel = (desk: EditDesk, { label, name, colour }: EditOf<'editLabel'>): EditOutcome => {
  if (name.length > limits.boardWordChars) return tooLong('label');
  const object = desk.store.objectOf('labels', label);
  if (object === null) return gone;
  putLabel(desk, object, name, colour);
  return done;
};

export const removeLabel = (desk: EditDesk, { label }: { readonly label: LabelId }): EditOutcome => {
  const object = desk.store.objectOf('labels', label);
  if (object === null) return gone;
  put(desk.handle, object, keys.removed, true);
  return done;
};
