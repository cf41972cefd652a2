/**
 * Ids of what a board holds: 16 bytes as lower-case hex, of which the first eight are the head of the
 * Automerge actor that made it (see `admit.ts`): nobody can make a second thing under another's id.
 */
import type { Brand } from '../../base/index.ts';

export type CardId = Brand<string, 'CardId'>;
export type ColumnId = Brand<string, 'ColumnId'>;
export type LabelId = Brand<string, 'LabelId'>;
/** An item of a card's checklist: eight bytes, made by whoever adds it, within that card only. */
export type ItemId = Brand<string, 'ItemId'>;

const id16 = /^[0-9a-f]{32}$/;
const id8 = /^[0-9a-f]{16}$/;
const is16 = (value: unknown): boolean => typeof value === 'string' && id16.test(value);

export const isCardId = (value: unknown): value is CardId => is16(value);
export const isColumnId = (value: unknown): value is ColumnId => is16(value);
export const isLabelId = (value: unknown): value is LabelId => is16(value);
export const isItemId = (value: unknown): value is ItemId => typeof value === 'string' && id8.test(value);

/** Characters of an id that name the actor that made it. */
export const actorPart = 16;
