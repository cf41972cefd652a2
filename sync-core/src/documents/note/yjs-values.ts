/**
 * Values inside of a Yjs update (lib0's `any`, JSON): read over, to see that they are well formed and not deep.
 * Nothing is kept of them. Every reader takes time in proportion to the bytes it reads.
 */
import { bytesToText, type Reader, varint } from '../../base/index.ts';
import { limits } from '../../model/index.ts';

/** Well-formed text of any length. */
export const readText = (reader: Reader): string => {
  const bytes = reader.bytes(varint.read(reader));
  try {
    return bytesToText(bytes);
  } catch {
    return reader.fail('text is not UTF-8');
  }
};

const skipInteger = (reader: Reader): void => {
  // A sign and six bits, then seven bits a byte.
  for (let left = 8; left > 0; left--) if (reader.byte() < 0x80) return;
  reader.fail('integer is too long');
};

const any = {
  undefined: 127,
  null: 126,
  integer: 125,
  float32: 124,
  float64: 123,
  bigint: 122,
  false: 121,
  true: 120,
  text: 119,
  object: 118,
  list: 117,
  bytes: 116,
} as const;

const readKey = (reader: Reader): void => {
  // Set by name on a plain object where it is read: this one would be no field but its prototype.
  if (readText(reader) === '__proto__') reader.fail('a field that is none');
};

/** One of lib0's `any`, nested no deeper than `limits.depth`. */
export const skipAny = (reader: Reader, depth = 0): void => {
  if (depth > limits.depth) reader.fail('nested too deep');
  switch (reader.byte()) {
    case any.undefined:
    case any.null:
    case any.false:
    case any.true:
      return;
    case any.integer:
      skipInteger(reader);
      return;
    case any.float32:
      reader.bytes(4);
      return;
    case any.float64:
    case any.bigint:
      reader.bytes(8);
      return;
    case any.text:
      readText(reader);
      return;
    case any.bytes:
      reader.bytes(varint.read(reader));
      return;
    case any.object:
      for (let left = varint.read(reader); left > 0; left--) {
        readKey(reader);
        skipAny(reader, depth + 1);
      }
      return;
    case any.list:
      for (let left = varint.read(reader); left > 0; left--) skipAny(reader, depth + 1);
      return;
    default:
      reader.fail('unknown value');
  }
};

const isShallow = (value: unknown, depth: number): boolean =>
  typeof value !== 'object' ||
  value === null ||
  (depth < limits.depth && Object.values(value).every((inner) => isShallow(inner, depth + 1)));

/** JSON as Yjs writes it for formats. */
export const skipJson = (reader: Reader): void => {
  const text = readText(reader);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    reader.fail('not JSON');
  }
  if (!isShallow(value, 0)) reader.fail('nested too deep');
};
