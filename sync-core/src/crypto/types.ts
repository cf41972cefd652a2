/** Shapes that the crypto layer makes and the layers above carry. */
import {
  blob,
  type Codec,
  type CodecValue,
  fixedBytes,
  list,
  nullable,
  struct,
  uint,
  varint,
} from '../base/index.ts';
import {
  type CommunityId,
  deviceId,
  type EnvelopeHash,
  type EpochId,
  envelopeHash,
  epochId,
  type LogId,
  limits,
  logId,
  type Stream,
  stream,
} from '../model/index.ts';

/** Everything the signature covers. `bodyHash` stands for the sealed body, so that the body can be erased. */
export type EnvelopeHeader = {
  readonly suite: number;
  readonly community: CommunityId;
  readonly stream: Stream;
  readonly log: LogId;
  /** Place in the log, from 0. */
  readonly number: number;
  /** Hash of the envelope before; null only for number 0. */
  readonly previous: EnvelopeHash | null;
  readonly epoch: EpochId;
  readonly bodyHash: Uint8Array;
  /** Heads of the governance stream that the writer had seen (in the governance stream: the causal parents). */
  readonly cites: readonly EnvelopeHash[];
};

export type Envelope = {
  readonly header: EnvelopeHeader;
  readonly hash: EnvelopeHash;
  /** Nonce and ciphertext; null once erased. */
  readonly body: Uint8Array | null;
  /** Ed25519 by the device over the hash; null where a later envelope's signature vouches for this one. */
  readonly signature: Uint8Array | null;
};

/** What makes a log's id: `LogId` = SHA-256("maru/log" ‖ device ‖ nonce). Anyone can check it. */
export const logOpening = struct({ device: deviceId, nonce: fixedBytes(16) });
export type LogOpening = CodecValue<typeof logOpening>;

/** What hardly changes from one envelope of a log to the next. */
export type EnvelopeContext = Pick<EnvelopeHeader, 'epoch' | 'cites'>;

/**
 * One envelope inside a segment: what can't be derived from the segment. `epoch` and `cites` are left out
 * where they are those of the envelope before, in the first item only when the receiver is known to hold it.
 */
const segmentItem = struct({
  suite: uint(255),
  epoch: nullable(epochId),
  cites: nullable(list(envelopeHash, limits.citesPerEnvelope)),
  body: nullable(blob(limits.envelopeBodyBytes)),
  /** Present only when the body was erased. */
  bodyHash: nullable(fixedBytes(32)),
});
export type SegmentItem = CodecValue<typeof segmentItem>;

/**
 * A run of one log's envelopes as it travels: the signature of the last vouches for all.
 * `opening` is left out when the receiver is known to hold the log, `previous` when it is known to
 * hold the envelope before (`from` 0 has neither a need nor a previous).
 */
export const segment: Codec<Segment> = struct({
  stream,
  log: logId,
  from: varint,
  opening: nullable(logOpening),
  previous: nullable(envelopeHash),
  items: list(segmentItem, limits.segmentItems),
  signature: fixedBytes(64),
});
export type Segment = {
  readonly stream: Stream;
  readonly log: LogId;
  readonly from: number;
  readonly opening: LogOpening | null;
  readonly previous: EnvelopeHash | null;
  readonly items: readonly SegmentItem[];
  readonly signature: Uint8Array;
};

/** Who may be where: the secret every member holds that proves access to a relay. */
export type AccessKey = { readonly publicKey: Uint8Array; readonly secretKey: Uint8Array };

/** Two signed envelopes of one log and number: a portable proof that the incarnation forked. */
export const forkHeader = struct({
  suite: uint(255),
  previous: nullable(envelopeHash),
  epoch: epochId,
  bodyHash: fixedBytes(32),
  cites: list(envelopeHash, limits.citesPerEnvelope),
  signature: fixedBytes(64),
});
export const forkProof = struct({
  stream,
  log: logId,
  number: varint,
  opening: logOpening,
  a: forkHeader,
  b: forkHeader,
});
export type ForkProof = CodecValue<typeof forkProof>;
