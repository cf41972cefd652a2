/** What the edits of columns, cards, labels and items share: writing values, looking things up, making ids. */
import { bytesToHex, err, ok, type Result } from '../../base/index.ts';
import type { AutomergeHandle } from './automerge.ts';
import type { BoardEdit, EditMade, EditRefusal } from './board-edit.ts';
import type { BoardStore } from './board-store.ts';
import { actorPart } from './ids.ts';
import { type Collection, collections } from './shape.ts';

export type EditOutcome = Result<EditMade, EditRefusal>;
export type EditOf<T extends BoardEdit['type']> = Extract<BoardEdit, { readonly type: T }>;

export const nothingMade: EditMade = { card: null, column: null, label: null, item: null };
export const done = ok(nothingMade);
export const gone = err<EditRefusal>({ kind: 'gone' });
export const tooMany = (of: Extract<EditRefusal, { kind: 'too-many' }>['of']) =>
  err<EditRefusal>({ kind: 'too-many', of });
export const tooLong = (of: Extract<EditRefusal, { kind: 'too-long' }>['of']) =>
  err<EditRefusal>({ kind: 'too-long', of });
export const notSo = (of: Extract<EditRefusal, { kind: 'not-so' }>['of']) =>
  err<EditRefusal>({ kind: 'not-so', of });

/** A plain value, as a board holds it. Null takes the value away. */
export type Plain = string | boolean | null;

export type EditDesk = {
  readonly handle: AutomergeHandle;
  readonly store: BoardStore;
  /** Who writes. */
  readonly actor: string;
  /** Eight bytes that were never given before. */
  readonly fresh: () => Uint8Array;
};

/** Writes what is another value than what stands there. */
export const put = (handle: AutomergeHandle, object: string, key: string, value: Plain): void => {
  const held = handle.getWithType(object, key);
  if (value === null) {
    if (held !== null && held !== undefined) handle.delete(object, key);
    return;
  }
  const isSame = typeof value === 'string' ? held?.[0] === 'str' && held[1] === value : held?.[1] === value;
  if (isSame) return;
  if (typeof value === 'string') handle.put(object, key, value, 'str');
  else handle.put(object, key, value, 'boolean');
};

/** A new map under an id that only this actor can use. */
export const make = (
  { handle, actor, fresh }: EditDesk,
  collection: Collection,
): { readonly id: string; readonly object: string } => {
  const id = `${actor.slice(0, actorPart)}${bytesToHex(fresh())}`;
  return { id, object: handle.putObject(collections[collection], id, {}) };
};
