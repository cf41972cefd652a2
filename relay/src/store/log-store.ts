/**
 * What a relay keeps: sealed envelopes in their logs, and fork proofs. Implementations are
 * synchronous and know nothing of sockets, rates or signatures; what they are given is verified.
 * `commit` is all or nothing and durable when it returns (for `memory`: as durable as the process).
 */
import type {
  CommunityId,
  DeviceId,
  Envelope,
  EnvelopeHash,
  ForkProof,
  LogId,
  LogOpening,
  Stream,
} from '@maru/sync-core';

/** One log of one stream: numbers [0, length) are held. */
export type StoredLog = {
  readonly stream: Stream;
  readonly log: LogId;
  readonly opening: LogOpening;
  readonly length: number;
  readonly head: EnvelopeHash;
  /** What its envelopes take, for quotas. */
  readonly bytes: number;
};

/** What a community holds. `offset` counts the envelopes ever stored; it only grows in one generation. */
export type StoredCommunity = {
  readonly offset: number;
  readonly logs: readonly StoredLog[];
  readonly forks: readonly ForkProof[];
};

/** Consecutive verified envelopes that continue a log; the last holds its signature. */
export type AppendRun = {
  readonly kind: 'append';
  readonly community: CommunityId;
  readonly opening: LogOpening;
  readonly envelopes: readonly Envelope[];
};
/** A blob in place of what was under its id; `bytes` empty takes it away. Those older than `dropBefore` go with it. */
export type BlobWrite = {
  readonly kind: 'blob';
  readonly community: CommunityId;
  readonly device: DeviceId;
  /** Hex. */
  readonly id: string;
  readonly bytes: Uint8Array;
  readonly at: number;
  readonly dropBefore: number;
};
export type StoreWrite =
  | AppendRun
  | BlobWrite
  | { readonly kind: 'fork'; readonly community: CommunityId; readonly proof: ForkProof };

export type ReadRange = {
  readonly community: CommunityId;
  readonly stream: Stream;
  readonly log: LogId;
  readonly from: number;
  /** At most so many envelopes are read. */
  readonly count: number;
};

export type LogStore = {
  /** 16 random bytes that name this store. */
  readonly node: Uint8Array;
  /** 16 random bytes made when the store was created: a wiped store has others. */
  readonly generation: Uint8Array;
  load(community: CommunityId): StoredCommunity;
  /** One transaction. Throws when the disk fails; then nothing of it was stored. */
  commit(writes: readonly StoreWrite[]): void;
  /** Envelopes from `from` on, in order, with their headers; fewer where the log ends. */
  read(range: ReadRange): readonly Envelope[];
  /** A blob and who left it; null for nothing. */
  blob(community: CommunityId, id: string): { readonly device: DeviceId; readonly bytes: Uint8Array } | null;
  /** How many blobs a device has left, and all together. */
  blobCount(community: CommunityId, device: DeviceId): { readonly own: number; readonly all: number };
  /**
   * Ends a log before `from`, where a signature vouches for what stays, as what follows is damaged. The damaged
   * part is kept aside for whoever wants to look into it; authors send theirs again.
   */
  setAside(place: Omit<ReadRange, 'count'>): void;
  close(): void;
};

/** What an envelope counts for in quotas: its body and about what the row around it takes. */
export const envelopeBytes = (envelope: Envelope): number =>
  160 + 32 * envelope.header.cites.length + (envelope.body?.length ?? 0);

export const runBytes = (envelopes: readonly Envelope[]): number =>
  envelopes.reduce((sum, envelope) => sum + envelopeBytes(envelope), 0);
