/**
 * What a session needs of the community it syncs: the port that the client implements over its
 * store (and tests over a map). Reading is synchronous, so that a session's step sees one state;
 * receiving is grouped into commits and so returns a promise.
 *
 * Of each (stream, log) chain a replica holds the prefix [0, length) and at most one verified island
 * `tail` [from, to) with from > length; governance never has an island.
 */
import type { Result } from '../base/index.ts';
import type { EnvelopeContext, ForkProof, Segment } from '../crypto/types.ts';
import type { CommunityId, DeviceId, EnvelopeHash, LogId, Stream, StreamDigest } from '../model/index.ts';
import type { Hello, IceServer } from '../protocol/index.ts';

export type LogState = {
  readonly log: LogId;
  /** Envelopes held from number 0 without a gap. */
  readonly length: number;
  /** Hash of envelope `length - 1`; null only when `length` is 0 (a log known by its island alone). */
  readonly head: EnvelopeHash | null;
  readonly tail: { readonly from: number; readonly to: number } | null;
};

/** Who is at the other end. `node` names a relay's store, `device` a peer. */
export type PeerIdentity =
  | { readonly kind: 'relay'; readonly node: string }
  | { readonly kind: 'device'; readonly device: DeviceId };

/** What became of a segment. The session never trusts a segment further than this says. */
export type Received =
  /** Committed, or held already (`fresh` 0). `state` is what is held of the log now. */
  | { readonly kind: 'applied'; readonly state: LogState; readonly fresh: number }
  /** It touches neither prefix nor island and can't be an island; nothing was kept. */
  | { readonly kind: 'gap'; readonly state: LogState }
  /** Its first envelope proves that the log forked. The proof is stored; `length` is the common prefix. */
  | { readonly kind: 'forked'; readonly proof: ForkProof; readonly state: LogState }
  /** The log is frozen already: nothing beyond `state` will ever be accepted. */
  | { readonly kind: 'frozen'; readonly state: LogState }
  /** A signature, hash or limit is wrong: the sender made it or passed it on unchecked. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** The disk failed; nothing was kept. May be sent again later. */
  | { readonly kind: 'storage' };

/** A client's place in what a relay holds. */
export type Cursor = { readonly generation: string; readonly offset: number };

export type Replica = {
  readonly community: CommunityId;
  /** This installation: the audience of the hellos that peers say to it. */
  readonly device: DeviceId;
  /** 16 bytes over every stream's vector (`communityDigest`). */
  digest(): Uint8Array;
  /** Every stream held, with its digest (`vectorDigest`), in any order. */
  streams(): readonly StreamDigest[];
  /** The order to catch up in: governance, the visible channel, then most recently active first [S9]. */
  order(streams: readonly Stream[]): readonly Stream[];
  /** Logs of one stream; empty for an unknown one. Frozen logs show their common prefix. */
  vector(stream: Stream): readonly LogState[];
  /** One log, `length` 0 when unknown. */
  log(stream: Stream, log: LogId): LogState;
  /** True for a log this installation writes (the current incarnation only). */
  isOwn(log: LogId): boolean;
  /** True when nothing beyond the held prefix will be accepted (fork, or retired by a restore). */
  isFrozen(stream: Stream, log: LogId): boolean;
  /**
   * Envelopes [from, n) with n ≤ `to`, cut where a signature is held and so that the encoded segment
   * stays within limits.segmentBytes and limits.segmentItemsServed (a single larger envelope goes alone).
   * Ends beyond `to` only when no signature lies between, else the asker would wait for ever. Always
   * carries `opening`, and `previous` unless `from` is 0.
   * Null when `from` is not held.
   */
  readSegment(stream: Stream, log: LogId, from: number, to: number): Segment | null;
  /** What the envelope of this number has in common with its neighbours; null when it is not held. */
  context(stream: Stream, log: LogId, number: number): EnvelopeContext | null;
  /**
   * Verifies, opens, commits; resolves after the commit, one outcome per segment, in order. Must judge
   * each segment by what the ones before it in the same call brought.
   */
  receive(segments: readonly Segment[], from: PeerIdentity): Promise<readonly Received[]>;
  /** Checks and stores a proof from a peer; false when it proves nothing. */
  receiveFork(proof: ForkProof): Promise<boolean>;
  /** Proofs to hand to a peer that still serves a frozen log. */
  forkProof(stream: Stream, log: LogId): ForkProof | null;
  /**
   * `peer` holds everything of the log below `length`. `place` null: everything we hold. `exact`: it holds no
   * more than that now, so what it acknowledged beyond is void [S3].
   */
  acknowledged(
    peer: PeerIdentity,
    place: { readonly stream: Stream; readonly log: LogId; readonly length: number } | null,
    exact: boolean,
  ): void;
  /** The last cursor seen at this relay; null when never met. */
  cursor(node: string): Cursor | null;
  /** Remembers the cursor. `reset`: the relay lost what it had acknowledged, so its acknowledgements are void [S3]. */
  setCursor(node: string, cursor: Cursor, reset: boolean): void;
  /** A sealed live-room frame. Whatever is wrong with it is the client's to ignore. */
  receiveRoom(payload: Uint8Array, from: PeerIdentity): void;
  /** The relay's answer to `Engine.requestTicket`. */
  receiveTicket(ticket: SignalingTicket): void;
  /** What the relay keeps under an id; null for nothing. Anything may be in it. */
  receiveBlob(id: Uint8Array, bytes: Uint8Array | null): void;
  /**
   * Envelopes of an own log came that we did not hold, and verified: start a new incarnation before writing
   * again, unless `receive` did so already [S4]. `length`: held now.
   */
  incarnationLost(stream: Stream, log: LogId, length: number): void;
  /** Envelopes written here that no relay has acknowledged. */
  unsent(): number;
  hello(challenge: HelloChallenge): Hello;
  /** Acceptor's side: `Err` is sent as `refused` and the link closed. */
  verifyHello(hello: Hello, challenge: HelloChallenge): Result<DeviceId, 'version' | 'proof'>;
};

/** Lets this installation meet others at the signaling server as `peerId` until `expiresAt` (ms since 1970). */
export type SignalingTicket = {
  readonly peerId: string;
  readonly token: string;
  readonly expiresAt: number;
  /** Best first; none: the one beside the relay. */
  readonly signalingUrls: readonly string[];
  readonly iceServers: readonly IceServer[];
};

/** A ticket to be renewed: the token proves whose the id is. */
export type HeldTicket = Pick<SignalingTicket, 'peerId' | 'token'>;

export type HelloChallenge = {
  /** 32 bytes, used once. */
  readonly nonce: Uint8Array;
  /** Host name dialled, or the accepting peer's device id. */
  readonly audience: string;
};
