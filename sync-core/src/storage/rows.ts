/**
 * The codec of SQLite rows: the one place where stored values become typed ones. The casts to
 * branded ids are vouched for by the writer side, which stores only ids.
 *
 * SQLite keeps no checksums, so a bit that flips inside a page may come back as another value. STRICT
 * columns refuse a wrong type when it is written: one that is read was damaged on the disk, and is
 * told as a corrupt file, not as a bug. A column that wasn't asked for is a bug.
 */
import { assert, bytesToHex, hexToBytes } from '../base/index.ts';
import type { Position } from '../model/index.ts';
import { type SqlRow, StorageFailure } from '../ports/index.ts';

/** Throws `corrupt` unless what every whole file holds is there. */
export function intact(condition: unknown, what: string): asserts condition {
  if (!condition) throw new StorageFailure({ kind: 'corrupt', message: what });
}

const stored = (row: SqlRow, column: string): SqlRow[string] => {
  const value = row[column];
  assert(value !== undefined, `${column} was not asked for`);
  return value;
};

export const int = (row: SqlRow, column: string): number => {
  const value = stored(row, column);
  intact(typeof value === 'number', `${column} holds no integer`);
  return value;
};
export const intOrNull = (row: SqlRow, column: string): number | null =>
  row[column] === null ? null : int(row, column);

export const str = (row: SqlRow, column: string): string => {
  const value = stored(row, column);
  intact(typeof value === 'string', `${column} holds no text`);
  return value;
};
export const strOrNull = (row: SqlRow, column: string): string | null =>
  row[column] === null ? null : str(row, column);

export const blob = (row: SqlRow, column: string): Uint8Array => {
  const value = stored(row, column);
  intact(value instanceof Uint8Array, `${column} holds no blob`);
  return value;
};
export const blobOrNull = (row: SqlRow, column: string): Uint8Array | null =>
  row[column] === null ? null : blob(row, column);

/** A stored id as its hex brand. */
export const id = <Id extends string>(row: SqlRow, column: string): Id => bytesToHex(blob(row, column)) as Id;
export const idOrNull = <Id extends string>(row: SqlRow, column: string): Id | null =>
  row[column] === null ? null : id<Id>(row, column);

/** Concatenated ids of `length` bytes each. */
export const ids = <Id extends string>(bytes: Uint8Array, length: number): readonly Id[] => {
  const out: Id[] = [];
  for (let at = 0; at < bytes.length; at += length)
    out.push(bytesToHex(bytes.subarray(at, at + length)) as Id);
  return out;
};

export const positionToBlob = (position: Position): Uint8Array => hexToBytes(position);
/** Milliseconds in a position. */
export const positionToMs = (position: string): number => Number.parseInt(position.slice(0, 12), 16);

const envelopeSlots = 2 ** 32;
/** `envelope.id` of a chain's number. */
export const envelopeIdOf = (chain: number, number: number): number => chain * envelopeSlots + number;
export const envelopeIdToNumber = (envelope: number): number => envelope % envelopeSlots;
export const envelopeIdToChain = (envelope: number): number => Math.floor(envelope / envelopeSlots);
