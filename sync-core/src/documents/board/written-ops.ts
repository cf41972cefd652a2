/**
 * Who wrote what: the operations of a board's changes by the value they are about. Automerge holds the same, but
 * gives it away only change by change as objects, at many times the cost.
 */
import type { MemberId } from '../../model/index.ts';
import type { DocumentEntry } from '../port.ts';
import { admitOps } from './admit.ts';
import { type CardId, isCardId } from './ids.ts';
import type { ChangeOp, OpRef } from './read-change.ts';
import { collections } from './shape.ts';

/** An entry of the log, with when and by whom. */
export type BoardEntry = DocumentEntry & {
  /** Names the version that it leads to. */
  readonly id: string;
  readonly at: number;
  readonly by: MemberId;
};

export type Written = { readonly op: ChangeOp; readonly entry: BoardEntry };

export type WrittenOps = {
  /** Of one value of one thing, in Automerge's order: the last is what counts. */
  readonly byValue: ReadonlyMap<string, readonly Written[]>;
  /** Of texts, by object, in the order in which they were read. */
  readonly byText: ReadonlyMap<OpRef, readonly Written[]>;
  /** New things: their object → what made them. */
  readonly made: ReadonlyMap<OpRef, Written>;
  /** A card's map or its text → the card. */
  readonly cardOf: ReadonlyMap<OpRef, CardId>;
  /** Who wrote an operation. */
  entryOf(id: OpRef): BoardEntry | null;
};

export const valueName = (object: OpRef, key: string): string => `${object} ${key}`;

/** Automerge's order: by counter, then by actor. */
export const compareRefs = (a: OpRef, b: OpRef): number => {
  const difference = Number.parseInt(a, 10) - Number.parseInt(b, 10);
  return difference !== 0 ? difference : a < b ? -1 : a > b ? 1 : 0;
};

const push = <K, V>(map: Map<K, V[]>, key: K, value: V): void => {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
};

/** `entries` in the order in which people wrote them. */
export const readWrittenOps = (entries: readonly BoardEntry[]): WrittenOps => {
  const byValue = new Map<string, Written[]>();
  const byText = new Map<OpRef, Written[]>();
  const made = new Map<OpRef, Written>();
  const cardOf = new Map<OpRef, CardId>();
  const entryOf = new Map<OpRef, BoardEntry>();
  const things: ReadonlySet<string> = new Set(Object.values(collections));
  for (const entry of entries)
    for (const op of admitOps(entry.update, entry.writer)) {
      entryOf.set(op.id, entry);
      if (things.has(op.object)) {
        made.set(op.id, { op, entry });
        if (op.object === collections.cards && isCardId(op.key)) cardOf.set(op.id, op.key);
      } else if (op.key === null) push(byText, op.object, { op, entry });
      else push(byValue, valueName(op.object, op.key), { op, entry });
      const card = op.action === 'makeText' ? cardOf.get(op.object) : undefined;
      if (card !== undefined) cardOf.set(op.id, card);
    }
  for (const written of byValue.values()) written.sort((a, b) => compareRefs(a.op.id, b.op.id));
  return { byValue, byText, made, cardOf, entryOf: (id) => entryOf.get(id) ?? null };
};
