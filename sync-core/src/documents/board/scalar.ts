/** Values of Automerge's value column: a number that tells type and length, and raw bytes. */
import { type Cursor, fail } from './leb.ts';

/** `undefined`: of a type that boards don't use. */
export type Scalar = string | number | boolean | null | undefined;

const unsigned = (cursor: Cursor, length: number): number => {
  const end = cursor.at() + length;
  const value = cursor.uint();
  return cursor.at() === end ? value : fail('a number of another length');
};
const signed = (cursor: Cursor, length: number): number => {
  const end = cursor.at() + length;
  const value = cursor.int();
  return cursor.at() === end ? value : fail('a number of another length');
};
const float = (bytes: Uint8Array): number =>
  bytes.length === 8
    ? new DataView(bytes.buffer, bytes.byteOffset, 8).getFloat64(0, true)
    : fail('a float of another length');

/** `meta`: the type in the low four bits, the length in those above. */
export const readValue = (cursor: Cursor, meta: number): Scalar => {
  const length = Math.floor(meta / 16);
  switch (meta % 16) {
    case 0:
      return null;
    case 1:
      return false;
    case 2:
      return true;
    case 3:
      return unsigned(cursor, length);
    case 4:
      return signed(cursor, length);
    case 5:
      return float(cursor.bytes(length));
    case 6:
      return cursor.text(length);
    default:
      cursor.bytes(length);
      return undefined;
  }
};
