/** A published XChaCha20-Poly1305 message changed in each part: nothing may come out of any of them. */
import { bytesToHex, hexToBytes } from '../../src/base/index.ts';
import type { VectorCase } from '../../testing/vectors.ts';

type Aead = { readonly key: string; readonly associatedData: string; readonly sealed: string };

const nonceBytes = 24;
const tagBytes = 16;

/** `hex` with one bit of one byte changed, counted from the end where `at` is negative. */
const flip = (hex: string, at: number, bit = 1): string => {
  const bytes = hexToBytes(hex);
  const place = at < 0 ? bytes.length + at : at;
  bytes[place] = (bytes[place] ?? 0) ^ bit;
  return bytesToHex(bytes);
};
const withTag = (hex: string, toTag: (byte: number) => number): string => {
  const bytes = hexToBytes(hex);
  return bytesToHex(bytes.map((byte, at) => (at < bytes.length - tagBytes ? byte : toTag(byte))));
};
const cut = (hex: string, from: number, to?: number): string => bytesToHex(hexToBytes(hex).slice(from, to));

export const tamperedCases = ({ key, associatedData, sealed }: Aead): readonly VectorCase[] => {
  const closed = (name: string, change: Partial<Aead>): VectorCase => ({
    kind: 'aead',
    name: `tampered: ${name}`,
    key,
    associatedData,
    sealed,
    plaintext: null,
    ...change,
  });
  const each = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => at);
  return [
    ...each(tagBytes).flatMap((at) => [
      closed(`low bit of tag byte ${at}`, { sealed: flip(sealed, at - tagBytes) }),
      closed(`high bit of tag byte ${at}`, { sealed: flip(sealed, at - tagBytes, 0x80) }),
    ]),
    closed('tag of zeros', { sealed: withTag(sealed, () => 0) }),
    closed('tag of ones', { sealed: withTag(sealed, () => 0xff) }),
    closed('every bit of the tag', { sealed: withTag(sealed, (byte) => byte ^ 0xff) }),
    closed('every high bit of the tag', { sealed: withTag(sealed, (byte) => byte ^ 0x80) }),
    ...each(nonceBytes).map((at) => closed(`nonce byte ${at}`, { sealed: flip(sealed, at) })),
    closed('first byte of the ciphertext', { sealed: flip(sealed, nonceBytes) }),
    closed('last byte of the ciphertext', { sealed: flip(sealed, -tagBytes - 1) }),
    closed('ciphertext cut by a byte', {
      sealed: cut(sealed, 0, -tagBytes - 1) + cut(sealed, -tagBytes),
    }),
    closed('tag cut by a byte', { sealed: cut(sealed, 0, -1) }),
    closed('a byte more', { sealed: `${sealed}00` }),
    closed('nonce alone', { sealed: cut(sealed, 0, nonceBytes) }),
    closed('nonce and tag alone', { sealed: cut(sealed, 0, nonceBytes) + cut(sealed, -tagBytes) }),
    closed('empty', { sealed: '' }),
    closed('first byte of the key', { key: flip(key, 0) }),
    closed('last bit of the key', { key: flip(key, -1, 0x80) }),
    closed('key cut by a byte', { key: cut(key, 0, -1) }),
    closed('associated data changed', { associatedData: flip(associatedData, 0) }),
    closed('associated data cut', { associatedData: cut(associatedData, 0, -1) }),
    closed('associated data longer by a zero', { associatedData: `${associatedData}00` }),
    closed('no associated data', { associatedData: '' }),
  ];
};
