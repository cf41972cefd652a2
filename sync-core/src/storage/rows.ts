/**
 * The codec of SQLite rows: the one place where stored values become typed ones. The casts to
 * branded ids are vouched for by the writer side, which stores only ids.
 */
import { assert, bytesToHex, hexToBytes } from '../base/index.ts';
import type { Position } from '../model/index.ts';
import type { SqlRow } from '../ports/index.ts';

export const int = (row: SqlRow, column: string): number => {
  const value = row[column];
  assert(typeof value === 'number', `${column} holds no integer`);
  return value;
};
export const intOrNull = (row: SqlRow, column: string): number | null =>
  row[column] === null ? null : int(row, column);

export const str = (row: SqlRow, column: string): string => {
  const value = row[column];
  assert(typeof value === 'string', `${column} holds no text`);
  return value;
};
export const strOrNull = (row: SqlRow, column: string): string | null =>
  row[column] === null ? null : str(row, column);

export const blob = (row: SqlRow, column: string): Uint8Array => {
  const value = row[column];
  assert(value instanceof Uint8Array, `${column} holds no blob`);
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
