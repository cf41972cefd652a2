/** A store that lives as long as the process: for tests, for trying a relay out, and as the contract's reference. */
import {
  assert,
  type CommunityId,
  type Envelope,
  type ForkProof,
  type LogId,
  type LogOpening,
  type Random,
  type Stream,
  streamToKey,
} from '@maru/sync-core';
import { type BlobWrite, type LogStore, runBytes, type StoredLog } from './log-store.ts';

type MemoryLog = { opening: LogOpening; stream: Stream; log: LogId; envelopes: Envelope[]; bytes: number };
type MemoryCommunity = { offset: number; logs: Map<string, MemoryLog>; forks: Map<string, ForkProof> };

const placeKey = (stream: Stream, log: LogId): string => `${streamToKey(stream)}|${log}`;

const toStoredLog = ({ stream, log, opening, envelopes, bytes }: MemoryLog): StoredLog => {
  const last = envelopes.at(-1);
  assert(last !== undefined, 'a stored log has an envelope');
  return { stream, log, opening, length: envelopes.length, head: last.hash, bytes };
};

export const createMemoryStore = (random: Random): LogStore => {
  const communities = new Map<CommunityId, MemoryCommunity>();

  const aside: Envelope[] = [];
  const blobs = new Map<CommunityId, Map<string, BlobWrite>>();

  const keepBlob = (write: BlobWrite): void => {
    const kept = blobs.get(write.community) ?? new Map<string, BlobWrite>();
    for (const [id, { at }] of kept) if (at < write.dropBefore) kept.delete(id);
    if (write.bytes.length === 0) kept.delete(write.id);
    else kept.set(write.id, write);
    blobs.set(write.community, kept);
  };

  const communityOf = (id: CommunityId): MemoryCommunity => {
    const known = communities.get(id);
    if (known) return known;
    const made: MemoryCommunity = { offset: 0, logs: new Map(), forks: new Map() };
    communities.set(id, made);
    return made;
  };

  const append = (id: CommunityId, opening: LogOpening, envelopes: readonly Envelope[]): void => {
    const first = envelopes[0];
    assert(first !== undefined, 'a run has an envelope');
    const { stream, log, number } = first.header;
    const community = communityOf(id);
    const key = placeKey(stream, log);
    const held = community.logs.get(key) ?? { opening, stream, log, envelopes: [], bytes: 0 };
    assert(held.envelopes.length === number, 'a run continues its log');
    held.envelopes.push(...envelopes);
    held.bytes += runBytes(envelopes);
    community.logs.set(key, held);
    community.offset += envelopes.length;
  };

  return {
    node: random.bytes(16),
    generation: random.bytes(16),
    load(id) {
      const community = communities.get(id);
      if (!community) return { offset: 0, logs: [], forks: [] };
      return {
        offset: community.offset,
        logs: [...community.logs.values()].filter(({ envelopes }) => envelopes.length > 0).map(toStoredLog),
        forks: [...community.forks.values()],
      };
    },
    commit(writes) {
      for (const write of writes) {
        if (write.kind === 'append') append(write.community, write.opening, write.envelopes);
        else if (write.kind === 'blob') keepBlob(write);
        else
          communityOf(write.community).forks.set(placeKey(write.proof.stream, write.proof.log), write.proof);
      }
    },
    read({ community, stream, log, from, count }) {
      const held = communities.get(community)?.logs.get(placeKey(stream, log));
      return held?.envelopes.slice(from, from + count) ?? [];
    },
    blob: (community, id) => blobs.get(community)?.get(id) ?? null,
    blobCount(community, device) {
      const all = [...(blobs.get(community)?.values() ?? [])];
      return { own: all.filter((one) => one.device === device).length, all: all.length };
    },
    setAside({ community, stream, log, from }) {
      const held = communities.get(community);
      const place = held?.logs.get(placeKey(stream, log));
      if (!held || !place) return;
      const length = place.envelopes.slice(0, from).findLastIndex(({ signature }) => signature !== null) + 1;
      const damaged = place.envelopes.splice(length);
      held.offset -= damaged.length;
      place.bytes -= runBytes(damaged);
      aside.push(...damaged);
    },
    close: () => undefined,
  };
};
