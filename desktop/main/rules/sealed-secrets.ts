/**
 * Secrets sealed with the system's keychain before they reach a file. Refuses to read what it can't
 * open: answering "there is none" would make a new identity in place of the old [S4].
 */
import { base64UrlToBytes, bytesToBase64Url, type SecretStore } from '@maru/sync-core';

export type Sealer = {
  isAvailable(): Promise<boolean>;
  seal(text: string): Promise<Uint8Array>;
  open(sealed: Uint8Array): Promise<string>;
};

/** First byte of a stored secret. */
const plain = 0;
const sealed = 1;

const withMark = (mark: number, bytes: Uint8Array): Uint8Array => {
  const marked = new Uint8Array(bytes.length + 1);
  marked[0] = mark;
  marked.set(bytes, 1);
  return marked;
};

/**
 * A store over `files`. Where the system has no keychain the secret is kept as `files` keeps it (readable
 * by its owner only, as in Node) and `warn` is called; it is sealed at the next start that can.
 */
export const createSealedSecrets = (files: SecretStore, sealer: Sealer, warn: () => void): SecretStore => {
  const set = async (name: string, secret: Uint8Array): Promise<void> => {
    if (await sealer.isAvailable()) {
      await files.set(name, withMark(sealed, await sealer.seal(bytesToBase64Url(secret))));
      return;
    }
    warn();
    await files.set(name, withMark(plain, secret));
  };
  return {
    set,
    async get(name) {
      const stored = await files.get(name);
      if (stored === null) return null;
      const body = stored.subarray(1);
      switch (stored[0]) {
        case sealed: {
          const secret = base64UrlToBytes(await sealer.open(body));
          if (secret === null) throw new Error('a sealed secret opened to something else');
          return secret;
        }
        case plain: {
          const secret = new Uint8Array(body);
          if (await sealer.isAvailable()) await set(name, secret);
          return secret;
        }
        default:
          throw new Error('a secret is stored in a way this version does not know');
      }
    },
  };
};
