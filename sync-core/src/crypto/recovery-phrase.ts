/**
 * The recovery phrase: 24 English words of BIP-39 for a person's 32-byte recovery seed.
 *
 * Reading is forgiving about what people and programs do to text (case, any white space, list
 * numbers and commas, full-width letters) and strict about the words and their checksum. Errors
 * say where, never what: a word of a phrase is a part of a key.
 */
import { entropyToMnemonic, mnemonicToEntropy } from '@scure/bip39';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import { assert, err, ok, type Result } from '../base/index.ts';
import { limits } from '../model/index.ts';
import type { CipherSuite } from './suite.ts';

export const recoverySeedBytes = 32;
export const recoveryPhraseWords = 24;

export type PhraseError =
  | { readonly kind: 'too-long' }
  | { readonly kind: 'word-count'; readonly found: number; readonly expected: typeof recoveryPhraseWords }
  /** `position` counts from 1. */
  | { readonly kind: 'unknown-word'; readonly position: number }
  /** Every word exists, but one is wrong or two are swapped. */
  | { readonly kind: 'checksum' };

const words = new Set(wordlist);

/** A new person's seed: 32 random bytes. */
export const createRecoverySeed = (suite: CipherSuite): Uint8Array => suite.random.bytes(recoverySeedBytes);

/** The 24 words of a seed, separated by single spaces. */
export const recoverySeedToPhrase = (seed: Uint8Array): string => {
  assert(seed.length === recoverySeedBytes, 'a recovery seed has 32 bytes');
  return entropyToMnemonic(seed, wordlist);
};

/** The seed of a phrase as a person typed or pasted it. */
export const phraseToRecoverySeed = (text: string): Result<Uint8Array, PhraseError> => {
  if (text.length > limits.recoveryPhraseChars) return err({ kind: 'too-long' });
  // NFKD makes full-width and ligature letters plain and sets accents apart, which are then dropped.
  const plain = text.normalize('NFKD').toLowerCase().replace(/\p{M}/gu, '');
  const found = plain.split(/[^\p{L}]+/u).filter((word) => word !== '');
  if (found.length !== recoveryPhraseWords)
    return err({ kind: 'word-count', found: found.length, expected: recoveryPhraseWords });
  const unknown = found.findIndex((word) => !words.has(word));
  if (unknown >= 0) return err({ kind: 'unknown-word', position: unknown + 1 });
  try {
    return ok(mnemonicToEntropy(found.join(' '), wordlist));
  } catch {
    return err({ kind: 'checksum' });
  }
};
