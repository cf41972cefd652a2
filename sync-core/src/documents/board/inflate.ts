/** Raw DEFLATE with an end: what grows past `most` is given up before it has grown. */
import { Inflate } from 'fflate';
import { concatBytes, err, ok, type Result } from '../../base/index.ts';

/** So much goes in at a time: DEFLATE grows a thousandfold at most, so that a step stays small. */
const stepBytes = 1_024;

export type InflateRefusal = { readonly kind: 'malformed' | 'too-large' };

export const inflateWithin = (input: Uint8Array, most: number): Result<Uint8Array, InflateRefusal> => {
  const parts: Uint8Array[] = [];
  let size = 0;
  const inflate = new Inflate((part) => {
    size += part.length;
    parts.push(part);
  });
  try {
    for (let at = 0; at < input.length && size <= most; at += stepBytes)
      inflate.push(input.subarray(at, at + stepBytes), at + stepBytes >= input.length);
  } catch {
    // fflate decodes by throwing; the bytes are the cause.
    return err({ kind: 'malformed' });
  }
  return size > most ? err({ kind: 'too-large' }) : ok(concatBytes(...parts));
};
