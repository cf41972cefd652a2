/**
 * Which changes of an update may count at all: those of the writer that is bound to its log, that do only what
 * a board is made of. The verdict follows from the bytes alone, so that every replica reaches the same [T10].
 *
 * Refused, whole: another's actor id; anything at the root; anything to `cards`, `columns` and `labels` but new
 * things under ids of one's own; objects within what is there already; another text in the place of a card's.
 */
import { err, ok, type Result } from '../../base/index.ts';
import { limits } from '../../model/index.ts';
import type { DocumentRefusal } from '../port.ts';
import { readChunks } from './chunks.ts';
import { actorPart, isCardId } from './ids.ts';
import { type BoardChange, type ChangeOp, readChange, rootObject } from './read-change.ts';
import { collections, textKey } from './shape.ts';

/** A change without what it does, which Automerge knows from here on. */
export type AdmittedChange = Omit<BoardChange, 'ops'> & {
  readonly hash: string;
  /** Of its last operation, and of the next to come after it less one. */
  readonly maxOp: number;
  readonly plain: Uint8Array;
};

const collectionObjects: ReadonlySet<string> = new Set(Object.values(collections));
/** Automerge makes an element of each character; what is longer was made by something else. */
const elementChars = 16;

const isNewHere = (object: string, { actor, startOp }: BoardChange): boolean =>
  object.endsWith(`@${actor}`) && Number.parseInt(object, 10) >= startOp;

const isAllowed = (op: ChangeOp, change: BoardChange): boolean => {
  if (op.object === rootObject) return false;
  if (collectionObjects.has(op.object))
    return (
      op.action === 'makeMap' &&
      isCardId(op.key) &&
      op.key.startsWith(change.actor.slice(0, actorPart)) &&
      op.over.length === 0
    );
  switch (op.action) {
    case 'makeText':
      return op.key === textKey && op.over.length === 0 && isNewHere(op.object, change);
    case 'set':
      if (op.key !== null) return op.key !== textKey && op.value !== undefined;
      return typeof op.value === 'string' && op.value.length <= elementChars;
    case 'delete':
      return op.key !== textKey;
    default:
      return false;
  }
};

type ReadUpdate = readonly {
  readonly change: BoardChange;
  readonly hash: string;
  readonly plain: Uint8Array;
}[];

const readUpdate = (update: Uint8Array, writer: string): Result<ReadUpdate, DocumentRefusal> => {
  if (update.length > limits.documentUpdateBytes) return err({ kind: 'too-large' });
  const chunks = readChunks(update);
  if (!chunks.ok) return chunks;
  const found: ReadUpdate[number][] = [];
  for (const { hash, body, plain } of chunks.value) {
    const read = readChange(body);
    if (!read.ok) return read;
    const change = read.value;
    if (change.actor !== writer) return err({ kind: 'foreign-writer' });
    if (!change.ops.every((op) => isAllowed(op, change))) return err({ kind: 'malformed' });
    found.push({ change, hash, plain });
  }
  return ok(found);
};

/** What an admitted update does; nothing of one that isn't. */
export const admitOps = (update: Uint8Array, writer: string): readonly ChangeOp[] => {
  const read = readUpdate(update, writer);
  return read.ok ? read.value.flatMap(({ change }) => change.ops) : [];
};

/** `writer`: the actor that is bound to the log, the seat and the branch it came by. */
export const admit = (
  update: Uint8Array,
  writer: string,
): Result<readonly AdmittedChange[], DocumentRefusal> => {
  const read = readUpdate(update, writer);
  if (!read.ok) return read;
  return ok(
    read.value.map(({ change: { actor, seq, startOp, deps, ops }, hash, plain }) => {
      return { hash, actor, seq, startOp, deps, maxOp: startOp + ops.length - 1, plain };
    }),
  );
};
