/**
 * Limits that only a relay has; those of messages are in sync-core's `model/limits.ts`.
 * All of them can be changed by whoever embeds a relay (tests do); these are the defaults.
 */
import { limits } from '@maru/sync-core';

export type RelayLimits = {
  readonly [Name in keyof typeof relayLimits]: (typeof relayLimits)[Name] extends TokenRate
    ? TokenRate
    : number;
};

/** A token bucket: `burst` at once, `perSecond` in the long run. */
export type TokenRate = { readonly perSecond: number; readonly burst: number };
const rate = (perSecond: number, burst: number): TokenRate => ({ perSecond, burst });

const mebibyte = 1024 * 1024;

export const relayLimits = {
  // Before the proof: a hello takes about 600 bytes, nothing larger is read from a stranger.
  helloBytes: 1024,
  helloMs: limits.authenticationMs,
  frameBytes: limits.frameBytes,
  // ws allows 16,384 by default (CVE-2026-62389); no client of ours splits a message.
  fragments: 16,

  // Connections. Many homes share one address, so the cap per address is generous.
  connections: 10_000,
  connectionsPerAddress: 200,
  connectionsPerCommunity: 5_000,
  idleMs: limits.idleMs,
  pingMs: limits.pingMs,

  // What a connection may send. Beyond it only that connection is read more slowly.
  frames: rate(1_000, 5_000),
  bytes: rate(4 * mebibyte, 32 * mebibyte),
  envelopes: rate(10_000, 100_000),
  roomFrames: rate(40, 200),
  tickets: rate(0.2, 5),
  blobs: rate(2, 200),
  // Longest that a connection which overdrew its budget is left unread.
  pauseMs: 10_000,

  // What is kept for one device, and for one community.
  deviceBytes: 2048 * mebibyte,
  communityBytes: 16_384 * mebibyte,
  logsPerDevice: 20_000,
  // A vector of a stream is held in memory and compared at each connect.
  logsPerStream: 50_000,
  quotaWaitMs: 60 * 60 * 1000,
  // What devices leave for whoever knows its id (an invite's first look): 64 KiB each, so 64 MiB of a community's at most.
  blobsPerDevice: 64,
  blobsPerCommunity: 1_024,
  // Left anew long before that by whoever still means it.
  blobMs: 30 * 24 * 60 * 60 * 1000,

  // Sending. Serving pauses above `serveBytes` in a socket's buffer; above `sendBytes` it is closed.
  serveBytes: 256 * 1024,
  sendBytes: limits.sendBufferBytes,
  wantsPerConnection: 64,
  closeMs: 2_000,

  // Rooms for other Yjs editors (frame cap, fragments, silence and send buffer as above). Every frame of one goes to
  // all others in the room, so that a room is small and what comes into it is counted: per socket (a device, as far
  // as a relay can tell), per room and per address.
  yjsRooms: 2_000,
  yjsSockets: 4_000,
  yjsSocketsPerRoom: 32,
  yjsSocketsPerAddress: 100,
  // Stock clients come again every 2.5 s for as long as they are let in and thrown out.
  yjsArrivals: rate(10, 200),
  yjsFrames: rate(60, 600),
  yjsBytes: rate(mebibyte / 2, 8 * mebibyte),
  yjsRoomBytes: rate(2 * mebibyte, 16 * mebibyte),
  yjsAddressBytes: rate(4 * mebibyte, 32 * mebibyte),
  // A client's first frame, held while it is connected and put to whoever comes later; a longer one is put once.
  yjsQuestionBytes: 32 * 1024,
  // Who was asked and left within this may not have answered, and who says nothing at all for this long is asleep:
  // another is asked.
  yjsAnswerMs: 10_000,
  yjsSilentMs: 2_000,

  // HTTP: a request that trickles in is cut off (slowloris).
  headersMs: 5_000,
  requestMs: 10_000,
  keepAliveMs: 5_000,
  headerBytes: 8 * 1024,
};
