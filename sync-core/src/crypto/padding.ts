/**
 * Padding buckets: a relay sees a size class, not a size.
 *
 * Content ‖ 0x80 ‖ zeros, up to a multiple of 32 bytes while that is at most 256, and beyond to a
 * Padmé length (Nikitin et al., "Reducing Metadata Leakage from Encrypted Files", 2019: at most
 * 12 % more, O(log log n) bits leaked). The last bucket is what an envelope's body can hold.
 */
import { limits } from '../model/index.ts';
import { sealOverhead } from './sodium-suite.ts';

const smallStep = 32;
const smallMax = 256;
const marker = 0x80;
/** The most plaintext a sealed body can hold. */
const largest = limits.envelopeBodyBytes - sealOverhead;

/** The largest content, in bytes, that can be padded and sealed. */
export const maxContentBytes = largest - 1;

const padme = (length: number): number => {
  const exponent = 31 - Math.clz32(length);
  const kept = 32 - Math.clz32(exponent);
  const mask = 2 ** (exponent - kept) - 1;
  return (length + mask) & ~mask;
};

/** The padded length of `length` bytes of content (its marker byte included). */
export const bucketOf = (length: number): number => {
  const marked = length + 1;
  if (marked <= smallMax) return Math.ceil(marked / smallStep) * smallStep;
  return Math.min(padme(marked), largest);
};

/** Pads `content` to its bucket. The caller has checked `maxContentBytes`. */
export const pad = (content: Uint8Array): Uint8Array => {
  const padded = new Uint8Array(bucketOf(content.length));
  padded.set(content);
  padded[content.length] = marker;
  return padded;
};

/** `null` unless `padded` is exactly what `pad` makes: content has one padded form. */
export const unpad = (padded: Uint8Array): Uint8Array | null => {
  let end = padded.length - 1;
  while (end >= 0 && padded[end] === 0) end--;
  if (end < 0 || padded[end] !== marker || bucketOf(end) !== padded.length) return null;
  return padded.subarray(0, end);
};
