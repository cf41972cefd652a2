/**
 * Suite 1 on libsodium (WebAssembly: the same code, so the same verdict, in Node and in every
 * browser) with HKDF from @noble/hashes, and SHA-256 from there too unless the platform has it native.
 *
 * Refuses: public keys of small order or in non-canonical form, signatures with a non-canonical S
 * or R, X25519 with a small-order key. Wrong lengths from a peer give false or null; no message of
 * an error thrown here holds key material.
 */
import { expand, extract } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import sodium from 'libsodium-wrappers';
import { assert, concatBytes, textToBytes } from '../base/index.ts';
import type { Random, Sha256 } from '../ports/index.ts';
import { type CipherSuite, currentSuite } from './suite.ts';
import { purposes } from './tags.ts';

const keyBytes = 32;
const nonceBytes = 24;
const tagBytes = 16;
const signatureBytes = 64;
/** What `seal` adds to a plaintext. */
export const sealOverhead = nonceBytes + tagBytes;
/** What `sealTo` adds to a plaintext. */
export const boxOverhead = keyBytes + sealOverhead;

const noSalt = new Uint8Array(32);
const noBytes = new Uint8Array(0);

/** y < 2^255 − 19 with the sign bit cleared: the one encoding of each coordinate. */
const isCanonicalPoint = (point: Uint8Array): boolean => {
  if (((point[31] ?? 0) & 0x7f) !== 0x7f) return true;
  for (let i = 30; i > 0; i--) if (point[i] !== 0xff) return true;
  return (point[0] ?? 0) < 0xed;
};

/** The suite that every part of Maru uses. Waits until libsodium's WebAssembly is compiled. */
export const createSuite = async (random: Random, digest: Sha256 = sha256): Promise<CipherSuite> => {
  await sodium.ready;

  const hash = (...parts: readonly Uint8Array[]): Uint8Array =>
    digest(parts.length === 1 ? (parts[0] ?? noBytes) : concatBytes(...parts));

  const derive = (secret: Uint8Array, info: string, length: number): Uint8Array =>
    expand(sha256, extract(sha256, secret, noSalt), textToBytes(info), length);

  const seal = (plaintext: Uint8Array, key: Uint8Array, associatedData: Uint8Array): Uint8Array => {
    assert(key.length === keyBytes, 'a symmetric key has 32 bytes');
    const nonce = random.bytes(nonceBytes);
    return concatBytes(
      nonce,
      sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(plaintext, associatedData, null, nonce, key),
    );
  };

  const open = (sealed: Uint8Array, key: Uint8Array, associatedData: Uint8Array): Uint8Array | null => {
    if (sealed.length < sealOverhead || key.length !== keyBytes) return null;
    try {
      return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(
        null,
        sealed.subarray(nonceBytes),
        associatedData,
        sealed.subarray(0, nonceBytes),
        key,
      );
    } catch {
      return null;
    }
  };

  /** `null` for a public key of small order, which would give everyone the same secret. */
  const agree = (secretKey: Uint8Array, publicKey: Uint8Array): Uint8Array | null => {
    if (publicKey.length !== keyBytes) return null;
    try {
      return sodium.crypto_scalarmult(secretKey, publicKey);
    } catch {
      return null;
    }
  };

  const agreementKeyPair = (seed: Uint8Array) => {
    assert(seed.length === keyBytes, 'a seed has 32 bytes');
    return { publicKey: sodium.crypto_scalarmult_base(seed), secretKey: Uint8Array.from(seed) };
  };

  const boxKey = (shared: Uint8Array, ephemeral: Uint8Array, recipient: Uint8Array): Uint8Array =>
    derive(concatBytes(shared, ephemeral, recipient), purposes.box, keyBytes);

  return {
    id: currentSuite,
    random,
    hash,
    derive,
    signingKeyPair(seed) {
      assert(seed.length === keyBytes, 'a seed has 32 bytes');
      const pair = sodium.crypto_sign_seed_keypair(seed);
      return { publicKey: pair.publicKey, secretKey: pair.privateKey };
    },
    sign(message, secretKey) {
      assert(secretKey.length === 64, 'a signing key has 64 bytes');
      return sodium.crypto_sign_detached(message, secretKey);
    },
    verify(signature, message, publicKey) {
      if (signature.length !== signatureBytes || publicKey.length !== keyBytes) return false;
      if (!isCanonicalPoint(publicKey) || !isCanonicalPoint(signature.subarray(0, 32))) return false;
      try {
        return sodium.crypto_sign_verify_detached(signature, message, publicKey);
      } catch {
        return false;
      }
    },
    agreementKeyPair,
    agree,
    seal,
    open,
    sealTo(plaintext, recipient) {
      const ephemeral = agreementKeyPair(random.bytes(keyBytes));
      const shared = agree(ephemeral.secretKey, recipient);
      if (shared === null) return null;
      const key = boxKey(shared, ephemeral.publicKey, recipient);
      return concatBytes(ephemeral.publicKey, seal(plaintext, key, noBytes));
    },
    openBox(box, recipient) {
      if (box.length < boxOverhead) return null;
      const ephemeral = box.subarray(0, keyBytes);
      const shared = agree(recipient.secretKey, ephemeral);
      if (shared === null) return null;
      return open(box.subarray(keyBytes), boxKey(shared, ephemeral, recipient.publicKey), noBytes);
    },
  };
};
