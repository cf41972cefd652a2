/** Randomness that a seed decides: SHA-256 in counter mode. For tests and vectors only. */
import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes, encode, textToBytes, varint } from '../src/base/index.ts';
import type { Random } from '../src/ports/index.ts';

export const createSeededRandom = (seed: string | number): Random => {
  const key = sha256(textToBytes(`maru test seed ${seed}`));
  let block = 0;
  let rest = new Uint8Array(0);
  return {
    bytes(count) {
      while (rest.length < count) {
        rest = new Uint8Array(concatBytes(rest, sha256(concatBytes(key, encode(varint, block)))));
        block++;
      }
      const taken = rest.slice(0, count);
      rest = rest.slice(count);
      return taken;
    },
  };
};
