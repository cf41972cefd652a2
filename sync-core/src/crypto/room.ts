/**
 * Live-room frames: signed by the device, sealed with an epoch's key, passed on and never stored.
 *
 *   frame = epoch (16) ‖ seal(pad(device ‖ sequence ‖ payload ‖ signature))
 *
 * A relay sees the epoch's id and a size class, not who speaks. It could send a frame again:
 * receivers keep the highest `sequence` of each device and drop what isn't above it.
 */
import {
  blob,
  bytesToHex,
  concatBytes,
  decode,
  encode,
  err,
  fixedBytes,
  ok,
  type Result,
  struct,
  varint,
} from '../base/index.ts';
import {
  type CommunityId,
  type DeviceId,
  deviceId,
  type EpochId,
  idToBytes,
  limits,
} from '../model/index.ts';
import { pad, unpad } from './padding.ts';
import type { CipherSuite } from './suite.ts';
import { purposes, tags } from './tags.ts';

const epochIdBytes = 16;
const inner = struct({
  device: deviceId,
  sequence: varint,
  payload: blob(limits.ephemeralBytes),
  signature: fixedBytes(64),
});

export type RoomFrame = {
  readonly epoch: EpochId;
  readonly device: DeviceId;
  /** Grows with each frame of a device, across restarts (milliseconds of its clock do). */
  readonly sequence: number;
  readonly payload: Uint8Array;
};

export type RoomFrameToSeal = {
  readonly community: CommunityId;
  readonly epoch: EpochId;
  readonly epochKey: Uint8Array;
  readonly device: DeviceId;
  readonly deviceSecretKey: Uint8Array;
  readonly sequence: number;
  readonly payload: Uint8Array;
};

export type RoomError = {
  readonly kind: 'too-large' | 'malformed' | 'unknown-epoch' | 'wrong-key' | 'signature';
};

const place = (community: CommunityId, epoch: EpochId): Uint8Array =>
  concatBytes(tags.room, idToBytes(community), idToBytes(epoch));

const signedBytes = (community: CommunityId, frame: RoomFrame): Uint8Array =>
  concatBytes(
    place(community, frame.epoch),
    idToBytes(frame.device),
    encode(varint, frame.sequence),
    frame.payload,
  );

const keyOf = (suite: CipherSuite, epochKey: Uint8Array): Uint8Array =>
  suite.derive(epochKey, purposes.room, 32);

/** A frame as it travels; `too-large` when it would be above `limits.ephemeralBytes`. */
export const sealRoomFrame = (suite: CipherSuite, frame: RoomFrameToSeal): Result<Uint8Array, RoomError> => {
  const { community, epoch, device, sequence, payload } = frame;
  if (payload.length > limits.ephemeralBytes) return err({ kind: 'too-large' });
  const signature = suite.sign(signedBytes(community, frame), frame.deviceSecretKey);
  const plaintext = pad(encode(inner, { device, sequence, payload, signature }));
  const sealed = suite.seal(plaintext, keyOf(suite, frame.epochKey), place(community, epoch));
  const bytes = concatBytes(idToBytes(epoch), sealed);
  return bytes.length > limits.ephemeralBytes ? err({ kind: 'too-large' }) : ok(bytes);
};

/** What a device of the community said. That the device is a member's is governance's to tell. */
export const openRoomFrame = (
  suite: CipherSuite,
  community: CommunityId,
  bytes: Uint8Array,
  epochKeyOf: (epoch: EpochId) => Uint8Array | null,
): Result<RoomFrame, RoomError> => {
  if (bytes.length > limits.ephemeralBytes) return err({ kind: 'too-large' });
  if (bytes.length <= epochIdBytes) return err({ kind: 'malformed' });
  const epoch = bytesToHex(bytes.subarray(0, epochIdBytes)) as EpochId;
  const epochKey = epochKeyOf(epoch);
  if (epochKey === null) return err({ kind: 'unknown-epoch' });
  const padded = suite.open(bytes.subarray(epochIdBytes), keyOf(suite, epochKey), place(community, epoch));
  if (padded === null) return err({ kind: 'wrong-key' });
  const plaintext = unpad(padded);
  const opened = plaintext === null ? null : decode(inner, plaintext);
  if (opened === null || !opened.ok) return err({ kind: 'malformed' });
  const { device, sequence, payload, signature } = opened.value;
  const frame = { epoch, device, sequence, payload };
  return suite.verify(signature, signedBytes(community, frame), idToBytes(device))
    ? ok(frame)
    : err({ kind: 'signature' });
};
