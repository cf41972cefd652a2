/**
 * Signatures and keys that a lax library accepts and Maru must refuse (HARDENING attack 5), built
 * here from the curve's order and small-order points: each forged equation holds, so only the
 * strictness of the check stands in the way.
 */
import { sha512 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, hexToBytes, textToBytes } from '../../src/base/index.ts';
import type { CipherSuite } from '../../src/crypto/index.ts';
import type { VectorCase } from '../../testing/vectors.ts';
import { smallOrderPoints, smallOrderU } from './published.ts';
import { speccheckRefused } from './speccheck.ts';

const fieldOrder = 2n ** 255n - 19n;
const groupOrder = 2n ** 252n + 27742317777372353535851937790883648493n;

const fromLittleEndian = (bytes: Uint8Array): bigint =>
  BigInt(`0x${bytesToHex(Uint8Array.from(bytes).reverse())}`);
const toLittleEndian = (value: bigint): Uint8Array =>
  hexToBytes(value.toString(16).padStart(64, '0')).reverse();

/** RFC 8032's secret scalar of a seed. */
const scalarOf = (seed: Uint8Array): bigint => {
  const half = sha512(seed).slice(0, 32);
  half[0] = (half[0] ?? 0) & 248;
  half[31] = ((half[31] ?? 0) & 127) | 64;
  return fromLittleEndian(half);
};

const challenge = (point: Uint8Array, publicKey: Uint8Array, message: Uint8Array): bigint =>
  fromLittleEndian(sha512(concatBytes(point, publicKey, message))) % groupOrder;

export const refusedCases = (suite: CipherSuite): readonly VectorCase[] => {
  const seed = suite.hash(textToBytes('maru refused vectors'));
  const { publicKey, secretKey } = suite.signingKeyPair(seed);
  const message = textToBytes('attack at dawn');
  const refused = (name: string, key: Uint8Array, signature: Uint8Array): VectorCase => ({
    kind: 'ed25519-refused',
    name,
    publicKey: bytesToHex(key),
    message: bytesToHex(message),
    signature: bytesToHex(signature),
  });
  const honest = suite.sign(message, secretKey);
  const [point, scalar] = [honest.subarray(0, 32), fromLittleEndian(honest.subarray(32))];
  const zero = new Uint8Array(32);
  const flipped = (index: number): Uint8Array => honest.map((byte, at) => (at === index ? byte ^ 1 : byte));

  /** With a small-order key any S, R = S·B passes a cofactored check; S = 0 and R of small order are its simplest form. */
  const byKey = smallOrderPoints.flatMap((key) =>
    smallOrderPoints.map((r, index) =>
      refused(`small-order key ${key}, R ${index}, S 0`, hexToBytes(key), concatBytes(hexToBytes(r), zero)),
    ),
  );
  /** An honest key, R of small order and S = h·a: passes a cofactored check for every message its owner likes. */
  const byPoint = smallOrderPoints.map((r) => {
    const s = (challenge(hexToBytes(r), publicKey, message) * scalarOf(seed)) % groupOrder;
    return refused(`small-order R ${r}`, publicKey, concatBytes(hexToBytes(r), toLittleEndian(s)));
  });
  /** As Wycheproof's "special values for r and s": every pair of edge values, with a sound key. */
  const special = (values: readonly (readonly [string, bigint])[]) =>
    values.map(([name, value]) => [name, toLittleEndian(value)] as const);
  const edges = [
    ['0', 0n],
    ['1', 1n],
    ['L - 1', groupOrder - 1n],
    ['L', groupOrder],
    ['L + 1', groupOrder + 1n],
    ['p - 1', fieldOrder - 1n],
    ['p', fieldOrder],
    ['p + 1', fieldOrder + 1n],
    ['2^255 - 1', 2n ** 255n - 1n],
    ['2^256 - 1', 2n ** 256n - 1n],
  ] as const;
  const bySpecial = special(edges).flatMap(([rName, r]) =>
    special(edges).map(([sName, s]) => refused(`R = ${rName}, S = ${sName}`, publicKey, concatBytes(r, s))),
  );
  /** R written otherwise and S made anew for it: passes where R is read leniently or compared in part. */
  const secretR =
    (scalar + groupOrder - ((challenge(point, publicKey, message) * scalarOf(seed)) % groupOrder)) %
    groupOrder;
  const byEncoding = [0, 1, 127, 128, 248, 253, 254, 255].map((bit) => {
    const other = point.map((byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
    const s = (secretR + challenge(other, publicKey, message) * scalarOf(seed)) % groupOrder;
    return refused(`bit ${bit} of R, S made anew`, publicKey, concatBytes(other, toLittleEndian(s)));
  });
  return [
    ...[2n, 4n, 12n, 15n].map((times) =>
      refused(`S + ${times} L`, publicKey, concatBytes(point, toLittleEndian(scalar + times * groupOrder))),
    ),
    ...[1, 31, 32, 33, 62].map((length) =>
      refused(`the first ${length} bytes`, publicKey, honest.subarray(0, length)),
    ),
    refused('a zero before', publicKey, concatBytes(Uint8Array.of(0), honest)),
    refused('twice', publicKey, concatBytes(honest, honest)),
    refused('S before R', publicKey, concatBytes(honest.subarray(32), point)),
    refused('S written the other way round', publicKey, concatBytes(point, honest.slice(32).reverse())),
    refused('another key', suite.signingKeyPair(suite.hash(seed)).publicKey, honest),
    ...bySpecial,
    ...byEncoding,
    ...speccheckRefused,
    refused('S + L', publicKey, concatBytes(point, toLittleEndian(scalar + groupOrder))),
    refused('S + 8 L', publicKey, concatBytes(point, toLittleEndian(scalar + 8n * groupOrder))),
    refused('S = L', publicKey, concatBytes(point, toLittleEndian(groupOrder))),
    refused('one bit of R', publicKey, flipped(0)),
    refused('one bit of S', publicKey, flipped(32)),
    refused(
      'sign bit of the key',
      publicKey.map((byte, at) => (at === 31 ? byte ^ 0x80 : byte)),
      honest,
    ),
    refused('short', publicKey, honest.subarray(0, 63)),
    refused('long', publicKey, concatBytes(honest, Uint8Array.of(0))),
    refused('empty', publicKey, new Uint8Array(0)),
    refused('short key', publicKey.subarray(0, 31), honest),
    ...byKey,
    ...byPoint,
    // The top bit of a u coordinate is masked, so each has a second form.
    ...smallOrderU
      .flatMap((u) => [u, bytesToHex(hexToBytes(u).map((byte, at) => (at === 31 ? byte | 0x80 : byte)))])
      .map((u) => ({
        kind: 'x25519',
        name: `small-order u ${u}`,
        secretKey: bytesToHex(seed),
        publicKey: u,
        shared: null,
      })),
  ];
};
