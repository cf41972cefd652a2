/** A community's picture as it is shown: only bytes that are a picture, and the one that the icon names. */
import { bytesEqual, bytesToHex } from '../../base/index.ts';
import type { CipherSuite } from '../../crypto/index.ts';
import type { Community } from '../../governance/index.ts';
import { limits } from '../../model/index.ts';

export type PictureType = 'image/webp' | 'image/png' | 'image/jpeg';

const starts = (bytes: Uint8Array, at: number, ...expected: readonly number[]): boolean =>
  expected.every((byte, index) => bytes[at + index] === byte);

/** By its first bytes, as a browser would tell; null for what is no picture of these kinds. */
export const pictureTypeOf = (bytes: Uint8Array): PictureType | null => {
  if (starts(bytes, 0, 0x52, 0x49, 0x46, 0x46) && starts(bytes, 8, 0x57, 0x45, 0x42, 0x50))
    return 'image/webp';
  if (starts(bytes, 0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  return starts(bytes, 0, 0xff, 0xd8, 0xff) ? 'image/jpeg' : null;
};

export const isPicture = (bytes: Uint8Array): boolean =>
  bytes.length <= limits.pictureBytes && pictureTypeOf(bytes) !== null;

// The sidebar is read with every message: a picture is hashed once.
const hashes = new WeakMap<Uint8Array, Uint8Array>();

export const pictureHash = (suite: CipherSuite, picture: Uint8Array): Uint8Array => {
  const hash = hashes.get(picture) ?? suite.hash(picture);
  hashes.set(picture, hash);
  return hash;
};

/** The hash that names the picture to be shown, as hex; null where there is none or it hasn't come. */
export const iconOf = (suite: CipherSuite, { icon, picture }: Community): string | null =>
  icon !== null &&
  picture !== null &&
  bytesEqual(pictureHash(suite, picture), icon) &&
  pictureTypeOf(picture) !== null
    ? bytesToHex(icon)
    : null;
