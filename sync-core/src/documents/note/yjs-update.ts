/**
 * Reads what a Yjs update (format 1) says of itself without Yjs, in time and memory proportional to its bytes: whose
 * structs at which clocks, what they rest on, what it deletes. Stricter than Yjs: only what an honest page of Maru
 * makes is well formed, so that nothing else ever reaches Yjs (decision 0027):
 *
 * - structs of one client, at clocks that follow each other; none of no length, no gaps (`Skip`);
 * - references to own structs only backwards; the one root `noteRoot`; XML elements, XML text, text, formats,
 *   attributes; no subdocuments, embeds or binaries;
 * - deletions in ranges that are sorted, of some length, and don't overlap.
 */
import { type DecodeError, decodeBy, type Reader, type Result, varint } from '../../base/index.ts';
import { limits } from '../../model/index.ts';
import type { ClockRange, Clocks } from './clock-ranges.ts';
import { createLevels, type Levels } from './levels.ts';
import { noteRoot } from './note-root.ts';
import { readText, skipAny, skipJson } from './yjs-values.ts';

export type NoteUpdate = {
  /** Its structs; null where it only deletes. */
  readonly added: (ClockRange & { readonly client: number }) | null;
  /** What of other clients has to be there first: client → clocks below this. */
  readonly needs: ReadonlyMap<number, number>;
  readonly deleted: Clocks;
  /** Structs and deleted ranges. */
  readonly changes: number;
  /** How many levels of blocks within blocks it adds at most. */
  readonly nesting: number;
  /** At which byte its deletions begin. */
  readonly deletionsAt: number;
};

/** Why an update is not read further that holds somebody else's structs besides. */
export const severalClients = 'structs of several clients';

type Reading = {
  readonly reader: Reader;
  readonly client: number;
  readonly needs: Map<number, number>;
  readonly levels: Levels;
};

const bits = { kind: 31, parentKey: 32, rightOrigin: 64, origin: 128 } as const;
const kinds = { gc: 0, deleted: 1, text: 4, format: 6, type: 7, values: 8 } as const;
const typeKinds = { element: 3, text: 6 } as const;

const readLength = (reader: Reader): number => varint.read(reader) || reader.fail('a struct of no length');

/** The level of what is referred to. */
const readReference = ({ reader, client, needs, levels }: Reading, clock: number): number => {
  const [otherClient, otherClock] = [varint.read(reader), varint.read(reader)];
  if (otherClient === client) {
    if (otherClock >= clock) reader.fail('rests on what comes after it');
    return levels.of(otherClock);
  }
  if (otherClock >= limits.noteClocks) reader.fail('rests on what nobody can write');
  needs.set(otherClient, Math.max(needs.get(otherClient) ?? 0, otherClock + 1));
  return 0;
};

/** Parent and origins of an item: the level at which it lies. */
const readPlace = (reading: Reading, info: number, clock: number): number => {
  const { reader } = reading;
  const isOrigin = (info & bits.origin) !== 0;
  const isRightOrigin = (info & bits.rightOrigin) !== 0;
  const level = isOrigin ? readReference(reading, clock) : 0;
  const rightLevel = isRightOrigin ? readReference(reading, clock) : 0;
  if (isOrigin || isRightOrigin) return Math.max(level, rightLevel);
  const isKeyed = (info & bits.parentKey) !== 0;
  const isRoot = varint.read(reader) === 1;
  if (isRoot && (readText(reader) !== noteRoot || isKeyed)) reader.fail('another root');
  const inside = isRoot ? 0 : readReference(reading, clock) + 1;
  if (isKeyed) readText(reader);
  return inside;
};

const readType = (reader: Reader): void => {
  const kind = varint.read(reader);
  if (kind === typeKinds.element) {
    if (readText(reader).length > limits.noteNameChars) reader.fail('a long name');
  } else if (kind !== typeKinds.text) reader.fail('unknown type');
};

/** How many clocks an item's content takes. */
const readContent = (reader: Reader, kind: number): number => {
  switch (kind) {
    case kinds.deleted:
      return readLength(reader);
    case kinds.text:
      return readText(reader).length || reader.fail('a struct of no length');
    case kinds.format:
      readText(reader);
      skipJson(reader);
      return 1;
    case kinds.type:
      readType(reader);
      return 1;
    case kinds.values: {
      const count = readLength(reader);
      for (let left = count; left > 0; left--) skipAny(reader);
      return count;
    }
    default:
      return reader.fail('unknown content');
  }
};

const readStruct = (reading: Reading, clock: number): number => {
  const { reader } = reading;
  const info = reader.byte();
  const kind = info & bits.kind;
  if (kind === kinds.gc) return info === 0 ? readLength(reader) : reader.fail('unknown content');
  const level = readPlace(reading, info, clock);
  if (level > limits.noteDepth) reader.fail('nested too deep');
  reading.levels.add(clock, level);
  return readContent(reader, kind);
};

const readAdded = (
  reader: Reader,
): Pick<NoteUpdate, 'added' | 'needs' | 'nesting'> & { readonly structs: number } => {
  const needs = new Map<number, number>();
  const levels = createLevels();
  const clients = varint.read(reader);
  if (clients === 0) return { added: null, needs, nesting: 0, structs: 0 };
  if (clients > 1) return reader.fail(severalClients);
  const structs = varint.read(reader);
  const [client, from] = [varint.read(reader), varint.read(reader)];
  if (structs === 0 || structs > limits.noteChanges) return reader.fail('no number of structs');
  let clock = from;
  for (let left = structs; left > 0; left--) {
    clock += readStruct({ reader, client, needs, levels }, clock);
    if (clock > limits.noteClocks) return reader.fail('clocks beyond their limit');
  }
  return { added: { client, from, to: clock }, needs, nesting: levels.most(), structs };
};

const readRanges = (reader: Reader, most: number): readonly ClockRange[] => {
  const count = varint.read(reader);
  if (count === 0 || count > most) return reader.fail('no number of deletions');
  const ranges: ClockRange[] = [];
  let end = 0;
  for (let left = count; left > 0; left--) {
    const from = varint.read(reader);
    const to = from + readLength(reader);
    if (from < end || to > limits.noteClocks) return reader.fail('deletions out of order');
    ranges.push({ from, to });
    end = to;
  }
  return ranges;
};

const readDeleted = (reader: Reader): Map<number, readonly ClockRange[]> => {
  const deleted = new Map<number, readonly ClockRange[]>();
  let most: number = limits.noteChanges;
  for (let left = varint.read(reader); left > 0; left--) {
    const client = varint.read(reader);
    if (deleted.has(client)) return reader.fail('deletions of a client twice');
    const ranges = readRanges(reader, most);
    most -= ranges.length;
    deleted.set(client, ranges);
  }
  return deleted;
};

/** What an update says of itself, or at which byte it says something that no page of Maru makes. */
export const readNoteUpdate = (update: Uint8Array): Result<NoteUpdate, DecodeError> =>
  decodeBy((reader) => {
    const { added, needs, nesting, structs } = readAdded(reader);
    const deletionsAt = reader.offset;
    const deleted = readDeleted(reader);
    let ranges = 0;
    for (const { length } of deleted.values()) ranges += length;
    return { added, needs, deleted, changes: structs + ranges, nesting, deletionsAt };
  }, update);
