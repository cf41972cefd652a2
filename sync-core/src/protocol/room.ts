/**
 * What is said in a live room: sealed with an epoch key and signed by a device (crypto's room frame),
 * passed on by relays, never stored. These are the plaintexts. Refuses nothing by itself but malformed
 * bytes: who may say what is checked by the client against governance.
 */
import {
  blob,
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
import {
  channelId,
  deviceId,
  envelopeHash,
  epochId,
  limits,
  logId,
  messageId,
  stream,
} from '../model/index.ts';

export const presenceStates = ['online', 'away'] as const;

const headLine = struct({ stream, log: logId, length: varint, head: envelopeHash });
export type GossipHead = CodecValue<typeof headLine>;

const variants = {
  /** Said on joining the room, on change, and every limits.presenceMs; silence for twice that is leaving. */
  presence: [1, struct({ status: word(presenceStates), peerId: nullable(text(128)) })],
  /** Said at most every limits.typingMs while typing. */
  typing: [2, struct({ channel: channelId, thread: nullable(messageId) })],
  /** Lengths this device holds: reveals what a relay leaves out, and how many devices hold a message [S3]. */
  heads: [3, struct({ heads: list(headLine, limits.headsPerGossip) })],
  leaving: [4, struct({})],
  /** Asks whoever holds these epochs' keys. Answers name the request, so that nothing unasked is taken [T13]. */
  keysWanted: [5, struct({ request: fixedBytes(16), epochs: list(epochId, limits.keysPerRequest) })],
  /** Each key sealed to the device that asked. */
  keysGiven: [
    6,
    struct({
      request: fixedBytes(16),
      to: deviceId,
      keys: list(struct({ epoch: epochId, box: blob(128) }), limits.keysPerRequest),
    }),
  ],
} as const;

export const roomMessage = union(variants);
export type RoomMessage = CodecValue<typeof roomMessage>;

export const roomMessageToBytes = (message: RoomMessage): Uint8Array =>
  encode(roomMessage as Codec<RoomMessage>, message);
export const bytesToRoomMessage = (bytes: Uint8Array): Result<RoomMessage, DecodeError> =>
  decode(roomMessage, bytes);
