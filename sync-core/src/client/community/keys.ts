/**
 * Epoch keys: which are held, which one to write with, and taking those that governance brings [T13].
 * Keys are kept in the profile file, saved before anything that needs them is.
 */
import {
  acceptEpoch,
  type CipherSuite,
  historyKeys,
  type KeyPair,
  type Keyring,
} from '../../crypto/index.ts';
import { bestEpoch, type Community } from '../../governance/index.ts';
import type { EpochId } from '../../model/index.ts';

export type Keys = {
  get(epoch: EpochId): Uint8Array | null;
  list: Keyring['list'];
  /** The best epoch whose key is held (one that excludes everyone removed, where there is one); null when none is. */
  writing(community: Community): { readonly epoch: EpochId; readonly key: Uint8Array } | null;
  /** Takes every key that the community's epochs offer us. Returns the epochs gained. */
  take(community: Community): readonly EpochId[];
  add(epoch: EpochId, key: Uint8Array): void;
};

export type KeysDeps = {
  readonly suite: CipherSuite;
  readonly keyring: Keyring;
  /** The device's and, until joined, the invite's agreement keys. */
  readonly readers: () => readonly KeyPair[];
  readonly save: (epoch: EpochId, key: Uint8Array) => void;
};

export const createKeys = ({ suite, keyring, readers, save }: KeysDeps): Keys => {
  const unpacked = new Set<EpochId>();
  const add = (epoch: EpochId, key: Uint8Array): boolean => {
    if (keyring.get(epoch) !== null || !keyring.add(epoch, key)) return false;
    save(epoch, key);
    return true;
  };

  return {
    get: keyring.get,
    list: keyring.list,
    add: (epoch, key) => void add(epoch, key),
    writing(community) {
      const best = bestEpoch(community);
      const bestKey = best === null ? null : keyring.get(best.id);
      if (best !== null && bestKey !== null) return { epoch: best.id, key: bestKey };
      for (const { id } of [...community.epochs].reverse()) {
        const key = keyring.get(id);
        if (key !== null) return { epoch: id, key };
      }
      // Before governance is here: the epoch that the invite named.
      const last = keyring.list().at(-1);
      return last ?? null;
    },
    take(community) {
      const gained: EpochId[] = [];
      const commitments = new Map(community.epochs.map((epoch) => [epoch.id, epoch.commitment]));
      for (const { id, opened } of community.epochs) {
        if (opened === null || unpacked.has(id)) continue;
        const held = keyring.get(id);
        const key =
          held ??
          readers()
            .map((reader) => acceptEpoch(suite, opened, reader))
            .find((found) => found !== null) ??
          null;
        if (key === null) continue;
        unpacked.add(id);
        if (held === null && add(id, key)) gained.push(id);
        for (const earlier of historyKeys(suite, opened, key, (epoch) => commitments.get(epoch) ?? null))
          if (add(earlier.epoch, earlier.key)) gained.push(earlier.epoch);
      }
      return gained;
    },
  };
};
