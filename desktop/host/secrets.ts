/**
 * The core asks for a secret only where a profile names it. One that is gone must not turn into
 * "no profile yet": the person would be given a new identity without a word.
 */
import { type SecretStore, StorageFailure } from '@maru/sync-core';

/** The profile is here and its secret is not. */
export class MissingSecret extends StorageFailure {}

export const requireSecrets = (store: SecretStore): SecretStore => ({
  async get(name) {
    const secret = await store.get(name);
    if (secret === null)
      throw new MissingSecret({
        kind: 'corrupt',
        message: `the profile is here, its secret "${name}" is not`,
      });
    return secret;
  },
  set: store.set,
});
