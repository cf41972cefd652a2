/** What sync needs of a community: reads of the store, writes through commits, the own proof of access. */
import { bytesToHex, concatBytes, decode, err, hexToBytes, ok } from '../../base/index.ts';
import {
  accessKeys,
  forkProof as forkProofCodec,
  type Segment,
  signHello,
  verifyHello,
} from '../../crypto/index.ts';
import { type LogId, type Stream, streamToKey } from '../../model/index.ts';
import { protocolVersion } from '../../protocol/index.ts';
import type { Cursor, PeerIdentity, Received, Replica, SignalingTicket } from '../../sync/index.ts';
import { inBackground } from '../background.ts';
import { type Changes, noChanges, noteTimeline } from './changes.ts';
import type { CommunityCore } from './core.ts';
import type { Inbound } from './inbound.ts';
import type { Writer } from './writer.ts';

export type ReplicaDeps = {
  readonly core: CommunityCore;
  readonly writer: Writer;
  readonly inbound: Inbound;
  readonly accessSeed: Uint8Array;
  /** Tells the owner what a commit changed. */
  readonly publish: (changes: Changes) => void;
  readonly receiveRoom: (payload: Uint8Array) => void;
  readonly receiveTicket: (ticket: SignalingTicket) => void;
  readonly receiveBlob: (id: Uint8Array, bytes: Uint8Array | null) => void;
  /** A relay was met; another generation has lost what was left with it. */
  readonly metRelay: (generation: string) => void;
  /** The stream on screen, to be caught up first. */
  readonly visible: () => Stream | null;
};

const cursorSetting = (node: string): string => `cursor/${node}`;
const cursorToBytes = ({ generation, offset }: Cursor): Uint8Array => {
  const tail = new Uint8Array(8);
  new DataView(tail.buffer).setBigUint64(0, BigInt(offset));
  return concatBytes(hexToBytes(generation), tail);
};
const bytesToCursor = (bytes: Uint8Array): Cursor | null => {
  if (bytes.length !== 24) return null;
  const offset = Number(new DataView(bytes.buffer, bytes.byteOffset + 16, 8).getBigUint64(0));
  return { generation: bytesToHex(bytes.subarray(0, 16)), offset };
};

export const createReplica = (deps: ReplicaDeps): Replica => {
  const { core, writer, inbound, publish } = deps;
  const { store, suite, community, committer, device, logger } = core;
  const access = accessKeys(suite, deps.accessSeed);

  /** A write whose failure costs nothing but telling again. */
  const commitQuietly = (task: (changes: Changes) => void): void => {
    const changes = noChanges();
    const saved = committer
      .commit(() => task(changes))
      .then((done) => {
        if (done.ok) publish(changes);
        else logger.warn('sync state was not saved', { reason: done.error.kind });
      });
    inBackground(logger, saved);
  };

  /** Governance, what is on screen, what else is of that channel, the rest. */
  const rank = (stream: Stream, visible: Stream | null): number => {
    if (stream.kind === 'governance') return 0;
    if (visible === null || visible.kind === 'governance') return 3;
    if (streamToKey(stream) === streamToKey(visible)) return 1;
    return stream.channel === visible.channel ? 2 : 3;
  };

  return {
    community,
    device: device.device,
    digest: () => store.digestOfAll(),
    streams: () => store.digests(),
    order(streams) {
      const visible = deps.visible();
      const newest = store.newest();
      const activity = (stream: Stream) =>
        stream.kind === 'governance' ? '' : (newest.get(stream.channel) ?? '');
      return [...streams].sort(
        (a, b) =>
          rank(a, visible) - rank(b, visible) ||
          (activity(a) < activity(b) ? 1 : activity(a) > activity(b) ? -1 : 0),
      );
    },
    vector: (stream) => store.chains(stream).map(({ log }) => inbound.logState(stream, log)),
    log: inbound.logState,
    isOwn: (log) => log === writer.log(),
    isFrozen: (stream, log) => store.chain(stream, log)?.frozenAt != null,
    readSegment: (stream, log, from, to) =>
      store.segment(stream, log, { from, to }, { opening: true, previous: true }),
    context: (stream, log, number) => store.envelope(stream, log, number)?.envelope.header ?? null,
    async receive(segments) {
      // A write each, so that a long catch-up lets the host answer in between.
      return Promise.all(segments.map(receiveOne));
    },
    async receiveFork(proof) {
      const changes = noChanges();
      const done = await committer.commit(() => inbound.receiveFork(proof, changes));
      if (done.ok) publish(changes);
      return done.ok && done.value;
    },
    forkProof(stream, log) {
      const found = store
        .forks()
        .find((fork) => fork.log === log && streamToKey(fork.stream) === streamToKey(stream));
      const proof = found ? decode(forkProofCodec, found.proof) : null;
      return proof?.ok ? proof.value : null;
    },
    acknowledged(peer, place, exact) {
      commitQuietly((changes) => {
        if (place === null) {
          for (const stream of store.streams())
            acknowledgeOne(peer, stream, store.vector(stream), false, changes);
        } else {
          acknowledgeOne(peer, place.stream, [place], exact, changes);
        }
        changes.delivery = true;
      });
    },
    cursor(node) {
      const saved = store.setting(cursorSetting(node));
      return saved === null ? null : bytesToCursor(saved);
    },
    setCursor(node, cursor) {
      deps.metRelay(node + cursor.generation);
      commitQuietly(() => {
        store.relayGeneration(node, hexToBytes(cursor.generation));
        store.saveSetting(cursorSetting(node), cursorToBytes(cursor));
      });
    },
    receiveRoom: (payload) => deps.receiveRoom(payload),
    receiveTicket: (ticket) => deps.receiveTicket(ticket),
    receiveBlob: (id, bytes) => deps.receiveBlob(id, bytes),
    incarnationLost(stream, log, length) {
      if (log !== writer.log()) return;
      logger.warn('a peer holds more of this device’s log than we do: starting a new one', {
        stream: stream.kind,
        length,
      });
      commitQuietly(() => {
        if (log === writer.log()) writer.startIncarnation();
      });
    },
    unsent: () => store.unsentCount(),
    hello({ nonce, audience }) {
      const claim = { community, genesisHash: core.genesisHash, audience, device: device.device, nonce };
      return { type: 'hello', version: protocolVersion, ...signHello(suite, claim, access, device.signing) };
    },
    verifyHello(hello, { nonce, audience }) {
      if (hello.version !== protocolVersion) return err('version');
      const proven = verifyHello(suite, hello, { nonce, audience, community });
      return proven.ok ? ok(proven.value.device) : err('proof');
    },
  };

  async function receiveOne(segment: Segment): Promise<Received> {
    const changes = noChanges();
    const done = await committer.commit(() => inbound.receive(segment, changes));
    if (!done.ok) {
      logger.warn('received envelopes were not stored', { reason: done.error.kind });
      return { kind: 'storage' };
    }
    publish(changes);
    return done.value;
  }

  function acknowledgeOne(
    peer: PeerIdentity,
    stream: Stream,
    logs: readonly { readonly log: LogId; readonly length: number }[],
    exact: boolean,
    changes: Changes,
  ): void {
    for (const { log, length } of logs) {
      if (peer.kind === 'relay') {
        noteTimeline(changes, store.acknowledged(peer.node, stream, log, length, exact));
        continue;
      }
      const envelope = store.envelope(stream, log, length - 1)?.envelope;
      if (envelope)
        noteTimeline(changes, store.deviceHolds(peer.device, stream, [{ log, length, head: envelope.hash }]));
    }
  }
};
