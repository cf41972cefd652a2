/**
 * Guardians: the recovery seed split by Shamir's scheme into codes, so that any `needed` of them together are the seed
 * and fewer tell nothing of it. The splitting is `shamir-secret-sharing` (audited by Cure53 and Zellic); here is what
 * surrounds it: which set a code belongs to, how many it takes, and whether it was typed right.
 *
 * A code is text: `MARU-G1-` and groups of base 32. It names nobody.
 */
import { combine, split } from 'shamir-secret-sharing';
import {
  assert,
  bytesEqual,
  bytesToHex,
  type CodecValue,
  concatBytes,
  decode,
  encode,
  err,
  fixedBytes,
  ok,
  type Result,
  struct,
  uint,
} from '../base/index.ts';
import { limits } from '../model/index.ts';
import { recoverySeedBytes } from './recovery-phrase.ts';
import type { CipherSuite } from './suite.ts';
import { tags } from './tags.ts';

const shareBytes = recoverySeedBytes + 1;
const guardianShare = struct({
  /** Of all codes that were made together. */
  set: fixedBytes(4),
  /** Counts from 1. */
  number: uint(limits.guardians),
  needed: uint(limits.guardians),
  count: uint(limits.guardians),
  /** The beginning of a hash of the seed: tells whether what comes out is it. */
  check: fixedBytes(4),
  share: fixedBytes(shareBytes),
});
type GuardianShare = CodecValue<typeof guardianShare>;

export type GuardianCode = {
  readonly text: string;
  /** "A3F1 90C2": on every code of one set. */
  readonly set: string;
  readonly number: number;
  readonly needed: number;
  readonly count: number;
};

export type GuardianError =
  | { readonly kind: 'too-long' }
  /** Nothing in the text is a code, or one was mistyped. */
  | { readonly kind: 'malformed' }
  | { readonly kind: 'mixed-sets' }
  | { readonly kind: 'too-few'; readonly found: number; readonly needed: number }
  /** The codes don't make the seed they were made of. */
  | { readonly kind: 'wrong' };

const prefix = 'MARU-G1-';
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const checksumBytes = 3;

const toBase32 = (bytes: Uint8Array): string => {
  let text = '';
  let bits = 0;
  let value = 0;
  for (const byte of bytes) {
    value = (value << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += alphabet[(value >>> bits) & 31] ?? '';
      value &= (1 << bits) - 1;
    }
  }
  return bits === 0 ? text : text + (alphabet[(value << (5 - bits)) & 31] ?? '');
};

const fromBase32 = (text: string): Uint8Array | null => {
  const bytes: number[] = [];
  let bits = 0;
  let value = 0;
  for (const letter of text) {
    const digit = alphabet.indexOf(letter);
    if (digit < 0) return null;
    value = (value << 5) | digit;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((value >>> bits) & 255);
    value &= (1 << bits) - 1;
  }
  // What is left over is filling: another letter there would be another spelling of the same.
  return value === 0 ? Uint8Array.from(bytes) : null;
};

const checkOf = (suite: CipherSuite, seed: Uint8Array): Uint8Array =>
  suite.hash(tags.guardian, seed).subarray(0, 4);
const checksum = (suite: CipherSuite, bytes: Uint8Array): Uint8Array =>
  suite.hash(tags.guardian, Uint8Array.of(0), bytes).subarray(0, checksumBytes);

const setName = (set: Uint8Array): string => {
  const hex = bytesToHex(set).toUpperCase();
  return `${hex.slice(0, 4)} ${hex.slice(4)}`;
};

const shareToCode = (suite: CipherSuite, share: GuardianShare): GuardianCode => {
  const bytes = encode(guardianShare, share);
  const letters = toBase32(concatBytes(bytes, checksum(suite, bytes)));
  const groups = letters.match(/.{1,5}/g) ?? [];
  const { number, needed, count } = share;
  return { text: `${prefix}${groups.join('-')}`, set: setName(share.set), number, needed, count };
};

/** `count` codes of which any `needed` are the seed: 2 ≤ needed ≤ count ≤ 16. */
export const splitAmongGuardians = async (
  suite: CipherSuite,
  seed: Uint8Array,
  count: number,
  needed: number,
): Promise<readonly GuardianCode[]> => {
  assert(needed >= 2 && needed <= count && count <= limits.guardians, 'a set of guardians that can be');
  const shares = await split(seed, count, needed);
  const set = suite.random.bytes(4);
  const check = checkOf(suite, seed);
  return shares.map((share, index) =>
    shareToCode(suite, { set, number: index + 1, needed, count, check, share }),
  );
};

const readShare = (suite: CipherSuite, letters: string): GuardianShare | null => {
  const bytes = fromBase32(letters);
  if (bytes === null || bytes.length <= checksumBytes) return null;
  const payload = bytes.subarray(0, -checksumBytes);
  if (!bytesEqual(checksum(suite, payload), bytes.subarray(-checksumBytes))) return null;
  const share = decode(guardianShare, payload);
  return share.ok ? share.value : null;
};

/** Every code in a text that somebody typed or pasted, with whatever stands around them. */
const sharesIn = (suite: CipherSuite, typed: string): Result<readonly GuardianShare[], GuardianError> => {
  if (typed.length > limits.guardianChars) return err({ kind: 'too-long' });
  const plain = typed.normalize('NFKC').toUpperCase();
  const found: GuardianShare[] = [];
  for (const [, letters = ''] of plain.matchAll(/MARU[-\s]*G1[-\s]*((?:[0-9A-Z]{5}[-\s]+)+[0-9A-Z]{1,5})/g)) {
    const share = readShare(
      suite,
      letters
        .replace(/[-\s]+/g, '')
        .replaceAll('O', '0')
        .replace(/[IL]/g, '1'),
    );
    if (share === null) return err({ kind: 'malformed' });
    found.push(share);
  }
  return found.length === 0 ? err({ kind: 'malformed' }) : ok(found);
};

/** The seed that these codes are. */
export const guardianCodesToSeed = async (
  suite: CipherSuite,
  typed: string,
): Promise<Result<Uint8Array, GuardianError>> => {
  const shares = sharesIn(suite, typed);
  if (!shares.ok) return shares;
  const [first] = shares.value;
  if (first === undefined) return err({ kind: 'malformed' });
  if (shares.value.some(({ set }) => !bytesEqual(set, first.set))) return err({ kind: 'mixed-sets' });
  const byNumber = new Map(shares.value.map((share) => [share.number, share.share]));
  const { needed } = first;
  if (byNumber.size < needed) return err({ kind: 'too-few', found: byNumber.size, needed });
  try {
    const seed = await combine([...byNumber.values()].slice(0, needed));
    return seed.length === recoverySeedBytes && bytesEqual(checkOf(suite, seed), first.check)
      ? ok(seed)
      : err({ kind: 'wrong' });
  } catch {
    // Two that are the same point: the library says so by throwing.
    return err({ kind: 'wrong' });
  }
};
