/**
 * How a board lies in its Automerge document. Three maps, made by a first change that everyone has (so that
 * nobody's maps can hide another's): `cards`, `columns` and `labels`. In them a map of plain values for each,
 * under an id that only its maker can use; of a card, one text besides. Nothing else is ever made: each value
 * has its own history, of two who set one at once one wins whole, and nothing can be doubled or lost.
 */
import { hexToBytes } from '../../base/index.ts';

/** Changes no more: what all boards begin with, by an actor that is nobody's. */
export const firstChange = {
  hash: '91ae68d34f48c24528dd54e5ad2de7ef6bb27ca855d0f2f00d1cbf9d075d8641',
  bytes: hexToBytes(
    '856f4a8391ae68d3013f001000000000000000000000000000000000010100000005151634014202560270027d05636172647307636f6c756d6e73066c6162656c7303030003000300',
  ),
  maxOp: 3,
} as const;

const nobody = '0'.repeat(32);
/** The objects that it makes. */
export const collections = { cards: `1@${nobody}`, columns: `2@${nobody}`, labels: `3@${nobody}` } as const;
export type Collection = keyof typeof collections;

/** The key of a card's text, the only one that holds no plain value. */
export const textKey = 'text';

/** Keys of plain values. Of a card, where it stands is one value: column and order never part. */
export const keys = {
  place: 'place',
  title: 'title',
  done: 'done',
  due: 'due',
  cover: 'cover',
  event: 'event',
  archived: 'archived',
  order: 'order',
  removed: 'removed',
  name: 'name',
  colour: 'colour',
} as const;
const prefixes = { assignee: 'a/', label: 'l/', item: 'i/' } as const;
const itemParts = { text: '/t', done: '/d' } as const;

export const assigneeKey = (member: string): string => `${prefixes.assignee}${member}`;
export const labelKey = (label: string): string => `${prefixes.label}${label}`;
/** Its order, while it is there. */
export const itemKey = (item: string): string => `${prefixes.item}${item}`;
export const itemTextKey = (item: string): string => `${prefixes.item}${item}${itemParts.text}`;
export const itemDoneKey = (item: string): string => `${prefixes.item}${item}${itemParts.done}`;

/** What a key of a card is about: a member, a label, an item, or neither. */
export const keyToPart = (
  key: string,
): { readonly kind: 'assignee' | 'label' | 'item'; readonly id: string } | null => {
  if (key.startsWith(prefixes.assignee)) return { kind: 'assignee', id: key.slice(2) };
  if (key.startsWith(prefixes.label)) return { kind: 'label', id: key.slice(2) };
  if (!key.startsWith(prefixes.item)) return null;
  return { kind: 'item', id: key.slice(2).split('/')[0] ?? '' };
};

export const toPlace = (column: string, order: string): string => `${column} ${order}`;
/** Moments, and a place that may hold spaces. */
export const toEvent = (starts: number, ends: number | null, place: string): string =>
  `${starts} ${ends ?? '-'} ${place}`;
