/** What the simulated relay holds: logs, and a journal of its commits to roll back. */
import type { Envelope, ForkProof, LogOpening } from '../../src/crypto/index.ts';
import {
  communityDigest,
  type Hash,
  type LogId,
  type LogLength,
  type Stream,
  type StreamDigest,
  type StreamKey,
  streamToKey,
  vectorDigest,
} from '../../src/model/index.ts';

export type RelayLog = {
  readonly stream: Stream;
  readonly log: LogId;
  readonly opening: LogOpening;
  readonly envelopes: Envelope[];
  fork: ForkProof | null;
};

export type RelayStore = {
  log(stream: Stream, log: LogId): RelayLog | null;
  openingOf(log: LogId): LogOpening | null;
  append(stream: Stream, log: LogId, opening: LogOpening, envelopes: readonly Envelope[]): void;
  vector(stream: Stream): readonly LogLength[];
  digests(): readonly StreamDigest[];
  digest(): Uint8Array;
  offset(): number;
  /** Takes back the last commits; how many there were to take. */
  rollBack(commits: number): number;
};

export const createRelayStore = (hash: Hash): RelayStore => {
  const streams = new Map<StreamKey, { readonly stream: Stream; readonly logs: Map<LogId, RelayLog> }>();
  const journal: { readonly log: RelayLog; readonly count: number }[] = [];

  const vector = (stream: Stream): readonly LogLength[] =>
    [...(streams.get(streamToKey(stream))?.logs.values() ?? [])].flatMap(({ log, envelopes }) => {
      const last = envelopes.at(-1);
      return last ? [{ log, length: envelopes.length, head: last.hash }] : [];
    });
  const digests = (): readonly StreamDigest[] =>
    [...streams.values()].map(({ stream }) => ({ stream, digest: vectorDigest(hash, vector(stream)) }));

  return {
    log: (stream, log) => streams.get(streamToKey(stream))?.logs.get(log) ?? null,
    openingOf(log) {
      for (const { logs } of streams.values()) {
        const found = logs.get(log);
        if (found) return found.opening;
      }
      return null;
    },
    append(stream, log, opening, envelopes) {
      const key = streamToKey(stream);
      const entry = streams.get(key) ?? { stream, logs: new Map<LogId, RelayLog>() };
      streams.set(key, entry);
      const held = entry.logs.get(log) ?? { stream, log, opening, envelopes: [], fork: null };
      entry.logs.set(log, held);
      held.envelopes.push(...envelopes);
      journal.push({ log: held, count: envelopes.length });
    },
    vector,
    digests,
    digest: () => communityDigest(hash, digests()),
    offset: () => journal.reduce((sum, { count }) => sum + count, 0),
    rollBack(commits) {
      const undone = journal.splice(Math.max(0, journal.length - commits));
      for (const { log, count } of undone.reverse()) {
        log.envelopes.splice(log.envelopes.length - count);
        if (log.envelopes.length === 0) streams.get(streamToKey(log.stream))?.logs.delete(log.log);
      }
      return undone.length;
    },
  };
};
