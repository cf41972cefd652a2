/**
 * One community while somebody is connected to it: an index of what the store holds (lengths, heads,
 * digests), what each device takes, and who listens. The index runs ahead of the disk by what waits
 * for the commit of this turn; whoever reads it to tell a peer flushes the committer first.
 */
import {
  type CommunityId,
  communityDigest,
  type DeviceId,
  type EnvelopeContext,
  type EnvelopeHash,
  type ForkProof,
  type Hash,
  type LogId,
  type LogLength,
  type LogOpening,
  type Stream,
  type StreamDigest,
  type StreamKey,
  streamToKey,
  vectorDigest,
} from '@maru/sync-core';
import type { LogStore } from '../store/log-store.ts';

export type LogEntry = {
  readonly stream: Stream;
  readonly log: LogId;
  readonly opening: LogOpening;
  length: number;
  head: EnvelopeHash;
  /** Of the last envelope, once it came since the index was read. */
  context: EnvelopeContext | null;
  /** Proof that it forked: nothing is added any more, and nothing at or beyond the proof is shown. */
  fork: ForkProof | null;
  /** `Community.joins` when its opening last went to every listener; null for never. */
  toldAt: number | null;
};

type StreamIndex = {
  readonly stream: Stream;
  readonly logs: Map<LogId, LogEntry>;
  digest: Uint8Array | null;
};
export type DeviceUse = { bytes: number; logs: number };

export type HubIndex = {
  readonly id: CommunityId;
  entry(stream: Stream, log: LogId): LogEntry | undefined;
  openingOf(log: LogId): LogOpening | null;
  useOf(device: DeviceId): DeviceUse;
  bytes(): number;
  offset(): number;
  logsIn(stream: Stream): number;
  /** Counts verified envelopes in, before they are committed. */
  extend(place: Grown): void;
  freeze(proof: ForkProof): void;
  /** What is shown of a log: all of it, or what is before its fork. Null for nothing. */
  shown(entry: LogEntry): LogLength | null;
  vector(stream: Stream): readonly LogLength[];
  forksIn(stream: Stream): readonly ForkProof[];
  digests(): readonly StreamDigest[];
  digest(): Uint8Array;
  /** Forgets the index and reads the store again (after a failed commit). */
  reload(): void;
};

export type Grown = {
  readonly stream: Stream;
  readonly log: LogId;
  readonly opening: LogOpening;
  readonly count: number;
  readonly head: EnvelopeHash;
  /** Of the last envelope; null when it comes from the store. */
  readonly context: EnvelopeContext | null;
  readonly bytes: number;
};

export const createHubIndex = (id: CommunityId, store: LogStore, hash: Hash): HubIndex => {
  let streams = new Map<StreamKey, StreamIndex>();
  let openings = new Map<LogId, LogOpening>();
  let uses = new Map<DeviceId, DeviceUse>();
  let bytes = 0;
  let offset = 0;

  const streamOf = (stream: Stream): StreamIndex => {
    const key = streamToKey(stream);
    const known = streams.get(key);
    if (known) return known;
    const made: StreamIndex = { stream, logs: new Map(), digest: null };
    streams.set(key, made);
    return made;
  };
  const useOf = (device: DeviceId): DeviceUse => uses.get(device) ?? { bytes: 0, logs: 0 };
  const entry = (stream: Stream, log: LogId): LogEntry | undefined =>
    streams.get(streamToKey(stream))?.logs.get(log);

  const extend = ({ stream, log, opening, count, head, context, bytes: more }: Grown): void => {
    const index = streamOf(stream);
    index.digest = null;
    const known = index.logs.get(log);
    if (known) {
      known.length += count;
      known.head = head;
      known.context = context;
    } else {
      index.logs.set(log, { stream, log, opening, length: count, head, context, fork: null, toldAt: null });
      openings.set(log, opening);
    }
    const use = useOf(opening.device);
    uses.set(opening.device, { bytes: use.bytes + more, logs: use.logs + (known ? 0 : 1) });
    bytes += more;
    offset += count;
  };

  const freeze = (proof: ForkProof): void => {
    const index = streamOf(proof.stream);
    const known = index.logs.get(proof.log);
    if (!known || (known.fork && known.fork.number <= proof.number)) return;
    known.fork = proof;
    index.digest = null;
  };

  const reload = (): void => {
    streams = new Map();
    openings = new Map();
    uses = new Map();
    bytes = 0;
    const held = store.load(id);
    for (const log of held.logs) extend({ ...log, count: log.length, context: null });
    for (const proof of held.forks) freeze(proof);
    offset = held.offset;
  };

  const shown = (log: LogEntry): LogLength | null => {
    if (!log.fork || log.fork.number >= log.length) return log;
    const length = log.fork.number;
    const range = { community: id, stream: log.stream, log: log.log, from: length - 1, count: 1 };
    const last = length === 0 ? undefined : store.read(range)[0];
    return last ? { log: log.log, length, head: last.hash } : null;
  };
  const vector = (stream: Stream): readonly LogLength[] =>
    [...(streams.get(streamToKey(stream))?.logs.values() ?? [])].flatMap((log) => shown(log) ?? []);
  const digests = (): readonly StreamDigest[] =>
    [...streams.values()].map((index) => {
      index.digest ??= vectorDigest(hash, vector(index.stream));
      return { stream: index.stream, digest: index.digest };
    });

  reload();
  return {
    id,
    entry,
    openingOf: (log) => openings.get(log) ?? null,
    useOf,
    bytes: () => bytes,
    offset: () => offset,
    logsIn: (stream) => streams.get(streamToKey(stream))?.logs.size ?? 0,
    extend,
    freeze,
    shown,
    vector,
    forksIn: (stream) =>
      [...(streams.get(streamToKey(stream))?.logs.values() ?? [])].flatMap((log) => log.fork ?? []),
    digests,
    digest: () => communityDigest(hash, digests()),
    reload,
  };
};
