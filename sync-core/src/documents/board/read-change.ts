/**
 * One Automerge change, read without Automerge: who made it, what it rests on and what it does. Everything
 * here is a peer's word, and Automerge believes and unfolds whatever it is given, so this comes first and
 * bounds all of it: the inflated size, the rows of every column, the actors it names.
 *
 * The format: https://automerge.org/automerge-binary-format-spec
 */
import { bytesToHex, err, ok, type Result } from '../../base/index.ts';
import { limits } from '../../model/index.ts';
import { readBooleans, readDeltas, readTexts, readUints } from './columns.ts';
import { type Cursor, cursorOver, fail, Unreadable } from './leb.ts';
import { readValue, type Scalar } from './scalar.ts';

/** `<counter>@<actor>`, as Automerge writes it. */
export type OpRef = string;
/** The object that every document has. */
export const rootObject = '_root';
/** The place before a list's or a text's first element. */
export const headElement = '_head';

export type ChangeAction = 'makeMap' | 'makeList' | 'makeText' | 'set' | 'delete' | 'other';

export type ChangeOp = {
  readonly id: OpRef;
  readonly action: ChangeAction;
  readonly object: OpRef;
  /** Of a map; null for an element. */
  readonly key: string | null;
  /** After which element it goes in, or which it is about; null for a key. */
  readonly element: OpRef | null;
  readonly insert: boolean;
  readonly value: Scalar;
  /** What it takes the place of. */
  readonly over: readonly OpRef[];
};

export type BoardChange = {
  readonly actor: string;
  readonly seq: number;
  readonly startOp: number;
  readonly deps: readonly string[];
  readonly ops: readonly ChangeOp[];
};

const actions: readonly ChangeAction[] = ['makeMap', 'set', 'makeList', 'delete', 'makeText'];

/** Which column is which: an id and a type in one number. */
const specs = {
  objectActor: 0x01,
  objectCounter: 0x02,
  keyActor: 0x11,
  keyCounter: 0x13,
  keyText: 0x15,
  insert: 0x34,
  action: 0x42,
  valueMeta: 0x56,
  valueRaw: 0x57,
  overCount: 0x70,
  overActor: 0x71,
  overCounter: 0x73,
} as const;

const hashBytes = 32;
const actorBytes = 16;

const readActor = (cursor: Cursor): string => {
  const length = cursor.uint();
  return length === actorBytes ? bytesToHex(cursor.bytes(length)) : fail('an actor of another length');
};

const readColumns = (cursor: Cursor): ReadonlyMap<number, Uint8Array> => {
  const count = cursor.uint();
  if (count > 64) fail('too many columns');
  const lengths: (readonly [spec: number, length: number])[] = [];
  for (let index = 0; index < count; index++) lengths.push([cursor.uint(), cursor.uint()]);
  return new Map(lengths.map(([spec, length]) => [spec, cursor.bytes(length)]));
};

/** Columns that this version has no use for are unfolded by Automerge all the same. */
const boundOther = (spec: number, column: Uint8Array): void => {
  const most = limits.boardChangeRows;
  switch (spec & 0x07) {
    case 3:
      readDeltas(column, most);
      break;
    case 4:
      readBooleans(column, most);
      break;
    case 5:
      readTexts(column, most);
      break;
    case 7:
      break;
    default:
      readUints(column, most);
  }
};

type Header = Omit<BoardChange, 'ops'> & { readonly actors: readonly string[] };

const readHeader = (cursor: Cursor): Header => {
  const deps: string[] = [];
  const depCount = cursor.uint();
  if (depCount > limits.boardChangeActors) fail('rests on too much');
  for (let index = 0; index < depCount; index++) deps.push(bytesToHex(cursor.bytes(hashBytes)));
  const actor = readActor(cursor);
  const seq = cursor.uint();
  const startOp = cursor.uint();
  if (seq === 0 || startOp === 0) fail('counts from nought');
  cursor.int();
  cursor.text(cursor.uint());
  const actors = [actor];
  const actorCount = cursor.uint();
  if (actorCount > limits.boardChangeActors) fail('names too many actors');
  for (let index = 0; index < actorCount; index++) actors.push(readActor(cursor));
  return { actor, seq, startOp, deps, actors };
};

const readOps = (header: Header, columns: ReadonlyMap<number, Uint8Array>): readonly ChangeOp[] => {
  const most = limits.boardChangeRows;
  const column = (spec: number): Uint8Array => columns.get(spec) ?? new Uint8Array(0);
  const known = new Set<number>(Object.values(specs));
  for (const [spec, bytes] of columns) if (!known.has(spec)) boundOther(spec, bytes);

  const action = readUints(column(specs.action), most);
  const objectActor = readUints(column(specs.objectActor), most);
  const objectCounter = readUints(column(specs.objectCounter), most);
  const keyActor = readUints(column(specs.keyActor), most);
  const keyCounter = readDeltas(column(specs.keyCounter), most);
  const keyText = readTexts(column(specs.keyText), most);
  const insert = readBooleans(column(specs.insert), most);
  const valueMeta = readUints(column(specs.valueMeta), most);
  const overCount = readUints(column(specs.overCount), most);
  const overActor = readUints(column(specs.overActor), most);
  const overCounter = readDeltas(column(specs.overCounter), most);
  const values = cursorOver(column(specs.valueRaw));

  const ref = (counter: number | null | undefined, actor: number | null | undefined): OpRef | null => {
    if (typeof counter !== 'number' || typeof actor !== 'number') return null;
    return `${counter}@${header.actors[actor] ?? fail('an actor that is not named')}`;
  };
  const element = (row: number): OpRef =>
    ref(keyCounter[row], keyActor[row]) ??
    (keyCounter[row] === 0 ? headElement : fail('neither key nor element'));

  let overAt = 0;
  return action.map((code, row): ChangeOp => {
    const key = keyText[row] ?? null;
    const over: OpRef[] = [];
    for (const end = overAt + (overCount[row] ?? 0); overAt < end; overAt++)
      over.push(ref(overCounter[overAt], overActor[overAt]) ?? fail('takes the place of nothing'));
    return {
      id: `${header.startOp + row}@${header.actor}`,
      action: code === null ? fail('no action') : (actions[code] ?? 'other'),
      object: ref(objectCounter[row], objectActor[row]) ?? rootObject,
      key,
      element: key === null ? element(row) : null,
      insert: insert[row] ?? false,
      value: readValue(values, valueMeta[row] ?? 0),
      over,
    };
  });
};

/** `body`: what stands in an uncompressed change chunk after its length. */
export const readChange = (body: Uint8Array): Result<BoardChange, { readonly kind: 'malformed' }> => {
  try {
    const cursor = cursorOver(body);
    const header = readHeader(cursor);
    const { actor, seq, startOp, deps } = header;
    return ok({ actor, seq, startOp, deps, ops: readOps(header, readColumns(cursor)) });
  } catch (thrown) {
    if (thrown instanceof Unreadable) return err({ kind: 'malformed' });
    throw thrown;
  }
};
