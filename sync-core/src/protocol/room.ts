/**
 * What is said in a live room: sealed with an epoch key and signed by a device (crypto's room frame),
 * passed on by relays, never stored. These are the plaintexts. Refuses nothing by itself but malformed
 * bytes: who may say what is checked by the client against governance.
 */
import {
  blob,
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
  uint,
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
  memberId,
  messageId,
  stream,
} from '../model/index.ts';

export const presenceStates = ['online', 'away'] as const;

const headLine = struct({ stream, log: logId, length: varint, head: envelopeHash });
export type GossipHead = CodecValue<typeof headLine>;

/** Ephemeral: it holds while the call does, and never enters a log. */
export const voiceOrder = struct({
  channel: channelId,
  target: memberId,
  order: union({
    mute: [0, struct({ on: bool })],
    deafen: [1, struct({ on: bool })],
    /** Null: out of the call. */
    move: [2, struct({ to: nullable(channelId) })],
  }),
  at: varint,
});
export type VoiceOrder = CodecValue<typeof voiceOrder>;
export const signedVoiceOrder = struct({ device: deviceId, order: voiceOrder, signature: fixedBytes(64) });
export type SignedVoiceOrder = CodecValue<typeof signedVoiceOrder>;

const callWant = struct({ device: deviceId, cameraHeight: nullable(varint), screen: nullable(bool) });

/** Of a log (by its nonce) and a seat in it: whose bound id the engine's bytes have to carry. */
const page = { document: stream, nonce: fixedBytes(16), seat: uint(limits.documentSeats - 1) };

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
  /** Said on joining a call, on change, and every limits.callBeatMs; to those who may see the channel. */
  call: [
    7,
    struct({
      channel: channelId,
      session: fixedBytes(16),
      /** Where the page is met at the signaling server, and the SHA-256 of the DTLS certificate it has there [T15]. */
      peerId: text(128),
      fingerprint: fixedBytes(32),
      joinedAt: varint,
      muted: bool,
      deafened: bool,
      camera: bool,
      screen: bool,
      /** Null: this page doesn't seal frames. Else where keys for this session are sealed to, and its own newest key. */
      seal: nullable(struct({ agreement: fixedBytes(32), generation: varint, step: varint })),
    }),
  ],
  callLeft: [8, struct({ session: fixedBytes(16) })],
  /** What moderators ordered, each signed by itself, so that anybody can tell who comes later. */
  voiceOrders: [9, struct({ orders: list(signedVoiceOrder, limits.voiceOrdersSaid) })],
  /**
   * What the sayer of this session looks at: how high each camera is shown there, 0 for not at all, and whether
   * each screen is; null for what isn't on. Senders spend nothing on what nobody sees.
   */
  callWants: [10, struct({ session: fixedBytes(16), wants: list(callWant, limits.callParticipants) })],
  /** What the speaker seals frames with, sealed to sessions of those in the call; and whose keys it lacks [0022]. */
  callKeys: [
    11,
    struct({
      session: fixedBytes(16),
      boxes: list(struct({ to: fixedBytes(16), box: blob(256) }), limits.callKeyHolders),
      wants: list(fixedBytes(16), limits.callKeyHolders),
    }),
  ],
  /** For some devices only, each in a box that nobody else opens; to whom isn't said (see aside.ts). */
  aside: [12, struct({ boxes: list(blob(512), limits.asideBoxes) })],
  /** Where somebody is in an open page, as the engine's awareness frame; null: nowhere any more. */
  documentCaret: [13, struct({ ...page, frame: nullable(blob(limits.caretBytes)) })],
  /** A page was opened: what is written goes into the log at once from now on, and carets are said again. */
  documentOpened: [14, struct({ document: stream })],
  /** Somebody looks at a page, said again every limits.presenceMs; or no longer does. */
  documentLooked: [15, struct({ document: stream, on: bool })],
} as const;

export const roomMessage = union(variants);
export type RoomMessage = CodecValue<typeof roomMessage>;

export const roomMessageToBytes = (message: RoomMessage): Uint8Array =>
  encode(roomMessage as Codec<RoomMessage>, message);
export const bytesToRoomMessage = (bytes: Uint8Array): Result<RoomMessage, DecodeError> =>
  decode(roomMessage, bytes);
