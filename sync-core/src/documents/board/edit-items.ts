/** Edits of a card's checklist. */
import { bytesToHex, ok, toWellFormed } from '../../base/index.ts';
import { ordersFor } from '../../governance/index.ts';
import { limits } from '../../model/index.ts';
import {
  done,
  type EditDesk,
  type EditOf,
  type EditOutcome,
  gone,
  nothingMade,
  notSo,
  put,
  tooLong,
  tooMany,
} from './edit-parts.ts';
import { type CardId, type ItemId, isItemId } from './ids.ts';
import { itemDoneKey, itemKey, itemTextKey } from './shape.ts';

const textFault = (text: string): EditOutcome | null => {
  if (text.trim() === '') return notSo('title');
  return text.length > limits.boardTitleChars ? tooLong('item') : null;
};

const order = (desk: EditDesk, card: CardId, object: string, item: ItemId, before: ItemId | null): void => {
  const items = desk.store.card(card)?.checklist ?? [];
  for (const [id, value] of ordersFor(items, item, before)) put(desk.handle, object, itemKey(id), value);
};

/** The card's map, while the item is in its checklist. */
const cardWith = (desk: EditDesk, card: CardId, item: ItemId): string | null =>
  desk.store.card(card)?.checklist.some(({ id }) => id === item) === true
    ? desk.store.objectOf('cards', card)
    : null;

export const addItem = (desk: EditDesk, { card, text, before }: EditOf<'addItem'>): EditOutcome => {
  const fault = textFault(text);
  if (fault) return fault;
  const object = desk.store.objectOf('cards', card);
  const item = bytesToHex(desk.fresh());
  if (object === null || !isItemId(item)) return gone;
  if ((desk.store.card(card)?.checklist.length ?? 0) >= limits.cardItems) return tooMany('items');
  put(desk.handle, object, itemTextKey(item), toWellFormed(text.trim()));
  order(desk, card, object, item, before);
  return ok({ ...nothingMade, item });
};

export const setItemText = (desk: EditDesk, { card, item, text }: EditOf<'setItemText'>): EditOutcome => {
  const fault = textFault(text);
  if (fault) return fault;
  const object = cardWith(desk, card, item);
  if (object === null) return gone;
  put(desk.handle, object, itemTextKey(item), toWellFormed(text.trim()));
  return done;
};

export const setItemDone = (desk: EditDesk, edit: EditOf<'setItemDone'>): EditOutcome => {
  const object = cardWith(desk, edit.card, edit.item);
  if (object === null) return gone;
  put(desk.handle, object, itemDoneKey(edit.item), edit.done ? true : null);
  return done;
};

export const moveItem = (desk: EditDesk, { card, item, before }: EditOf<'moveItem'>): EditOutcome => {
  const object = cardWith(desk, card, item);
  if (object === null) return gone;
  if (before !== item) order(desk, card, object, item, before);
  return done;
};

export const removeItem = (desk: EditDesk, { card, item }: EditOf<'removeItem'>): EditOutcome => {
  const object = cardWith(desk, card, item);
  if (object === null) return gone;
  put(desk.handle, object, itemKey(item), null);
  return done;
};
