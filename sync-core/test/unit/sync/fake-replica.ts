/** A replica over maps: no keys, no disk. A body is its own content; a signature that begins with 1 is wrong. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesEqual, bytesToHex, err, ok, textToBytes } from '../../../src/base/index.ts';
import type { ForkProof, Segment, SegmentItem } from '../../../src/crypto/types.ts';
import {
  type ChannelId,
  type CommunityId,
  channelStream,
  communityDigest,
  type DeviceId,
  type EnvelopeHash,
  type EpochId,
  governanceStream,
  type LogId,
  type Stream,
  streamToKey,
  vectorDigest,
} from '../../../src/model/index.ts';
import type { Cursor, LogState, Received, Replica } from '../../../src/sync/index.ts';

const hex = <Id extends string>(text: string, bytes = 32): Id =>
  bytesToHex(sha256(textToBytes(text)).slice(0, bytes)) as Id;
export const logOf = (name: string): LogId => hex(`log ${name}`);
export const deviceOf = (name: string): DeviceId => hex(`device ${name}`);
export const channel = (name: string): Stream => channelStream(hex<ChannelId>(`channel ${name}`, 16));
export const governance = governanceStream;
const community = hex<CommunityId>('community');
const hash = (...parts: readonly Uint8Array[]): Uint8Array => {
  const state = sha256.create();
  for (const part of parts) state.update(part);
  return state.digest();
};

export const item = (text: string): SegmentItem => ({
  suite: 1,
  epoch: hex<EpochId>('epoch', 16),
  cites: [],
  body: textToBytes(text),
  bodyHash: null,
});

/** Names an envelope by its body alone: test bodies of two branches differ from the fork on. */
export const linkOf = (before: SegmentItem | undefined): EnvelopeHash =>
  hex<EnvelopeHash>(`link ${bytesToHex(before?.body ?? new Uint8Array())}`);

type Chain = {
  readonly stream: Stream;
  readonly log: LogId;
  items: SegmentItem[];
  tail: { readonly from: number; items: SegmentItem[] } | null;
  frozen: ForkProof | null;
};

const heads = new WeakMap<readonly SegmentItem[], readonly [number, EnvelopeHash]>();
/** Hash of what is held; kept until more is. */
const headOf = (chain: Chain): EnvelopeHash | null => {
  const { items } = chain;
  if (items.length === 0) return null;
  const [length, known] = heads.get(items) ?? [];
  if (known && length === items.length) return known;
  const bodies = items.map(({ body }) => bytesToHex(body ?? new Uint8Array()));
  const head = hex<EnvelopeHash>(`${chain.log} ${bodies.join(' ')}`);
  heads.set(items, [items.length, head]);
  return head;
};

const forkHeader = {
  suite: 1,
  previous: null,
  epoch: hex<EpochId>('epoch', 16),
  bodyHash: new Uint8Array(32),
  cites: [],
  signature: new Uint8Array(64),
};

export const createFakeReplica = (name: string) => {
  const chains = new Map<string, Chain>();
  const byStream = new Map<string, Map<LogId, Chain>>();
  const acked = new Map<string, number>();
  const cursors = new Map<string, Cursor>();
  const lost: LogId[] = [];
  const rooms: Uint8Array[] = [];
  let incarnation = 0;
  /** `signedEvery`: a segment can only end there. */
  const settings = { failDisk: 0, itemsPerSegment: 16, signedEvery: 1 };
  const key = (stream: Stream, log: LogId): string => `${streamToKey(stream)}|${log}`;
  const own = (): LogId => logOf(`${name} ${incarnation}`);

  const chainOf = (stream: Stream, log: LogId): Chain => {
    const found = chains.get(key(stream, log)) ?? { stream, log, items: [], tail: null, frozen: null };
    chains.set(key(stream, log), found);
    byStream.set(streamToKey(stream), (byStream.get(streamToKey(stream)) ?? new Map()).set(log, found));
    return found;
  };
  const stateOf = (stream: Stream, log: LogId): LogState => {
    const chain = chains.get(key(stream, log));
    if (!chain) return { log, length: 0, head: null, tail: null };
    const { items, tail } = chain;
    return {
      log,
      length: items.length,
      head: headOf(chain),
      tail: tail && { from: tail.from, to: tail.from + tail.items.length },
    };
  };
  const vector = (stream: Stream): readonly LogState[] =>
    [...(byStream.get(streamToKey(stream))?.keys() ?? [])].map((log) => stateOf(stream, log));
  const streams = () => {
    const seen = new Map([...chains.values()].map(({ stream }) => [streamToKey(stream), stream]));
    return [...seen.values()].map((stream) => ({
      stream,
      digest: vectorDigest(
        hash,
        vector(stream).flatMap(({ log, length, head }) => (head ? [{ log, length, head }] : [])),
      ),
    }));
  };
  const merge = (chain: Chain): void => {
    const { tail, items } = chain;
    if (!tail || tail.from > items.length) return;
    chain.items = items.concat(tail.items.slice(items.length - tail.from));
    chain.tail = null;
  };

  const receiveOne = (segment: Segment): Received => {
    if (settings.failDisk > 0) {
      settings.failDisk--;
      return { kind: 'storage' };
    }
    if (segment.signature[0] === 1) return { kind: 'refused', reason: 'signature' };
    const { stream, log, from, items } = segment;
    const chain = chainOf(stream, log);
    const state = () => stateOf(stream, log);
    const end = from + items.length;
    if (chain.frozen && end > chain.items.length) return { kind: 'frozen', state: state() };
    if (from > chain.items.length) {
      const { tail } = chain;
      if (stream.kind === 'governance') return { kind: 'gap', state: state() };
      if (tail && (from > tail.from + tail.items.length || from < tail.from))
        return { kind: 'gap', state: state() };
      if (!tail) chain.tail = { from, items: [...items] };
      else tail.items = tail.items.slice(0, from - tail.from).concat(items);
      return { kind: 'applied', state: state(), fresh: items.length };
    }
    const last = from > 0 ? chain.items[from - 1] : undefined;
    // Left out, it is what is held: a sender that knows so sends no `previous`.
    if (last && segment.previous && segment.previous !== linkOf(last))
      return { kind: 'refused', reason: 'wrong-previous' };
    for (const [index, theirs] of items.entries()) {
      const ours = chain.items[from + index];
      if (!ours || bytesEqual(ours.body ?? new Uint8Array(), theirs.body ?? new Uint8Array())) continue;
      const number = from + index;
      const opening = { device: deviceOf(name), nonce: new Uint8Array(16) };
      chain.frozen = { stream, log, number, opening, a: forkHeader, b: forkHeader };
      chain.items = chain.items.slice(0, number);
      chain.tail = null;
      return { kind: 'forked', proof: chain.frozen, state: state() };
    }
    const before = chain.items.length;
    chain.items = chain.items.concat(items.slice(Math.max(0, before - from)));
    merge(chain);
    return { kind: 'applied', state: state(), fresh: Math.max(0, end - before) };
  };

  const replica: Replica = {
    community,
    device: deviceOf(name),
    digest: () => communityDigest(hash, streams()),
    streams,
    order: (list) =>
      [...list].sort((a, b) => Number(b.kind === 'governance') - Number(a.kind === 'governance')),
    vector,
    log: stateOf,
    isOwn: (log) => log === own(),
    isFrozen: (stream, log) => chains.get(key(stream, log))?.frozen != null,
    readSegment(stream, log, from, to) {
      const chain = chains.get(key(stream, log));
      if (!chain) return null;
      const { tail } = chain;
      const inTail = tail && from >= tail.from && from < tail.from + tail.items.length;
      const source = inTail ? tail.items.slice(from - tail.from) : chain.items.slice(from);
      if (source.length === 0) return null;
      const { signedEvery } = settings;
      const most = Math.floor((from + Math.min(to - from, settings.itemsPerSegment)) / signedEvery);
      const signed = Math.max(most, Math.floor(from / signedEvery) + 1) * signedEvery;
      const items = source.slice(0, signed - from);
      const opening = { device: deviceOf(name), nonce: new Uint8Array(16) };
      const previous =
        from === 0 ? null : linkOf(inTail ? tail.items[from - tail.from - 1] : chain.items[from - 1]);
      return { stream, log, from, opening, previous, items, signature: new Uint8Array(64) };
    },
    context: () => null,
    receive: async (segments) => segments.map(receiveOne),
    async receiveFork(proof) {
      return receiveFork(proof);
    },
    forkProof: (stream, log) => chains.get(key(stream, log))?.frozen ?? null,
    acknowledged(_peer, place, exact) {
      if (place === null) {
        for (const chain of chains.values()) acked.set(key(chain.stream, chain.log), chain.items.length);
        return;
      }
      const at = key(place.stream, place.log);
      acked.set(at, exact ? place.length : Math.max(place.length, acked.get(at) ?? 0));
    },
    cursor: (node) => cursors.get(node) ?? null,
    setCursor(node, cursor, reset) {
      cursors.set(node, cursor);
      if (reset) acked.clear();
    },
    receiveRoom: (payload) => void rooms.push(payload),
    receiveTicket: () => undefined,
    receiveBlob: () => undefined,
    incarnationLost(_stream, log) {
      lost.push(log);
      if (log === own()) incarnation++;
    },
    unsent() {
      let count = 0;
      for (const [at, { items, log }] of chains)
        if (log === own()) count += items.length - Math.min(items.length, acked.get(at) ?? 0);
      return count;
    },
    hello: ({ audience }) => ({
      type: 'hello',
      version: 1,
      community,
      accessKey: new Uint8Array(32),
      genesisHash: new Uint8Array(32),
      audience,
      device: deviceOf(name),
      accessSignature: new Uint8Array(64),
      deviceSignature: new Uint8Array(64),
    }),
    verifyHello: (hello, { audience }) => (hello.audience === audience ? ok(hello.device) : err('proof')),
  };

  const receiveFork = (proof: ForkProof): boolean => {
    const chain = chainOf(proof.stream, proof.log);
    if (chain.frozen && chain.frozen.number <= proof.number) return false;
    chain.frozen = proof;
    chain.items = chain.items.slice(0, proof.number);
    chain.tail = null;
    return true;
  };

  return {
    name,
    replica,
    chains,
    acked,
    lost,
    rooms,
    settings,
    own,
    key,
    receiveOne,
    receiveFork,
    /** Writes `count` envelopes to a log (the own one by default). */
    write(stream: Stream, count = 1, log: LogId = own(), text = ''): void {
      const chain = chainOf(stream, log);
      for (let n = 0; n < count; n++)
        chain.items.push(item(`${text} ${log.slice(0, 4)} ${chain.items.length}`));
    },
    /** As a backup restored: every log is cut to a share of its length. */
    rollBack(keep: (length: number) => number): void {
      for (const chain of chains.values()) {
        chain.items = chain.items.slice(0, keep(chain.items.length));
        chain.tail = null;
      }
    },
    wipe(): void {
      chains.clear();
      byStream.clear();
    },
    /** Holds what `other` holds now. */
    copy(other: { readonly chains: ReadonlyMap<string, Chain> }): void {
      for (const { stream, log, items } of other.chains.values()) chainOf(stream, log).items = [...items];
    },
    dump: (): readonly string[] =>
      [...chains.entries()]
        .filter(([, chain]) => chain.items.length > 0)
        .map(([at, chain]) => `${at} ${chain.items.length} ${headOf(chain)}`)
        .sort(),
  };
};
export type FakeReplica = ReturnType<typeof createFakeReplica>;
