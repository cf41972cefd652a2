import { bytesToHex as toHex } from '@noble/hashes/utils.js';

export type Bytes = Uint8Array<ArrayBuffer> | Uint8Array;

/** Lower-case hex of `bytes`. */
export const bytesToHex = (bytes: Bytes): string => toHex(bytes);

/** Bytes of a hex string that is already known to be valid (an id's brand vouches for it). Throws otherwise. */
export const hexToBytes = (hex: string): Uint8Array => {
  const bytes = new Uint8Array(Math.ceil(hex.length / 2));
  writeHex(hex, bytes, 0);
  return bytes;
};

/** The value of each ASCII character as a hex digit; −1 for what is none. */
const digits = new Int8Array(128).fill(-1);
for (let value = 0; value < 16; value++) {
  const digit = value.toString(16);
  digits[digit.charCodeAt(0)] = value;
  digits[digit.toUpperCase().charCodeAt(0)] = value;
}

/** Writes the bytes of a valid hex string into `out` from `at` on. Throws on any other. */
export const writeHex = (hex: string, out: Uint8Array, at: number): void => {
  if (hex.length % 2 !== 0) throw new RangeError('hex of an odd length');
  for (let index = 0; index < hex.length; index += 2) {
    const high = digits[hex.charCodeAt(index)] ?? -1;
    const low = digits[hex.charCodeAt(index + 1)] ?? -1;
    if (high < 0 || low < 0) throw new RangeError(`no hex digits at ${index}`);
    out[at + index / 2] = high * 16 + low;
  }
};

export const concatBytes = (...parts: readonly Bytes[]): Uint8Array => {
  let length = 0;
  for (const part of parts) length += part.length;
  const out = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    out.set(part, offset);
    offset += part.length;
  }
  return out;
};

export const bytesEqual = (a: Bytes, b: Bytes): boolean => {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
};

/** Negative, zero or positive as `a` sorts before, with or after `b`, byte by byte. */
export const compareBytes = (a: Bytes, b: Bytes): number => {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
};

/** Order of strings by UTF-16 code unit: the same on every machine and in every locale. */
export const compareStrings = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
