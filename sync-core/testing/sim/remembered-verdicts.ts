/**
 * Signatures judged once for the whole world: five installations and a relay ask the same questions, and
 * the answer follows from signature, message and key alone.
 */
import type { CipherSuite } from '../../src/crypto/index.ts';

const toText = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

export const createRememberedVerdicts = (): ((suite: CipherSuite) => CipherSuite) => {
  const verdicts = new Map<string, boolean>();
  return (suite) => ({
    ...suite,
    verify(signature, message, publicKey) {
      // Room frames and envelopes sign hashes; what is long is rare and judged anew.
      if (message.length > 1_024) return suite.verify(signature, message, publicKey);
      const key = `${signature.length} ${publicKey.length} ${toText(signature)}${toText(publicKey)}${toText(message)}`;
      const known = verdicts.get(key);
      if (known !== undefined) return known;
      const verdict = suite.verify(signature, message, publicKey);
      verdicts.set(key, verdict);
      return verdict;
    },
  });
};
