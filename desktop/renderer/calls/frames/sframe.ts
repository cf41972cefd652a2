/**
 * Sealed frames as RFC 9605 (SFrame) has them, with its suite AES_128_GCM_SHA256_128: a header that names key and
 * counter, then the frame and its tag. What is bound to a frame without being hidden (`metadata`) travels beside it.
 * Runs wherever WebCrypto does.
 */
export type Bytes = Uint8Array<ArrayBuffer>;

/** What one key id seals with. */
export type FrameKey = { readonly id: number; readonly key: CryptoKey; readonly salt: Bytes };
export type FrameHeader = { readonly id: number; readonly counter: number; readonly length: number };

const suiteId = 4;
const keyBits = 128;
const saltBits = 96;
const secretBits = 256;
const tagBytes = 16;
const noBytes = new Uint8Array(0);
const toBytes = (text: string): Bytes => new TextEncoder().encode(text);

const concat = (...parts: readonly Uint8Array[]): Bytes => {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
};

/** Big-endian, in as few bytes as it takes, or in as many as asked for. */
const numberToBytes = (value: number, length?: number): Bytes => {
  const bytes: number[] = [];
  for (let rest = value; rest > 0 || bytes.length === 0; rest = Math.floor(rest / 256))
    bytes.unshift(rest % 256);
  while (bytes.length < (length ?? 0)) bytes.unshift(0);
  return Uint8Array.from(bytes);
};

/** RFC 9605, 4.4.2: key and salt of a key id. */
export const toFrameKey = async (secret: Bytes, id: number): Promise<FrameKey> => {
  const { subtle } = globalThis.crypto;
  const base = await subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits', 'deriveKey']);
  const wayTo = (label: string) => ({
    name: 'HKDF',
    hash: 'SHA-256',
    salt: noBytes,
    info: concat(toBytes(label), numberToBytes(id, 8), numberToBytes(suiteId, 2)),
  });
  const gcm = { name: 'AES-GCM', length: keyBits };
  const [key, salt] = await Promise.all([
    subtle.deriveKey(wayTo('SFrame 1.0 Secret key '), base, gcm, false, ['encrypt', 'decrypt']),
    subtle.deriveBits(wayTo('SFrame 1.0 Secret salt '), base, saltBits),
  ]);
  return { id, key, salt: new Uint8Array(salt) };
};

/** RFC 9605, 5.1: the secret of the next step. */
export const toNextSecret = async (secret: Bytes): Promise<Bytes> => {
  const { subtle } = globalThis.crypto;
  const base = await subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits']);
  const way = { name: 'HKDF', hash: 'SHA-256', salt: noBytes, info: toBytes('SFrame 1.0 Ratchet') };
  return new Uint8Array(await subtle.deriveBits(way, base, secretBits));
};

/** RFC 9605, 4.3. */
const headerToBytes = (id: number, counter: number): Bytes => {
  const [first, idBytes] = id < 8 ? [id, noBytes] : [0, numberToBytes(id)];
  const [second, counterBytes] = counter < 8 ? [counter, noBytes] : [0, numberToBytes(counter)];
  const config =
    (idBytes.length > 0 ? 0x80 | ((idBytes.length - 1) << 4) : first << 4) |
    (counterBytes.length > 0 ? 0x08 | (counterBytes.length - 1) : second);
  return concat(Uint8Array.of(config), idBytes, counterBytes);
};

const readNumber = (bytes: Uint8Array): number | null => {
  const value = bytes.reduce((sum, byte) => sum * 256 + byte, 0);
  return Number.isSafeInteger(value) ? value : null;
};

/** Null for what is no header. */
export const readHeader = (bytes: Uint8Array): FrameHeader | null => {
  const [config] = bytes;
  if (config === undefined) return null;
  const idLength = config & 0x80 ? ((config >> 4) & 7) + 1 : 0;
  const counterLength = config & 0x08 ? (config & 7) + 1 : 0;
  const length = 1 + idLength + counterLength;
  if (bytes.length < length + tagBytes) return null;
  const id = idLength === 0 ? (config >> 4) & 7 : readNumber(bytes.subarray(1, 1 + idLength));
  const counter = counterLength === 0 ? config & 7 : readNumber(bytes.subarray(1 + idLength, length));
  return id === null || counter === null ? null : { id, counter, length };
};

/** No counter twice under one key: RFC 9605, 4.4.1. */
const toNonce = (salt: Bytes, counter: number): Bytes => {
  const bytes = numberToBytes(counter, salt.length);
  return salt.map((byte, index) => byte ^ (bytes[index] ?? 0));
};

const aead = ({ salt }: FrameKey, counter: number, header: Uint8Array, metadata: Uint8Array) => ({
  name: 'AES-GCM',
  iv: toNonce(salt, counter),
  additionalData: concat(header, metadata),
});

export const sealFrame = async (
  key: FrameKey,
  counter: number,
  frame: Bytes,
  metadata: Uint8Array,
): Promise<Bytes> => {
  const header = headerToBytes(key.id, counter);
  const way = aead(key, counter, header, metadata);
  return concat(header, new Uint8Array(await globalThis.crypto.subtle.encrypt(way, key.key, frame)));
};

/** Null for what this key didn't seal so. */
export const openFrame = async (
  key: FrameKey,
  { counter, length }: FrameHeader,
  sealed: Bytes,
  metadata: Uint8Array,
): Promise<Bytes | null> => {
  const way = aead(key, counter, sealed.subarray(0, length), metadata);
  try {
    return new Uint8Array(await globalThis.crypto.subtle.decrypt(way, key.key, sealed.subarray(length)));
  } catch {
    return null;
  }
};
