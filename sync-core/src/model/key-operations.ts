/**
 * Operations on keys: an epoch of a channel that has an audience of its own, and a key that is sealed to
 * more readers later [T13]. Tags 43 and 44 of governance; what comes up to 47 is for keys too.
 */
import { blob, list, struct } from '../base/index.ts';
import { channelId, epochId } from './ids.ts';
import { limits } from './limits.ts';
import { key32, sealedKey } from './parts.ts';

const boxes = list(sealedKey, limits.devicesPerRotation);

const newEpochFields = {
  /** The new key's commitment: SHA-256, so that a wrong key in a box is noticed. */
  commitment: key32,
  boxes,
  /** Earlier epochs sealed under the new key, so that who joins later reads history. */
  history: list(struct({ epoch: epochId, box: blob(128) }), limits.historyPerEpoch),
} as const;

export const newEpoch = struct(newEpochFields);

export const keyVariants = {
  /** A key of those who may see this channel, and of nobody else. */
  channelEpochOpened: [43, struct({ channel: channelId, ...newEpochFields })],
  /** An epoch's key for readers that its opener didn't reach. Any reader may seal it. */
  epochSealed: [44, struct({ epoch: epochId, boxes })],
} as const;
