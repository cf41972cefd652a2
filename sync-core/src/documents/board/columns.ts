/**
 * Automerge's run-length columns, read into rows. A few bytes can stand for any number of rows: what a column
 * may grow to is checked run by run, before it grows.
 */
import { type Cursor, cursorOver, fail } from './leb.ts';

/** Runs: a value so many times, so many values one by one, or so many nulls. */
const readRuns = <T>(cursor: Cursor, most: number, read: () => T): (T | null)[] => {
  const rows: (T | null)[] = [];
  const room = (count: number): number => (rows.length + count > most ? fail('too many rows') : count);
  while (cursor.left() > 0) {
    const run = cursor.int();
    if (run > 0) {
      const count = room(run);
      const value = read();
      for (let index = 0; index < count; index++) rows.push(value);
    } else if (run < 0) {
      const count = room(-run);
      for (let index = 0; index < count; index++) rows.push(read());
    } else {
      const count = room(cursor.uint());
      for (let index = 0; index < count; index++) rows.push(null);
    }
  }
  return rows;
};

export const readUints = (bytes: Uint8Array, most: number): readonly (number | null)[] => {
  const cursor = cursorOver(bytes);
  return readRuns(cursor, most, cursor.uint);
};

export const readTexts = (bytes: Uint8Array, most: number): readonly (string | null)[] => {
  const cursor = cursorOver(bytes);
  return readRuns(cursor, most, () => cursor.text(cursor.uint()));
};

/** Each number is told as its difference to the one before. */
export const readDeltas = (bytes: Uint8Array, most: number): readonly (number | null)[] => {
  const cursor = cursorOver(bytes);
  let last = 0;
  return readRuns(cursor, most, cursor.int).map((step) => {
    if (step === null) return null;
    last += step;
    return Number.isSafeInteger(last) ? last : fail('number is too large');
  });
};

/** Runs of false and true in turn. */
export const readBooleans = (bytes: Uint8Array, most: number): readonly boolean[] => {
  const cursor = cursorOver(bytes);
  const rows: boolean[] = [];
  for (let value = false; cursor.left() > 0; value = !value) {
    const count = cursor.uint();
    if (rows.length + count > most) fail('too many rows');
    for (let index = 0; index < count; index++) rows.push(value);
  }
  return rows;
};
