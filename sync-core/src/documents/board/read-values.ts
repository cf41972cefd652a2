/**
 * Cards, columns and labels of what a document holds. Any of it may be a peer's joke: what can't be read falls
 * back to what the thing would be without it, and nothing here throws.
 */
import { ImmutableString } from '@automerge/automerge/slim';
import { compareOrder, isOrder } from '../../governance/index.ts';
import { isMemberId, limits, type MemberId, type PaletteColour, paletteColours } from '../../model/index.ts';
import type { BoardCard, BoardLabel, ChecklistItem, EventPlan } from './board-view.ts';
import {
  type CardId,
  type ColumnId,
  type ItemId,
  isColumnId,
  isItemId,
  isLabelId,
  type LabelId,
} from './ids.ts';
import { itemDoneKey, itemKey, itemTextKey, keys, keyToPart, textKey } from './shape.ts';

/** A thing's values by key, as Automerge gives them. */
export type Values = ReadonlyMap<string, unknown>;

export const toValues = (held: unknown): Values =>
  typeof held === 'object' && held !== null ? new Map(Object.entries(held)) : new Map();

/** A plain value as a board holds it; null for whatever else. */
export const toPlain = (held: unknown): string | boolean | null => {
  if (held instanceof ImmutableString) return held.toString();
  return typeof held === 'string' || typeof held === 'boolean' ? held : null;
};

const cut = (text: string, most: number): string => text.slice(0, most).toWellFormed();

export const readText = (values: Values, key: string, most: number): string | null => {
  const held = toPlain(values.get(key));
  return typeof held === 'string' ? cut(held, most) : null;
};
const isOn = (values: Values, key: string): boolean => values.get(key) === true;
const readColour = (values: Values, key: string): PaletteColour | null => {
  const name = readText(values, key, limits.boardWordChars);
  return paletteColours.find((known) => known === name) ?? null;
};
const middle = 'i';
export const readOrder = (values: Values, key: string): string => {
  const order = readText(values, key, 64);
  return order !== null && isOrder(order) ? order : middle;
};

const dayPattern = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
/** A day that the calendar has: no 31st of June. */
export const isDay = (text: string): boolean => {
  if (!dayPattern.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
};

const latest = 2 ** 48 - 1;
const toMoment = (text: string | undefined): number | null => {
  if (text === undefined || !/^\d{1,15}$/.test(text)) return null;
  const value = Number(text);
  return value <= latest ? value : null;
};
const readEvent = (values: Values): EventPlan | null => {
  const held = readText(values, keys.event, limits.planPlaceChars + 40);
  const [starts, ends, ...place] = held?.split(' ') ?? [];
  const from = toMoment(starts);
  if (from === null) return null;
  const to = toMoment(ends);
  return {
    starts: from,
    ends: to === null || to < from ? null : to,
    place: cut(place.join(' '), limits.planPlaceChars),
  };
};

type Parts = {
  readonly assignees: readonly MemberId[];
  readonly labels: ReadonlySet<LabelId>;
  readonly items: readonly (ChecklistItem & { readonly order: string })[];
};

const readItem = (values: Values, id: ItemId): ChecklistItem & { readonly order: string } => ({
  id,
  order: readOrder(values, itemKey(id)),
  text: readText(values, itemTextKey(id), limits.boardTitleChars) ?? '',
  done: isOn(values, itemDoneKey(id)),
});

const readParts = (values: Values): Parts => {
  const assignees: MemberId[] = [];
  const labels = new Set<LabelId>();
  const items: (ChecklistItem & { readonly order: string })[] = [];
  for (const [key, held] of values) {
    const part = keyToPart(key);
    if (part === null) continue;
    const { kind, id } = part;
    if (kind === 'assignee' && held === true && isMemberId(id)) assignees.push(id);
    if (kind === 'label' && held === true && isLabelId(id)) labels.add(id);
    if (kind === 'item' && key === itemKey(id) && isItemId(id) && readText(values, key, 64) !== null)
      items.push(readItem(values, id));
  }
  return {
    assignees: assignees.sort().slice(0, limits.cardAssignees),
    labels,
    items: items.sort(compareOrder).slice(0, limits.cardItems),
  };
};

/** A card as it lies in the document: labels that the board doesn't have and columns that are gone included. */
export type StoredCard = Omit<BoardCard, 'column' | 'labels' | 'checklist'> & {
  readonly column: ColumnId | null;
  readonly order: string;
  readonly labels: ReadonlySet<LabelId>;
  readonly checklist: readonly (ChecklistItem & { readonly order: string })[];
};

export const readCard = (id: CardId, values: Values): StoredCard => {
  const [column, order = ''] = (readText(values, keys.place, 128) ?? '').split(' ');
  const { assignees, labels, items } = readParts(values);
  const due = readText(values, keys.due, 10);
  return {
    id,
    column: isColumnId(column) ? column : null,
    order: isOrder(order) ? order : middle,
    title: readText(values, keys.title, limits.boardTitleChars) ?? '',
    description: readText(values, textKey, limits.cardTextChars) ?? '',
    done: isOn(values, keys.done),
    due: due !== null && isDay(due) ? due : null,
    assignees,
    labels,
    checklist: items,
    cover: readColour(values, keys.cover),
    event: readEvent(values),
    archived: isOn(values, keys.archived),
  };
};

export type StoredColumn = {
  readonly id: ColumnId;
  readonly title: string;
  readonly order: string;
  readonly removed: boolean;
};
export const readColumn = (id: ColumnId, values: Values): StoredColumn => ({
  id,
  title: readText(values, keys.title, limits.boardTitleChars) ?? '',
  order: readOrder(values, keys.order),
  removed: isOn(values, keys.removed),
});

export type StoredLabel = BoardLabel & { readonly removed: boolean };
export const readLabel = (id: LabelId, values: Values): StoredLabel => ({
  id,
  name: readText(values, keys.name, limits.boardWordChars) ?? '',
  colour: readColour(values, keys.colour) ?? paletteColours[0],
  removed: isOn(values, keys.removed),
});
