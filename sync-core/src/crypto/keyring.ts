/** The epoch keys that a replica holds for one community. */
import { bytesEqual } from '../base/index.ts';
import type { EpochId } from '../model/index.ts';

export type EpochKey = { readonly epoch: EpochId; readonly key: Uint8Array };

export type Keyring = {
  /** False when another key is already held for the epoch: the first stays. */
  add(epoch: EpochId, key: Uint8Array): boolean;
  /** Puts this key in place of another: for one that is not what governance committed to. */
  replace(epoch: EpochId, key: Uint8Array): void;
  get(epoch: EpochId): Uint8Array | null;
  /** In the order they were added. */
  list(): readonly EpochKey[];
};

export const createKeyring = (keys: Iterable<EpochKey> = []): Keyring => {
  const byEpoch = new Map<EpochId, Uint8Array>();
  const keyring: Keyring = {
    add(epoch, key) {
      const held = byEpoch.get(epoch);
      if (held !== undefined) return bytesEqual(held, key);
      byEpoch.set(epoch, Uint8Array.from(key));
      return true;
    },
    replace: (epoch, key) => void byEpoch.set(epoch, Uint8Array.from(key)),
    get: (epoch) => byEpoch.get(epoch) ?? null,
    list: () => Array.from(byEpoch, ([epoch, key]) => ({ epoch, key })),
  };
  for (const { epoch, key } of keys) keyring.add(epoch, key);
  return keyring;
};
