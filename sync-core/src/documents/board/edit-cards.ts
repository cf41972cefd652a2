/** Edits of cards. */
import { ok, toWellFormed } from '../../base/index.ts';
import { ordersFor } from '../../governance/index.ts';
import { limits } from '../../model/index.ts';
import { columnsOf } from './build-view.ts';
import { titleFault } from './edit-columns.ts';
import {
  done,
  type EditDesk,
  type EditOf,
  type EditOutcome,
  gone,
  make,
  nothingMade,
  notSo,
  type Plain,
  put,
  tooLong,
  tooMany,
} from './edit-parts.ts';
import { type CardId, type ColumnId, isCardId } from './ids.ts';
import { isDay } from './read-values.ts';
import { assigneeKey, keys, labelKey, textKey, toEvent, toPlace } from './shape.ts';
import { rebaseSplices } from './text-rebase.ts';

/** Before `before` in a column, telling apart those that share the place. */
const place = (desk: EditDesk, card: CardId, column: ColumnId, before: CardId | null): void => {
  const there = desk.store.stored().cards.filter((one) => one.column === column && !one.archived);
  for (const [id, order] of ordersFor(there, card, before)) {
    const object = desk.store.objectOf('cards', id);
    if (object !== null) put(desk.handle, object, keys.place, toPlace(column, order));
  }
};

const setValue = (desk: EditDesk, card: CardId, key: string, value: Plain): EditOutcome => {
  const object = desk.store.objectOf('cards', card);
  if (object === null) return gone;
  put(desk.handle, object, key, value);
  return done;
};

export const addCard = (desk: EditDesk, { column, title, before }: EditOf<'addCard'>): EditOutcome => {
  const fault = titleFault(title);
  if (fault) return fault;
  if (desk.store.objectOf('columns', column) === null) return gone;
  if (desk.store.stored().cards.length >= limits.boardCards) return tooMany('cards');
  const { id, object } = make(desk, 'cards');
  if (!isCardId(id)) return gone;
  put(desk.handle, object, keys.title, toWellFormed(title.trim()));
  desk.handle.putObject(object, textKey, '');
  place(desk, id, column, before);
  return ok({ ...nothingMade, card: id });
};

export const moveCard = (desk: EditDesk, { card, column, before }: EditOf<'moveCard'>): EditOutcome => {
  const isThere = desk.store.objectOf('cards', card) !== null;
  if (!isThere || desk.store.objectOf('columns', column) === null) return gone;
  if (before !== card) place(desk, card, column, before);
  return done;
};

export const setTitle = (desk: EditDesk, { card, title }: EditOf<'setTitle'>): EditOutcome =>
  titleFault(title) ?? setValue(desk, card, keys.title, toWellFormed(title.trim()));

export const editDescription = (desk: EditDesk, edit: EditOf<'editDescription'>): EditOutcome => {
  const { handle, store } = desk;
  const object = store.objectOf('cards', edit.card);
  const held = object === null ? null : handle.getWithType(object, textKey);
  if (held?.[0] !== 'text') return gone;
  const text = handle.text(held[1]);
  const splices = rebaseSplices(edit.base, edit.splices, text);
  const grown = splices.reduce((sum, { remove, insert }) => sum + insert.length - remove, text.length);
  if (grown > limits.cardTextChars) return tooLong('description');
  for (const { at, remove, insert } of splices) handle.splice(held[1], at, remove, toWellFormed(insert));
  return done;
};

export const setDone = (desk: EditDesk, { card, done: isDone }: EditOf<'setDone'>): EditOutcome =>
  setValue(desk, card, keys.done, isDone);

export const setDue = (desk: EditDesk, { card, due }: EditOf<'setDue'>): EditOutcome =>
  due !== null && !isDay(due) ? notSo('due') : setValue(desk, card, keys.due, due);

export const assign = (desk: EditDesk, { card, member, on }: EditOf<'assign'>): EditOutcome => {
  const assignees = desk.store.card(card)?.assignees ?? [];
  if (on && !assignees.includes(member) && assignees.length >= limits.cardAssignees)
    return tooMany('assignees');
  return setValue(desk, card, assigneeKey(member), on ? true : null);
};

export const labelCard = (desk: EditDesk, { card, label, on }: EditOf<'labelCard'>): EditOutcome => {
  if (desk.store.objectOf('labels', label) === null) return gone;
  return setValue(desk, card, labelKey(label), on ? true : null);
};

export const setCover = (desk: EditDesk, { card, cover }: EditOf<'setCover'>): EditOutcome =>
  setValue(desk, card, keys.cover, cover);

export const setEvent = (desk: EditDesk, { card, event }: EditOf<'setEvent'>): EditOutcome => {
  if (event === null) return setValue(desk, card, keys.event, null);
  const { starts, ends, place: where } = event;
  if (!Number.isSafeInteger(starts) || (ends !== null && !(ends >= starts))) return notSo('event');
  if (where.length > limits.planPlaceChars) return tooLong('place');
  return setValue(desk, card, keys.event, toEvent(starts, ends, toWellFormed(where.trim())));
};

export const archiveCard = (desk: EditDesk, { card }: EditOf<'archiveCard'>): EditOutcome =>
  setValue(desk, card, keys.archived, true);

export const restoreCard = (desk: EditDesk, { card }: EditOf<'restoreCard'>): EditOutcome => {
  const stored = desk.store.card(card);
  const columns = columnsOf(desk.store.stored());
  const own = columns.find(({ id }) => id === stored?.column) ?? columns[0];
  if (stored === null || own === undefined) return gone;
  if (own.id !== stored.column) place(desk, card, own.id, null);
  return setValue(desk, card, keys.archived, null);
};
