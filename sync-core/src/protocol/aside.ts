/**
 * What two devices say to each other about a call of two, each message in a box in the live room (crypto/aside).
 * A ring is named by its caller's random id. It rings only once the caller has repeated a number that the callee
 * just made up, so that no old ring can be played again.
 */
import {
  bool,
  type Codec,
  type CodecValue,
  type DecodeError,
  decode,
  encode,
  fixedBytes,
  list,
  nullable,
  type Result,
  struct,
  text,
  union,
  varint,
  word,
} from '../base/index.ts';
import { deviceId, limits, ringId } from '../model/index.ts';

/** `unavailable`: takes no calls. */
export const ringRefusals = ['declined', 'busy', 'unavailable'] as const;

const variants = {
  /** By the caller, every limits.ringBeatMs while it rings; `echo`: the number that this device answered with. */
  ring: [0, struct({ ring: ringId, echo: nullable(fixedBytes(16)) })],
  ringing: [1, struct({ ring: ringId, nonce: fixedBytes(16) })],
  accept: [2, struct({ ring: ringId })],
  refuse: [3, struct({ ring: ringId, why: word(ringRefusals) })],
  /** By the caller: no longer rings. `by`: the device that answered; null: nobody did. */
  over: [4, struct({ ring: ringId, by: nullable(deviceId) })],
  /** Said by who is in, every limits.callBeatMs and on change: as `call` in the room, but to the other one only. */
  pair: [
    5,
    struct({
      ring: ringId,
      session: fixedBytes(16),
      peerId: text(128),
      fingerprint: fixedBytes(32),
      joinedAt: varint,
      muted: bool,
      deafened: bool,
      camera: bool,
      screen: bool,
    }),
  ],
  hungUp: [6, struct({ ring: ringId })],
  /** By the caller: these were not answered. Said again until it was noted. */
  missed: [7, struct({ calls: list(struct({ ring: ringId, at: varint }), limits.triedPerMember) })],
  noted: [8, struct({ rings: list(ringId, limits.triedPerMember) })],
} as const;

const aside = union(variants);
export type Aside = CodecValue<typeof aside>;
export type RingRefusal = (typeof ringRefusals)[number];

export const asideToBytes = (message: Aside): Uint8Array => encode(aside as Codec<Aside>, message);
export const bytesToAside = (bytes: Uint8Array): Result<Aside, DecodeError> => decode(aside, bytes);
