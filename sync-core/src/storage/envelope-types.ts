/** What the envelope log takes in and gives out. Everything handed in is already verified by crypto. */
import type { Envelope, LogOpening, Segment } from '../crypto/types.ts';
import type {
  ChannelId,
  DeviceId,
  DocumentStream,
  EnvelopeContent,
  EnvelopeHash,
  EpochId,
  LogId,
  LogLength,
  MessageId,
  Stream,
  StreamDigest,
} from '../model/index.ts';

/** What opening an envelope's body gave. `bad-content`: it opened and held no valid operations (poison). */
export type OpenedContent =
  | { readonly kind: 'opened'; readonly content: EnvelopeContent }
  | { readonly kind: 'no-key' }
  | { readonly kind: 'bad-content' }
  | { readonly kind: 'erased' };

/** A verified run of one chain with consecutive numbers, as `segmentToEnvelopes` or `sealEnvelope` give it. */
export type AppendRun = {
  readonly stream: Stream;
  readonly log: LogId;
  /** May be null when the store already knows the log (in any stream). */
  readonly opening: LogOpening | null;
  readonly items: readonly { readonly envelope: Envelope; readonly content: OpenedContent }[];
};

/** Same log and number, another hash. `other` is what came; what is held can be read by `envelope`. */
export type ForkFound = {
  readonly stream: Stream;
  readonly log: LogId;
  readonly number: number;
  readonly held: EnvelopeHash;
  /** Null when only the link backwards disagrees (`other`'s successor was received). */
  readonly other: Envelope | null;
};

/** A run (or a part) that was not stored: ask for [from, to) of the chain first. */
export type GapFound = {
  readonly stream: Stream;
  readonly log: LogId;
  readonly from: number;
  readonly to: number;
};

/** What changed on screen. Message ids include those shown anew, edited, deleted and reacted to. */
export type TimelineChange = {
  readonly channels: readonly ChannelId[];
  readonly messages: readonly MessageId[];
  /** Notes and boards that have to be read in again. */
  readonly documents: readonly DocumentStream[];
};

export type AppendOutcome = {
  /** Envelopes stored by this call, in the order given. Governance ones are for the client to resolve. */
  readonly added: readonly { readonly envelope: Envelope; readonly content: OpenedContent }[];
  readonly duplicates: number;
  readonly forks: readonly ForkFound[];
  readonly gaps: readonly GapFound[];
  /** Numbers at or beyond a frozen log's end that were ignored. */
  readonly frozen: number;
  readonly timeline: TimelineChange;
};

/** How much of one chain is held. */
export type ChainState = {
  readonly stream: Stream;
  readonly log: LogId;
  readonly opening: LogOpening;
  /** Numbers [0, length) are held. */
  readonly length: number;
  /** Hash of number length − 1; null when length is 0. */
  readonly head: EnvelopeHash | null;
  /** A verified island beyond the prefix: [from, to), `previous` = hash of number from − 1. */
  readonly tail: {
    readonly from: number;
    readonly to: number;
    readonly head: EnvelopeHash;
    readonly previous: EnvelopeHash;
  } | null;
  /** Set by a fork proof: nothing at or beyond this number counts or is accepted. */
  readonly frozenAt: number | null;
};

export type { LogLength, StreamDigest } from '../model/index.ts';

export type EnvelopeState = 'folded' | 'waiting-key' | 'waiting-governance' | 'bad-content' | 'erased';

export type StoredEnvelope = {
  readonly envelope: Envelope;
  readonly device: DeviceId;
  readonly state: EnvelopeState;
};

export type EnvelopeLog = {
  /**
   * Stores runs, their projections and their outbox entries in one transaction [S1]. Idempotent.
   * A timeline run extends the prefix or the island (either end), or starts an island; a governance
   * run only ever extends the prefix. What doesn't fit is reported in `gaps` and not stored.
   */
  append(runs: readonly AppendRun[]): AppendOutcome;
  /** Folds envelopes that waited for a key, now opened. Unknown or already folded ones are ignored. */
  unlock(
    items: readonly {
      readonly stream: Stream;
      readonly log: LogId;
      readonly number: number;
      readonly content: OpenedContent;
    }[],
  ): TimelineChange;
  /** Epochs that stored envelopes wait for, with how many wait for each. */
  missingEpochs(): readonly { readonly epoch: EpochId; readonly count: number }[];
  /** Up to `limit` envelopes waiting for this epoch's key, newest first. */
  waitingForEpoch(epoch: EpochId, limit: number): readonly StoredEnvelope[];
  /** How many of a stream's envelopes wait for one of these epochs, counted up to `limit`. */
  countWaiting(stream: Stream, epochs: readonly EpochId[], limit: number): number;

  streams(): readonly Stream[];
  chain(stream: Stream, log: LogId): ChainState | null;
  chains(stream: Stream): readonly ChainState[];
  /** The opening of a log in whichever stream it is known. */
  opening(log: LogId): LogOpening | null;
  /** What this device wrote in timelines. */
  timelineLogs(device: DeviceId): readonly LogId[];
  /**
   * Where in a timeline's log that is dated from `sinceMs` on begins: how many envelopes lie before its first,
   * and how many messages that are shown do not. What waits for a key has no date and counts as before.
   */
  writtenSince(
    stream: Stream,
    log: LogId,
    sinceMs: number,
  ): { readonly before: number; readonly messages: number };
  /** The version vector: prefixes of one stream, sorted by log. Islands don't count. */
  vector(stream: Stream): readonly LogLength[];
  /** 16 bytes: SHA-256 over the sorted (log, length, head) entries. Equal vectors, equal digests. */
  digest(stream: Stream): Uint8Array;
  /** One digest per stream that holds anything, sorted by stream key. */
  digests(): readonly StreamDigest[];
  /** 16 bytes over all streams' digests. */
  digestOfAll(): Uint8Array;
  /** What lies between prefix and island in each chain of the stream, newest island first. */
  gaps(stream: Stream): readonly GapFound[];
  /**
   * The longest segment of held numbers that starts at `from` and stays below `to`, within
   * limits.segmentBytes and segmentItemsServed and cut where a signature is held. Goes beyond `to` or either
   * only when no signature lies before, up to the next one. Null when `from` isn't held.
   */
  segment(
    stream: Stream,
    log: LogId,
    range: { readonly from: number; readonly to: number },
    include: { readonly opening: boolean; readonly previous: boolean },
  ): Segment | null;
  envelope(stream: Stream, log: LogId, number: number): StoredEnvelope | null;
  /** Held envelopes with from ≤ number < to of one chain, in order. */
  envelopes(stream: Stream, log: LogId, from: number, to: number): readonly StoredEnvelope[];
  /** The governance stream's prefixes, log by log, for `resolve` at start. */
  governanceEnvelopes(): readonly StoredEnvelope[];
  /** Length and head of every envelope count, for progress: envelopes held in all streams. */
  envelopeCount(): number;

  /** Freezes a chain at the common prefix: drops what lies at or beyond `at`. Never moves up. Keeps the proof. */
  freeze(stream: Stream, log: LogId, at: number, proof: Uint8Array): TimelineChange;
  forks(): readonly {
    readonly stream: Stream;
    readonly log: LogId;
    readonly at: number;
    readonly proof: Uint8Array;
  }[];
  /**
   * Erases content of messages that were deleted at least `graceMs` ago: their text and edits, and the
   * sealed bodies of envelopes that hold nothing else. The chains still verify [S6]. The grace lets late
   * governance still undo a wrongful deletion. Returns how many bodies were erased.
   */
  eraseDeleted(graceMs: number): number;
};

export type Outbox = {
  /** The relay said hello with this generation: acknowledgements under another one are forgotten [S3]. */
  relayGeneration(relay: string, generation: Uint8Array): void;
  /**
   * The relay holds [0, length) of the chain durably, under its current generation. `exact`: and no more, so
   * that a longer acknowledgement is void (it was rolled back) [S3].
   */
  acknowledged(relay: string, stream: Stream, log: LogId, length: number, exact?: boolean): TimelineChange;
  /** Own chains, and how much of each some relay has acknowledged under its current generation. */
  outbox(): readonly {
    readonly stream: Stream;
    readonly log: LogId;
    readonly length: number;
    readonly acked: number;
  }[];
  /** Own envelopes that no relay holds. */
  unsentCount(): number;
  /** Another device told (sealed, signed) that it holds these lengths. Lengths only grow. */
  deviceHolds(device: DeviceId, stream: Stream, logs: readonly LogLength[]): TimelineChange;
  /** Devices known to hold this envelope, the own one not counted. */
  seenBy(stream: Stream, log: LogId, number: number): readonly DeviceId[];
};
