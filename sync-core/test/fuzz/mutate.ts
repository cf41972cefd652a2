/** Seeded bytes and mutations of valid encodings: what the decoders are fed with. */
import { bytesToHex, concatBytes } from '../../src/base/index.ts';
import type { Random } from '../../src/ports/index.ts';

const largest = 64 * 1024;

/** A whole number from 0 up to, not including, `end`. */
export const below = (random: Random, end: number): number =>
  Number.parseInt(bytesToHex(random.bytes(6)), 16) % Math.max(1, end);

export const pick = <T>(random: Random, items: readonly T[]): T => {
  const item = items[below(random, items.length)];
  if (item === undefined) throw new Error('bug: nothing to pick from');
  return item;
};

/** Random bytes: mostly short, sometimes up to 64 KiB. */
export const noise = (random: Random): Uint8Array => {
  const end = pick(random, [4, 64, 64, 512, 512, 4_096, 4_096, largest + 1]);
  return random.bytes(below(random, end));
};

/** What a varint may say of a length: more than there is, more than any limit, or no number at all. */
const inflated = [
  [0x7f],
  [0xff, 0x7f],
  [0xff, 0xff, 0x03],
  [0xff, 0xff, 0xff, 0xff, 0x0f],
  [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f],
  [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
  [0x80, 0x00],
].map((bytes) => Uint8Array.from(bytes));

const once = (random: Random, bytes: Uint8Array, others: readonly Uint8Array[]): Uint8Array => {
  const at = below(random, bytes.length);
  const end = at + below(random, bytes.length - at + 1);
  switch (below(random, 7)) {
    case 0:
      return bytes.map((byte, index) => (index === at ? byte ^ (1 << below(random, 8)) : byte));
    case 1:
      return bytes.slice(0, at);
    case 2:
      return concatBytes(bytes.slice(0, at), bytes.slice(end));
    case 3: {
      const other = pick(random, others);
      return concatBytes(bytes.slice(0, at), other.slice(below(random, other.length)));
    }
    case 4:
      return concatBytes(bytes.slice(0, at), pick(random, inflated), bytes.slice(at + 1));
    case 5:
      return concatBytes(bytes.slice(0, end), bytes.slice(at));
    default:
      return concatBytes(bytes, random.bytes(1 + below(random, 8)));
  }
};

/** One to three mutations of `bytes`, at most 64 KiB. */
export const mutate = (random: Random, bytes: Uint8Array, others: readonly Uint8Array[]): Uint8Array => {
  let mutated = bytes;
  for (let left = 1 + below(random, 3); left > 0; left--) mutated = once(random, mutated, others);
  return mutated.slice(0, largest);
};
