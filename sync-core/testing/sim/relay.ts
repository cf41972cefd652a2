/**
 * A relay in memory that speaks the acceptor's side of the protocol, as `relay/` does: it admits by
 * proof, verifies what is pushed, answers wants, passes on what is new. Communities know nothing of each other.
 */
import { bytesEqual, bytesToHex, unreachable } from '../../src/base/index.ts';
import {
  type CipherSuite,
  type Envelope,
  envelopesToForkProof,
  envelopesToSegment,
  type Segment,
  segmentToEnvelopes,
  toBareSegment,
  verifyForkProof,
  verifyHello,
} from '../../src/crypto/index.ts';
import { type CommunityId, type LogId, limits, type Stream, streamToKey } from '../../src/model/index.ts';
import {
  type AcceptorMessage,
  type ConnectorMessage,
  decodeConnectorMessage,
  encodeAcceptorMessage,
  type Hello,
  protocolVersion,
  type Refusal,
} from '../../src/protocol/index.ts';
import { createRelayStore, type RelayLog } from './relay-store.ts';

export const relayHost = 'relay.sim';
export const relayUrl = `wss://${relayHost}/sync`;

/** How the relay reaches one connection. */
export type RelayOut = { send(frame: Uint8Array): void; close(): void };
export type RelayConnection = { receive(frame: Uint8Array): void; closed(): void };

export type SimRelay = {
  accept(out: RelayOut): RelayConnection;
  /** Loses everything and starts a new generation. The caller cuts the links, as a restart does. */
  wipe(): void;
  /** A backup comes back: the last commits are gone, the generation stays. How many were lost. */
  rollBack(commits: number): number;
  /** Segments are changed on the way out from now on. */
  forge(on: boolean): void;
  held(): number;
};

type Admitted = RelayOut & { readonly device: string };
type Place = { readonly stream: Stream; readonly log: LogId };

const cut = (log: RelayLog, from: number, to: number): Segment | null => {
  const { envelopes } = log;
  let end = from;
  for (let bytes = 0; end < Math.min(to, envelopes.length, from + limits.segmentItems); end++) {
    bytes += envelopes[end]?.body?.length ?? 0;
    if (end > from && bytes > limits.segmentBytes) break;
  }
  while (end > from && !envelopes[end - 1]?.signature) end--;
  if (end === from) {
    end = Math.min(to, envelopes.length);
    while (end < envelopes.length && !envelopes[end - 1]?.signature) end++;
  }
  const run = envelopes.slice(from, end);
  if (!run.at(-1)?.signature) return null;
  return envelopesToSegment(run, { opening: log.opening, previous: run[0]?.header.previous ?? null });
};

/** Whether a segment that does not verify may continue another branch of its log: answered with what is held. */
const mayBranch = (segment: Segment, kind: string): boolean =>
  segment.from > 0 && (kind === 'wrong-previous' || (kind === 'signature' && segment.previous === null));

type Handling = { readonly dedupes: boolean; readonly isForging: () => boolean };

/** One community at the relay. */
const createRoom = (suite: CipherSuite, { dedupes, isForging }: Handling) => {
  const { random } = suite;
  const store = createRelayStore(suite.hash);
  const members = new Set<Admitted>();
  const blobs = new Map<string, Uint8Array>();
  /** Logs whose opening went to all who are members now: live segments of these travel bare, as `relay/` sends them. */
  const told = new Set<string>();

  /** The last body replaced, under the signature of the true one. */
  const forged = (message: AcceptorMessage): AcceptorMessage => {
    if (!isForging() || message.type !== 'segment') return message;
    const items = message.items.map((item, index) =>
      index === message.items.length - 1 && item.body
        ? { ...item, body: random.bytes(item.body.length) }
        : item,
    );
    return { ...message, items };
  };
  const sendTo = (out: RelayOut, message: AcceptorMessage): void =>
    out.send(encodeAcceptorMessage(forged(message)));
  const broadcast = (message: AcceptorMessage, except: Admitted): void => {
    for (const member of [...members]) if (member !== except) sendTo(member, message);
  };
  const refuse = (out: RelayOut, reason: Refusal, place: Place | null, value = 0): void =>
    sendTo(out, {
      type: 'refused',
      reason,
      detail: 'sim',
      stream: place?.stream ?? null,
      log: place?.log ?? null,
      value,
    });

  const accept = (from: Admitted, id: CommunityId, segment: Segment) => {
    const { stream, log } = segment;
    const held = store.log(stream, log);
    const length = held?.envelopes.length ?? 0;
    if (held?.fork) return sendTo(from, { type: 'fork', ...held.fork });
    if (segment.from > length) return refuse(from, 'gap', segment, length);
    const opening = segment.opening ?? store.openingOf(log);
    const before = held?.envelopes[segment.from - 1];
    const known = { opening, previous: before?.hash ?? null, context: () => before?.header ?? null };
    const verified = segmentToEnvelopes(suite, id, segment, known);
    if (held && !verified.ok && mayBranch(segment, verified.error.kind)) {
      const ours = cut(held, segment.from - 1, segment.from);
      if (ours) return sendTo(from, { type: 'segment', ...ours });
    }
    if (!verified.ok || opening === null) return refuse(from, 'signature', segment);
    const come = verified.value;
    const clash = held ? findClash(held, segment.from, come) : null;
    if (held && clash) {
      held.fork = envelopesToForkProof(clash.ours, clash.theirs, opening);
      if (!held.fork) return refuse(from, 'signature', segment);
      const proof: AcceptorMessage = { type: 'fork', ...held.fork };
      sendTo(from, proof);
      return broadcast(proof, from);
    }
    const end = segment.from + come.length;
    const fresh = dedupes ? come.slice(length - segment.from) : come;
    const first = fresh[0];
    if (first) store.append(stream, log, opening, fresh);
    sendTo(from, { type: 'ack', stream, log, length: end });
    if (!first) return;
    const place = `${streamToKey(stream)}|${log}`;
    const whole = envelopesToSegment(fresh, { opening, previous: first.header.previous });
    const last = held?.envelopes[first.header.number - 1]?.header ?? null;
    const live = told.has(place) ? toBareSegment(whole, last) : whole;
    told.add(place);
    broadcast({ type: 'segment', ...live }, from);
  };

  const findClash = (
    held: RelayLog,
    from: number,
    come: readonly Envelope[],
  ): { readonly ours: Envelope; readonly theirs: Envelope } | null => {
    for (const theirs of come) {
      const ours = held.envelopes[theirs.header.number];
      if (
        theirs.header.number >= from &&
        ours &&
        ours.hash !== theirs.hash &&
        ours.signature &&
        theirs.signature
      )
        return { ours, theirs };
    }
    return null;
  };

  const want = (to: RelayOut, message: Extract<ConnectorMessage, { readonly type: 'want' }>) => {
    const held = store.log(message.stream, message.log);
    const length = held?.envelopes.length ?? 0;
    if (!held || message.from >= length) return refuse(to, 'gap', message, length);
    for (let at = message.from; at < Math.min(message.to, length); ) {
      const segment = cut(held, at, message.to);
      if (!segment) return;
      sendTo(to, { type: 'segment', ...segment });
      at += segment.items.length;
    }
  };

  const compare = (theirs: Extract<ConnectorMessage, { readonly type: 'summary' }>['streams']) => {
    const ours = new Map(store.digests().map((entry) => [streamToKey(entry.stream), entry]));
    const nothing = suite.hash().slice(0, 16);
    const differing = [];
    for (const entry of theirs) {
      const mine = ours.get(streamToKey(entry.stream))?.digest ?? nothing;
      ours.delete(streamToKey(entry.stream));
      if (!bytesEqual(mine, entry.digest)) differing.push({ stream: entry.stream, digest: mine });
    }
    return [...differing, ...ours.values()];
  };

  const receive = (from: Admitted, id: CommunityId, message: ConnectorMessage) => {
    switch (message.type) {
      case 'hello':
        return refuse(from, 'malformed', null);
      case 'summary':
        return sendTo(from, { type: 'summary', streams: compare(message.streams) });
      case 'vector': {
        if (!message.reply) return;
        const { stream } = message;
        return sendTo(from, {
          type: 'vector',
          stream,
          logs: [...store.vector(stream)],
          reply: false,
          more: false,
        });
      }
      case 'want':
        return want(from, message);
      case 'segment':
        return accept(from, id, message);
      case 'fork': {
        const held = store.log(message.stream, message.log);
        if (held && !held.fork && verifyForkProof(suite, id, message)) {
          held.fork = message;
          broadcast(message, from);
        }
        return;
      }
      case 'room':
        return broadcast(message, from);
      case 'ping':
        return sendTo(from, { type: 'pong', id: message.id });
      case 'ticketWanted':
      case 'meetingWanted':
        return refuse(from, 'unavailable', null);
      case 'blobKept': {
        const key = bytesToHex(message.id);
        if (message.bytes.length === 0) blobs.delete(key);
        else blobs.set(key, message.bytes);
        return;
      }
      case 'blobWanted':
        return sendTo(from, {
          type: 'blob',
          id: message.id,
          bytes: blobs.get(bytesToHex(message.id)) ?? null,
        });
      case 'ack':
      case 'refused':
      case 'pong':
        return;
      default:
        return unreachable(message);
    }
  };

  return { store, members, told, receive, sendTo };
};
type Room = ReturnType<typeof createRoom>;

/** `dedupes: false` stores what it holds once more: a mutant. */
export const createSimRelay = (suite: CipherSuite, dedupes = true): SimRelay => {
  const { random } = suite;
  const node = random.bytes(16);
  let generation = random.bytes(16);
  let forging = false;
  const rooms = new Map<CommunityId, Room>();
  const roomOf = (community: CommunityId): Room => {
    const known = rooms.get(community);
    if (known) return known;
    const made = createRoom(suite, { dedupes, isForging: () => forging });
    rooms.set(community, made);
    return made;
  };

  return {
    accept(out) {
      const nonce = random.bytes(32);
      let admitted: { readonly as: Admitted; readonly community: CommunityId; readonly room: Room } | null =
        null;
      const end = (reason: Refusal): void => {
        out.send(
          encodeAcceptorMessage({
            type: 'refused',
            reason,
            detail: 'sim',
            stream: null,
            log: null,
            value: 0,
          }),
        );
        if (admitted) admitted.room.members.delete(admitted.as);
        out.close();
      };
      const admit = (hello: Hello) => {
        const proven = verifyHello(suite, hello, { nonce, audience: relayHost });
        if (!proven.ok) return end('proof');
        const { community, device } = proven.value;
        const room = roomOf(community);
        admitted = { as: { ...out, device }, community, room };
        room.members.add(admitted.as);
        room.told.clear();
        const { store } = room;
        room.sendTo(out, { type: 'welcome', generation, offset: store.offset(), digest: store.digest() });
      };
      out.send(encodeAcceptorMessage({ type: 'challenge', version: protocolVersion, nonce, node }));
      return {
        receive: (frame) => {
          const message = decodeConnectorMessage(frame);
          if (!message.ok) return end('malformed');
          if (admitted) return admitted.room.receive(admitted.as, admitted.community, message.value);
          if (message.value.type !== 'hello') return end('malformed');
          if (message.value.version !== protocolVersion) return end('version');
          admit(message.value);
        },
        closed() {
          if (admitted) admitted.room.members.delete(admitted.as);
        },
      };
    },
    wipe() {
      rooms.clear();
      generation = random.bytes(16);
    },
    rollBack(commits) {
      let taken = 0;
      for (const { members, store } of rooms.values()) {
        members.clear();
        taken += store.rollBack(commits);
      }
      return taken;
    },
    forge(on) {
      forging = on;
    },
    held: () => [...rooms.values()].reduce((sum, { store }) => sum + store.offset(), 0),
  };
};
