/**
 * Linking a new device: how two devices that share a short code agree on a key, and how two people see that nobody
 * stands between. The taker (the new device) first *commits* to its X25519 key, the giver then shows its own, the
 * taker reveals; both show the same seven digits. Who stands between would have to choose keys before seeing those
 * that they must match, and so has one guess in ten million for a code, which is good for one meeting.
 *
 * After ZRTP (RFC 6189, 4.4: hash commitment before the DH exchange, so that a short string is enough) and Matrix'
 * `m.sas.v1` (commitment over the key, comparison, then a MAC); here what follows the comparison is sealed under the
 * agreed key, which takes the place of the MAC.
 *
 * The code names the meeting place at the relay and seals what is said there: the relay sees two connections and
 * some bytes. Security doesn't rest on that: whoever learns the code still meets the comparison.
 */
import {
  blob,
  bool,
  bytesEqual,
  type CodecValue,
  concatBytes,
  decode,
  encode,
  fixedBytes,
  struct,
  text,
  textToBytes,
  union,
} from '../base/index.ts';
import { type CommunityId, limits } from '../model/index.ts';
import { accessKeys } from './access.ts';
import { communityIdOf } from './names.ts';
import type { CipherSuite, KeyPair } from './suite.ts';
import { purposes, tags } from './tags.ts';

const key32 = fixedBytes(32);

/** What the two say to each other. */
const pairingMessage = union({
  /** Taker: SHA-256 over its key and a nonce. */
  commit: [1, struct({ commitment: key32 })],
  /** Giver: its key, once it was committed to. */
  offer: [2, struct({ key: key32 })],
  reveal: [3, struct({ key: key32, nonce: key32 })],
  /** Giver, after its person compared: the identity, sealed under the agreed key. */
  given: [4, struct({ sealed: blob(2_048) })],
  /** Taker: it is here. */
  taken: [5, struct({})],
  /** One of the two people said no, or went away. */
  ended: [6, struct({})],
});
export type PairingMessage = CodecValue<typeof pairingMessage>;

export type PairingPlace = {
  readonly community: CommunityId;
  readonly genesisHash: Uint8Array;
  readonly access: KeyPair;
  readonly sealKey: Uint8Array;
};

/** Letters and digits that are not mistaken for each other (Crockford's base 32). */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const codeChars = 12;

/** A new code: 60 random bits as three groups of four. */
export const createPairingCode = (suite: CipherSuite): string => {
  const letters = [...suite.random.bytes(codeChars)].map((byte) => alphabet[byte % 32] ?? '0');
  return [letters.slice(0, 4), letters.slice(4, 8), letters.slice(8)].map((part) => part.join('')).join('-');
};

/** As somebody typed it; null for what is no code. */
export const toPairingCode = (typed: string): string | null => {
  const plain = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s-]+/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  if (plain.length !== codeChars || [...plain].some((letter) => !alphabet.includes(letter))) return null;
  return `${plain.slice(0, 4)}-${plain.slice(4, 8)}-${plain.slice(8)}`;
};

/** Where those who know the code meet, and what seals their words there. */
export const pairingPlace = (suite: CipherSuite, code: string): PairingPlace => {
  const secret = suite.hash(tags.pairingCode, textToBytes(code));
  const access = accessKeys(suite, suite.derive(secret, purposes.linkAccess, 32));
  const genesisHash = suite.derive(secret, purposes.linkPlace, 32);
  return {
    community: communityIdOf(suite, access.publicKey, genesisHash),
    genesisHash,
    access,
    sealKey: suite.derive(secret, purposes.linkSeal, 32),
  };
};

export const sealPairing = (suite: CipherSuite, place: PairingPlace, message: PairingMessage): Uint8Array =>
  suite.seal(encode(pairingMessage, message), place.sealKey, tags.pairingFrame);

/** Null for what isn't from somebody with the code. */
export const openPairing = (
  suite: CipherSuite,
  place: PairingPlace,
  payload: Uint8Array,
): PairingMessage | null => {
  if (payload.length > limits.ephemeralBytes) return null;
  const plain = suite.open(payload, place.sealKey, tags.pairingFrame);
  const message = plain && decode(pairingMessage, plain);
  return message?.ok ? message.value : null;
};

export const pairingCommitment = (suite: CipherSuite, key: Uint8Array, nonce: Uint8Array): Uint8Array =>
  suite.hash(tags.pairingCommitment, key, nonce);

export type PairingExchange = {
  readonly place: PairingPlace;
  readonly commitment: Uint8Array;
  readonly nonce: Uint8Array;
  readonly giverKey: Uint8Array;
  readonly takerKey: Uint8Array;
  /** The own half. */
  readonly secretKey: Uint8Array;
  readonly own: 'giver' | 'taker';
};

export type PairingSecrets = {
  /** Seven digits, "482 9137": the same on both devices, or somebody stands between. */
  readonly digits: string;
  readonly key: Uint8Array;
};

/** Null when what was revealed isn't what was committed to, or a key is unsound. */
export const pairingSecrets = (suite: CipherSuite, exchange: PairingExchange): PairingSecrets | null => {
  const { place, commitment, nonce, giverKey, takerKey, secretKey, own } = exchange;
  if (!bytesEqual(pairingCommitment(suite, takerKey, nonce), commitment)) return null;
  const shared = suite.agree(secretKey, own === 'giver' ? takerKey : giverKey);
  if (shared === null) return null;
  const transcript = concatBytes(place.genesisHash, commitment, nonce, giverKey, takerKey);
  const secret = suite.hash(tags.pairingTranscript, shared, transcript);
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = suite.derive(secret, purposes.linkDigits, 6);
  const number = ((((a * 256 + b) * 256 + c) * 256 + d) * 256 + e) * 256 + f;
  const digits = String(number % 10_000_000).padStart(7, '0');
  return {
    digits: `${digits.slice(0, 3)} ${digits.slice(3)}`,
    key: suite.derive(secret, purposes.linkKey, 32),
  };
};

/** What travels: who the person is, and where their own space is found. */
const gift = struct({
  recoverySeed: key32,
  relayUrl: text(limits.urlBytes),
  /** Whether they have shown that the words are written down. */
  recoveryConfirmed: bool,
});
export type PairingGift = CodecValue<typeof gift>;

export const sealGift = (suite: CipherSuite, key: Uint8Array, given: PairingGift): Uint8Array =>
  suite.seal(encode(gift, given), key, tags.pairingTranscript);

export const openGift = (suite: CipherSuite, key: Uint8Array, sealed: Uint8Array): PairingGift | null => {
  const plain = suite.open(sealed, key, tags.pairingTranscript);
  const opened = plain && decode(gift, plain);
  return opened?.ok ? opened.value : null;
};

/** What a code says beside itself: the relay where to meet. Written into a link's fragment, `pair=`. */
export type PairingTicket = { readonly code: string; readonly relayUrl: string | null };
const marker = 'pair=';

export const ticketToPairingLink = (baseUrl: string, code: string, relayUrl: string): string => {
  const [base] = baseUrl.split('#', 1);
  return `${base}#${marker}${code}~${encodeURIComponent(relayUrl)}`;
};

/** A link that was scanned or pasted, or the code alone as it was typed. */
export const textToPairingTicket = (typedText: string): PairingTicket | null => {
  if (typedText.length > limits.pairingCodeChars) return null;
  const start = typedText.lastIndexOf(marker);
  if (start < 0) {
    const code = toPairingCode(typedText);
    return code === null ? null : { code, relayUrl: null };
  }
  const [typed = '', address = ''] = typedText
    .slice(start + marker.length)
    .trim()
    .split('~');
  const code = toPairingCode(typed);
  if (code === null) return null;
  try {
    const relayUrl = decodeURIComponent(address);
    return /^wss?:\/\/[^\s\p{C}]+$/u.test(relayUrl) ? { code, relayUrl } : null;
  } catch {
    // Half of an escaped letter: the link was cut off.
    return null;
  }
};
