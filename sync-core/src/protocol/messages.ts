/**
 * Everything that travels between two ends of a link, as one union per direction. One link
 * carries one community. The same messages serve client↔relay and client↔client; between
 * clients both ends challenge and both say hello.
 *
 * Beside streams an acceptor keeps blobs: what a device leaves for whoever knows an id that only they can know, one
 * each, replaced by that device alone. `blob` with null says that nothing is kept under an id (any more, or at all).
 *
 * Order of a link: acceptor `challenge` → connector `hello` → acceptor `welcome` (or `refused`
 * and close). The connector compares the digest in `welcome` with its own; equal: nothing more to do.
 * Else it leads: it sends `summary` of all its streams; the acceptor answers with a `summary` of exactly
 * those streams whose digests differ or that only one side holds (its own digests; `vectorDigest` of
 * nothing for a stream it lacks). A summary of limits.streamsPerVector entries is followed by another; a shorter
 * one is the last. For each of them, in its own order of urgency, the connector sends
 * `vector` (reply 1); the acceptor answers with its own `vector` (reply 0), in pieces of at most
 * limits.logsPerVector with `more` set on all but the last. From then on anyone sends `want` for what it
 * lacks, and a client pushes to a relay what the relay lacks. A relay never wants, and needs nothing of
 * the vectors sent to it.
 *
 * `want` [from, to) is answered by segments in order until `to` or the end of what is held is reached;
 * the last may run beyond `to`, up to the next signature held. When `from` is not held the answer is
 * `refused` gap with the length held. A pushed segment is answered by `ack` (all below `length` is
 * committed; also for doubles), `refused` gap (value: length held), signature, quota, rate, too-large or
 * malformed, or by `fork`; what a relay sends needs no `ack`. `ack` and `refused` of a segment name its stream and
 * log. `opening`, `previous` and what the first item has in common with the envelope before (epoch, cites) are left
 * out where the receiver is known to hold them: by a client that pushes on to a relay, and by a relay that passes on
 * live what follows a segment it sent whole on the same link. Who lacks them after all asks with `want`, which is
 * answered whole. What an end already
 * knows of a log may be repeated; nothing said here is taken back while a link lasts.
 */
import {
  blob,
  bool,
  type CodecValue,
  fixedBytes,
  list,
  nullable,
  struct,
  text,
  uint,
  union,
  varint,
  word,
} from '../base/index.ts';
import { forkProof, segment } from '../crypto/types.ts';
import { communityId, deviceId, envelopeHash, limits, logId, stream } from '../model/index.ts';

export const protocolVersion = 1;
/**
 * What a relay and a client speak where both do; 2 adds `meetingWanted` and `meeting`. A client names it in the address
 * it dials (`?v=2`), which a relay of before doesn't read; a relay challenges with it only whom asked so. Hello stays
 * at `protocolVersion`, so that each end still understands one of before.
 */
export const relayProtocolVersion = 2;
/** The address that a client dials of a relay. */
export const relayUrlToDialled = (url: string): string =>
  `${url}${url.includes('?') ? '&' : '?'}v=${relayProtocolVersion}`;
/** Whether whoever dialled this address speaks `relayProtocolVersion`. */
export const speaksRelayProtocol = (dialled: string): boolean =>
  new RegExp(`[?&]v=${relayProtocolVersion}(&|$)`).test(dialled);
const version = uint(255);
const id16 = fixedBytes(16);
const digest = fixedBytes(16);

/**
 * Proof that can be checked from the community's id alone: id = SHA-256("maru/community" ‖ accessKey ‖
 * genesisHash), and `accessSignature` by that key, `deviceSignature` by the device, both over
 * ("maru/hello" ‖ nonce ‖ audience ‖ community ‖ device). `audience` is the host the connector dialled
 * (a peer's device id between clients), so that no proof can be passed on.
 */
const hello = struct({
  version,
  community: communityId,
  accessKey: fixedBytes(32),
  genesisHash: fixedBytes(32),
  audience: text(256),
  device: deviceId,
  accessSignature: fixedBytes(64),
  deviceSignature: fixedBytes(64),
});

export const refusals = [
  'version',
  'proof',
  'timeout',
  'too-large',
  'rate',
  'quota',
  'malformed',
  'signature',
  'gap',
  'overloaded',
  'shutting-down',
  'unavailable',
] as const;
export type Refusal = (typeof refusals)[number];

const ticketFields = { peerId: text(64), token: text(128), expiresAt: varint } as const;
const iceServer = struct({
  urls: list(text(256), limits.iceUrls),
  /** Empty for STUN. */
  username: text(128),
  credential: text(128),
});
export type IceServer = CodecValue<typeof iceServer>;

const logLength = struct({ log: logId, length: varint, head: envelopeHash });

const shared = {
  /** Digest of each stream's vector, for streams whose vectors the other side should compare. */
  summary: [10, struct({ streams: list(struct({ stream, digest }), limits.streamsPerVector) })],
  /** One stream's version vector. `reply` asks for the other side's. */
  vector: [11, struct({ stream, logs: list(logLength, limits.logsPerVector), reply: bool, more: bool })],
  /** Asks for numbers `from` ≤ n < `to` of one log; answered by segments, in order, or `refused` (gap). */
  want: [12, struct({ stream, log: logId, from: varint, to: varint })],
  segment: [13, segment],
  /** Everything of the log below `length` is committed here. */
  ack: [14, struct({ stream, log: logId, length: varint })],
  fork: [15, forkProof],
  /** A sealed live-room frame: passed on, never stored. */
  room: [16, struct({ payload: blob(limits.ephemeralBytes) })],
  ping: [17, struct({ id: varint })],
  pong: [18, struct({ id: varint })],
  refused: [
    19,
    struct({
      reason: word(refusals),
      detail: text(256),
      stream: nullable(stream),
      log: nullable(logId),
      /** For `gap`: the length held. For `rate` and `quota`: milliseconds to wait. */
      value: varint,
    }),
  ],
} as const;

const fromAcceptor = {
  challenge: [1, struct({ version, nonce: fixedBytes(32), node: id16 })],
  /** `generation` changes when what was held is lost; `offset` only grows within one; `digest` covers every stream. */
  welcome: [3, struct({ generation: id16, offset: varint, digest })],
  /** Lets this connector meet others at the signaling server as `peerId`, until `expiresAt` (ms since 1970). */
  ticket: [21, struct(ticketFields)],
  /** The answer to `blobWanted`, and to a `blobKept` that there was no room for. */
  blob: [24, struct({ id: id16, bytes: nullable(blob(limits.blobBytes)) })],
  /**
   * A ticket, the servers where it counts, best first (none: beside this relay), and the ways to others that its
   * holder may use until then: STUN and TURN, with credentials of their own.
   */
  meeting: [
    26,
    struct({
      ...ticketFields,
      signalingUrls: list(text(256), limits.signalingUrls),
      iceServers: list(iceServer, limits.iceServers),
    }),
  ],
} as const;

const fromConnector = {
  hello: [2, hello],
  /** Asks for a `ticket`; `refused` (unavailable) where there is no signaling server. */
  ticketWanted: [20, struct({})],
  /** Leaves a blob in place of what this device left under the id before; empty takes it away. */
  blobKept: [22, struct({ id: id16, bytes: blob(limits.blobBytes) })],
  blobWanted: [23, struct({ id: id16 })],
  /** Asks for a `meeting`. `held`: the ticket whose id is to be kept; its token proves whose it is. */
  meetingWanted: [
    25,
    struct({ held: nullable(struct({ peerId: ticketFields.peerId, token: ticketFields.token })) }),
  ],
} as const;

/** What a connector (a client) sends and an acceptor (a relay) reads. */
export const connectorMessage = union({ ...fromConnector, ...shared });
/** What an acceptor sends and a connector reads. */
export const acceptorMessage = union({ ...fromAcceptor, ...shared });
/** Between two clients, where each end is both. */
export const peerMessage = union({ ...fromAcceptor, ...fromConnector, ...shared });

export type ConnectorMessage = CodecValue<typeof connectorMessage>;
export type AcceptorMessage = CodecValue<typeof acceptorMessage>;
export type SharedMessage = Extract<ConnectorMessage, AcceptorMessage>;
export type Message = ConnectorMessage | AcceptorMessage;
export type Hello = Extract<ConnectorMessage, { readonly type: 'hello' }>;
/** What a connector says about blobs. */
export type BlobMessage = Extract<ConnectorMessage, { readonly type: 'blobKept' | 'blobWanted' }>;
export type Welcome = Extract<AcceptorMessage, { readonly type: 'welcome' }>;
