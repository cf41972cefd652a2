/**
 * Entries of the own document: `[key, rank, writer, value]`. The document is a set of them; of those with
 * one key the greatest (rank, writer) holds. So what holds follows from the set alone, whatever order its
 * entries came in, and is not decided by Yjs' own ties. `null` as a value means that nothing is there.
 *
 * The rank of a read position is the position, so it only goes forward; of everything else it is the time
 * at which it was said, and always later than what its writer knew of.
 */
import { compareStrings } from '../../base/index.ts';
import { type SelfKey, textToKey } from './self-keys.ts';
import { isPosition, parsers, type SelfValues } from './self-values.ts';

export type Entry = readonly [key: string, rank: string, writer: number, value: unknown];
/** An entry whose key and value this version understands. */
export type Held = { readonly entry: Entry; readonly key: SelfKey };

const timeDigits = 12;
export const timeToRank = (ms: number): string => ms.toString(16).padStart(timeDigits, '0');
export const rankToTime = (rank: string): number => Number.parseInt(rank.slice(0, timeDigits), 16);

const isTimeRank = (rank: string): boolean => /^[0-9a-f]{12}$/.test(rank);

/** `null` for what is no entry, or one of a later version. */
export const toHeld = (value: unknown): Held | null => {
  if (!Array.isArray(value) || value.length !== 4) return null;
  const [text, rank, writer, inner]: unknown[] = value;
  if (typeof text !== 'string' || typeof rank !== 'string' || typeof writer !== 'number') return null;
  const key = textToKey(text);
  if (key === null || !(key.kind === 'read' ? isPosition(rank) : isTimeRank(rank))) return null;
  if (key.kind !== 'read' && inner !== null && parsers[key.kind](inner) === null) return null;
  return { entry: [text, rank, writer, inner], key };
};

export const compareEntries = ([, rankA, writerA]: Entry, [, rankB, writerB]: Entry): number =>
  compareStrings(rankA, rankB) || writerA - writerB;

/** The value of an entry that was let in. A read position is its own rank. */
export const entryToValue = <K extends SelfKey>(key: K, entry: Entry): SelfValues[K['kind']] | null => {
  const parse: (value: unknown) => SelfValues[K['kind']] | null = parsers[key.kind as K['kind']];
  return parse(key.kind === 'read' ? entry[1] : entry[3]);
};

/** Whether both say the same: values are plain data of a few fields. */
export const sameValue = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
