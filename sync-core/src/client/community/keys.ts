/**
 * Epoch keys: which are held, which one to write with, and taking those that governance brings [T13].
 * Keys are kept in the profile file, saved before anything that needs them is. A key counts as held only
 * when it is what governance committed to: an invite may name a wrong one, and an operation that was
 * rolled back may have named its place before.
 */
import {
  acceptEpoch,
  type CipherSuite,
  type EpochKey,
  historyKeys,
  isEpochKey,
  type KeyPair,
  type Keyring,
} from '../../crypto/index.ts';
import { type Audience, bestEpoch, type Community, type Epoch } from '../../governance/index.ts';
import type { EpochId } from '../../model/index.ts';

export type Keys = {
  get(epoch: EpochId): Uint8Array | null;
  list: Keyring['list'];
  /** The key of an epoch that governance knows, if the right one is held. */
  of(epoch: Epoch): Uint8Array | null;
  /** The best epoch of the audience (everyone's, if none is named), when its key is held; null: rotate before writing. */
  writing(community: Community, audience?: Audience): EpochKey | null;
  /**
   * A key of everyone's for what can't wait for a better one: the operation that opens the next epoch, and
   * joining. The best one, else the newest held; before governance is here the one that the invite named.
   */
  latest(community: Community): EpochKey | null;
  /** Everyone's keys that are held, newest first: never a channel's. */
  everyones(community: Community): readonly EpochKey[];
  /** Takes every key that the community's epochs offer us. Returns the epochs gained. */
  take(community: Community): readonly EpochId[];
  /** Takes a key that was checked against governance, in place of a wrong one too. True when it is news. */
  put(epoch: Epoch, key: Uint8Array): boolean;
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
  const right = new WeakSet<Epoch>();
  const add = (epoch: EpochId, key: Uint8Array): boolean => {
    if (keyring.get(epoch) !== null || !keyring.add(epoch, key)) return false;
    save(epoch, key);
    return true;
  };

  const of = (epoch: Epoch): Uint8Array | null => {
    const key = keyring.get(epoch.id);
    if (key === null || right.has(epoch)) return key;
    if (!isEpochKey(suite, key, epoch.commitment)) return null;
    right.add(epoch);
    return key;
  };
  const toKey = (epoch: Epoch | null): EpochKey | null => {
    const key = epoch && of(epoch);
    return epoch && key && { epoch: epoch.id, key };
  };

  const writing = (community: Community, audience: Audience = null): EpochKey | null =>
    toKey(bestEpoch(community, audience));

  /** A box of ours that holds what was committed to. */
  const unseal = (community: Community, { id, opened, commitment }: Epoch): Uint8Array | null => {
    const boxes = [...(opened?.boxes ?? []), ...(community.sealings.get(id) ?? [])];
    if (boxes.length === 0) return null;
    for (const reader of readers()) {
      const key = acceptEpoch(suite, { commitment, boxes }, reader);
      if (key !== null) return key;
    }
    return null;
  };

  const put = (epoch: Epoch, key: Uint8Array): boolean => {
    if (of(epoch) !== null) return false;
    keyring.replace(epoch.id, key);
    save(epoch.id, key);
    return true;
  };

  return {
    get: keyring.get,
    list: keyring.list,
    of,
    put,
    add: (epoch, key) => void add(epoch, key),
    writing,
    latest(community) {
      const best = writing(community, null);
      if (best !== null) return best;
      const newest = community.epochs.findLast((epoch) => epoch.channel === null && of(epoch) !== null);
      return toKey(newest ?? null) ?? keyring.list().at(-1) ?? null;
    },
    everyones: (community) =>
      [...community.epochs].reverse().flatMap((epoch) => {
        const key = epoch.channel === null ? toKey(epoch) : null;
        return key === null ? [] : [key];
      }),
    take(community) {
      const gained: EpochId[] = [];
      const byId = new Map(community.epochs.map((epoch) => [epoch.id, epoch]));
      // Newest first: what a later one seals needs no box of its own.
      for (const epoch of [...community.epochs].reverse()) {
        const { id, opened } = epoch;
        if (unpacked.has(id)) continue;
        const held = of(epoch);
        const key = held ?? unseal(community, epoch);
        if (key === null) continue;
        unpacked.add(id);
        if (held === null && put(epoch, key)) gained.push(id);
        if (opened === null) continue;
        const commitmentOf = (earlier: EpochId) => byId.get(earlier)?.commitment ?? null;
        for (const { epoch: earlier, key: earlierKey } of historyKeys(suite, opened, key, commitmentOf)) {
          const known = byId.get(earlier);
          if (known && put(known, earlierKey)) gained.push(earlier);
        }
      }
      return gained;
    },
  };
};
