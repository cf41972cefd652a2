/**
 * Epoch keys: making one for an audience, and taking one that a governance operation brings [T13].
 *
 * A key is taken only when it meets the commitment in the operation, so nobody can be given another
 * key than the rest. Earlier keys travel sealed under the new one, so that who is let in later reads
 * history; no forward secrecy is claimed.
 */
import { bytesEqual, bytesToHex, concatBytes } from '../base/index.ts';
import { type EpochId, idToBytes, limits, type OperationOf } from '../model/index.ts';
import type { EpochKey } from './keyring.ts';
import type { CipherSuite, KeyPair } from './suite.ts';
import { purposes, tags } from './tags.ts';

export const epochKeyBytes = 32;

/** What `memberRemoved.epoch` and `epochOpened` hold. */
export type NewEpoch = Omit<OperationOf<'epochOpened'>, 'type'>;

export const createEpochKey = (suite: CipherSuite): Uint8Array => suite.random.bytes(epochKeyBytes);

/** What the operation that opens an epoch (genesis too) says of its key: a hash. 32 bytes. */
export const commitmentOf = (suite: CipherSuite, key: Uint8Array): Uint8Array =>
  suite.hash(tags.epochCommitment, key);

const historyData = (epoch: EpochId): Uint8Array => concatBytes(tags.history, idToBytes(epoch));
const historyKeyOf = (suite: CipherSuite, key: Uint8Array): Uint8Array =>
  suite.derive(key, purposes.history, 32);

export type EpochAudience = {
  /** X25519 keys of every device that stays and of every open invite. */
  readonly recipients: Iterable<Uint8Array>;
  /** Earlier keys that the audience may read, newest first; at most 64 are sealed. */
  readonly history: readonly EpochKey[];
};

/** A key sealed to each of the recipients, once. One whose X25519 key is of small order gets no box. */
export const sealToAll = (
  suite: CipherSuite,
  key: Uint8Array,
  recipients: Iterable<Uint8Array>,
): NewEpoch['boxes'] => {
  const boxes = new Map<string, NewEpoch['boxes'][number]>();
  for (const recipient of recipients) {
    const box = suite.sealTo(key, recipient);
    if (box !== null) boxes.set(bytesToHex(recipient), { recipient, box });
  }
  return [...boxes.values()];
};

/**
 * A new key sealed to an audience. A recipient's key that is unsound (of small order) gets no box:
 * its owner made it so. The epoch's id is the id of the operation that will hold `newEpoch`.
 */
export const openEpoch = (
  suite: CipherSuite,
  audience: EpochAudience,
): { readonly newEpoch: NewEpoch; readonly key: Uint8Array } => {
  const key = createEpochKey(suite);
  const boxes = sealToAll(suite, key, audience.recipients);
  const historyKey = historyKeyOf(suite, key);
  const history = audience.history.slice(0, limits.historyPerEpoch).map((earlier) => ({
    epoch: earlier.epoch,
    box: suite.seal(earlier.key, historyKey, historyData(earlier.epoch)),
  }));
  const newEpoch = { commitment: commitmentOf(suite, key), boxes, history };
  return { newEpoch, key };
};

/** The key of a new epoch, when a box is ours and holds what was committed to. */
export const acceptEpoch = (
  suite: CipherSuite,
  newEpoch: Pick<NewEpoch, 'commitment' | 'boxes'>,
  agreement: KeyPair,
): Uint8Array | null => {
  for (const { recipient, box } of newEpoch.boxes) {
    if (!bytesEqual(recipient, agreement.publicKey)) continue;
    const key = suite.openBox(box, agreement);
    if (key !== null && isEpochKey(suite, key, newEpoch.commitment)) return key;
  }
  return null;
};

/** Whether `key` is what `commitment` promises. */
export const isEpochKey = (suite: CipherSuite, key: Uint8Array, commitment: Uint8Array): boolean =>
  key.length === epochKeyBytes && bytesEqual(commitmentOf(suite, key), commitment);

/**
 * Earlier keys that come with an epoch whose key is held. `commitmentOf` tells what governance holds
 * for an epoch; a key that doesn't meet it, or whose epoch is unknown (null), is left out.
 */
export const historyKeys = (
  suite: CipherSuite,
  newEpoch: NewEpoch,
  key: Uint8Array,
  commitmentOfEpoch: (epoch: EpochId) => Uint8Array | null,
): readonly EpochKey[] => {
  const historyKey = historyKeyOf(suite, key);
  const found: EpochKey[] = [];
  for (const { epoch, box } of newEpoch.history) {
    const commitment = commitmentOfEpoch(epoch);
    const earlier = commitment === null ? null : suite.open(box, historyKey, historyData(epoch));
    if (commitment !== null && earlier !== null && isEpochKey(suite, earlier, commitment))
      found.push({ epoch, key: earlier });
  }
  return found;
};
