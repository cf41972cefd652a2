/**
 * Operations on keys and on the devices that hold them: an epoch of a channel that has an audience of its own, a
 * key that is sealed to more readers later, a further device of a member, and one taken away [T11, T13]. Tags 43
 * to 46 of governance.
 */
import { blob, type CodecValue, fixedBytes, list, nullable, struct } from '../base/index.ts';
import { channelId, deviceId, epochId, memberId } from './ids.ts';
import { limits } from './limits.ts';
import { cuts, key32, sealedKey } from './parts.ts';

/** The identity key's word for one device in one community (signed by `member`). */
export const deviceCertificate = struct({
  member: memberId,
  device: deviceId,
  agreementKey: key32,
  signature: fixedBytes(64),
});
export type DeviceCertificate = CodecValue<typeof deviceCertificate>;

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
  /** A further device of a member, by itself: the certificate is its person's word. */
  deviceAdded: [45, struct({ certificate: deviceCertificate })],
  /** A device of one's own ends at a cut, and the next epoch opens in the same act. */
  deviceRemoved: [46, struct({ device: deviceId, cuts, epoch: nullable(newEpoch) })],
} as const;
