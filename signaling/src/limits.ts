/** Limits of the signaling server. All can be changed by whoever embeds it. */
export const signalingLimits = {
  // An SDP offer takes a few KiB; peer's own default is 100 MiB.
  messageBytes: 64 * 1024,
  fragments: 16,
  connections: 5_000,
  connectionsPerAddress: 100,
  /** A ticket opens a socket until then; an open socket outlives it. */
  ticketMs: 10 * 60 * 1000,
  // Trickled candidates come in bursts of some dozens; heartbeats every 5 s.
  messagesPerSecond: 20,
  messagesBurst: 200,
  bytesPerSecond: 64 * 1024,
  bytesBurst: 512 * 1024,
  /** A socket that was silent for this long is ended (PeerJS' heartbeat comes every 5 s). */
  aliveMs: 60_000,
  /** How long peer keeps a message for a peer that isn't connected. */
  expireMs: 5_000,
  sendBytes: 1024 * 1024,
  closeMs: 2_000,
};
export type SignalingLimits = { readonly [Name in keyof typeof signalingLimits]: number };
