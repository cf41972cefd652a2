/**
 * A cursor over bytes from a peer: LEB128 numbers as Automerge writes them, slices and text. It throws
 * `Unreadable`, which `readChange` turns into a refusal.
 */
import { bytesToText } from '../../base/index.ts';

export class Unreadable extends Error {}

export type Cursor = {
  readonly at: () => number;
  readonly left: () => number;
  byte(): number;
  /** Unsigned; refused where it is past 2^53 − 1. */
  uint(): number;
  /** Signed; refused where it is past ±2^53. */
  int(): number;
  bytes(length: number): Uint8Array;
  text(length: number): string;
};

export const fail = (reason: string): never => {
  throw new Unreadable(reason);
};

const safe = (value: number): number => (Number.isSafeInteger(value) ? value : fail('number is too large'));

export const cursorOver = (input: Uint8Array): Cursor => {
  let offset = 0;
  const byte = (): number => {
    const value = input[offset++];
    return value ?? fail('ends early');
  };
  /** The number's low bits as if unsigned, its weight, and the last byte. */
  const digits = (): { readonly value: number; readonly scale: number; readonly last: number } => {
    let value = 0;
    let scale = 1;
    for (let count = 0; count < 8; count++) {
      const next = byte();
      value += (next & 0x7f) * scale;
      scale *= 0x80;
      if (next < 0x80) return { value, scale, last: next };
    }
    return fail('number is too long');
  };
  const bytes = (length: number): Uint8Array => {
    if (length > input.length - offset) fail('ends early');
    offset += length;
    return input.subarray(offset - length, offset);
  };
  return {
    at: () => offset,
    left: () => input.length - offset,
    byte,
    uint: () => safe(digits().value),
    int() {
      const { value, scale, last } = digits();
      return safe((last & 0x40) === 0 ? value : value - scale);
    },
    bytes,
    text(length) {
      const slice = bytes(length);
      try {
        return bytesToText(slice);
      } catch {
        return fail('text is not UTF-8');
      }
    },
  };
};
