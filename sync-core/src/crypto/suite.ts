/**
 * The one cipher suite behind a port. Suite 1: SHA-256, Ed25519 (strict: small-order and
 * non-canonical keys refused), X25519, HKDF-SHA-256, XChaCha20-Poly1305 (IETF) with random nonces.
 * Every call is synchronous, so that the simulation can run it all.
 */
import type { Random } from '../ports/index.ts';

export const currentSuite = 1;

export type KeyPair = { readonly publicKey: Uint8Array; readonly secretKey: Uint8Array };

export type CipherSuite = {
  readonly id: typeof currentSuite;
  readonly random: Random;
  /** SHA-256 of the parts, one after the other. 32 bytes. */
  hash(...parts: readonly Uint8Array[]): Uint8Array;
  /** HKDF-SHA-256 (RFC 5869) of `secret` for the purpose named by `info`. */
  derive(secret: Uint8Array, info: string, length: number): Uint8Array;
  /** Ed25519 (RFC 8032) from a 32-byte seed; `secretKey` is libsodium's 64-byte form. */
  signingKeyPair(seed: Uint8Array): KeyPair;
  sign(message: Uint8Array, secretKey: Uint8Array): Uint8Array;
  /** False for anything but a valid signature by a sound key. Never throws. */
  verify(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean;
  /** X25519 (RFC 7748) from a 32-byte seed. */
  agreementKeyPair(seed: Uint8Array): KeyPair;
  /** X25519. `null` when the public key is of small order or has the wrong length. */
  agree(secretKey: Uint8Array, publicKey: Uint8Array): Uint8Array | null;
  /** XChaCha20-Poly1305: nonce (24) ‖ ciphertext and tag. */
  seal(plaintext: Uint8Array, key: Uint8Array, associatedData: Uint8Array): Uint8Array;
  /** `null` when the key, the associated data or the bytes are wrong. Never throws. */
  open(sealed: Uint8Array, key: Uint8Array, associatedData: Uint8Array): Uint8Array | null;
  /**
   * Anonymous box to an X25519 key: ephemeral key ‖ sealed bytes, HKDF over both public keys.
   * `null` when the recipient's key is of small order (a peer chose it, so it can't be a bug).
   */
  sealTo(plaintext: Uint8Array, recipient: Uint8Array): Uint8Array | null;
  openBox(box: Uint8Array, recipient: KeyPair): Uint8Array | null;
};
