/** Session machines and a small relay over wires that hold messages until told to pass them. */
import { assert, hexToBytes } from '../../../src/base/index.ts';
import type { Segment } from '../../../src/crypto/types.ts';
import { type LogId, limits, type Stream, streamToKey } from '../../../src/model/index.ts';
import {
  type AcceptorMessage,
  encodePeerMessage,
  type Message,
  protocolVersion,
} from '../../../src/protocol/index.ts';
import { stepSession } from '../../../src/sync/session.ts';
import {
  createSessionState,
  type SessionConfig,
  type SessionEffect,
  type SessionEvent,
  type Timer,
} from '../../../src/sync/session-state.ts';
import type { LinkStatus } from '../../../src/sync/status.ts';
import { createFakeReplica, deviceOf, type FakeReplica } from './fake-replica.ts';

export type Side = {
  /** Messages on their way out. */
  readonly outbox: Message[];
  bytes: number;
  take(message: Message): void;
  /** Does what waits inside; false when nothing did. */
  work(): boolean;
};

export type End = Side & {
  readonly fake: FakeReplica;
  readonly state: ReturnType<typeof createSessionState>;
  readonly timers: Map<Timer, number>;
  readonly sent: Message[];
  readonly effects: SessionEffect[];
  status: LinkStatus | null;
  closed: string | null;
  bufferedBytes: number;
  step(event: SessionEvent): void;
  fire(timer: Timer): boolean;
  onGrown: (stream: Stream, log: LogId) => void;
};

export const createEnd = (fake: FakeReplica, config: SessionConfig): End => {
  const state = createSessionState(config);
  const applies: Segment[] = [];
  const end: End = {
    fake,
    state,
    timers: new Map(),
    outbox: [],
    sent: [],
    effects: [],
    bytes: 0,
    status: null,
    closed: null,
    bufferedBytes: 0,
    onGrown: () => undefined,
    step(event) {
      const env = { replica: fake.replica, bufferedBytes: end.bufferedBytes };
      for (const effect of stepSession(state, event, env)) run(effect);
    },
    take: (message) => end.step({ type: 'message', message }),
    work() {
      const segment = applies.shift();
      if (!segment) return false;
      const outcome = fake.receiveOne(segment);
      end.step({ type: 'received', segment, outcome });
      if (outcome.kind === 'applied' && outcome.fresh > 0) end.onGrown(segment.stream, segment.log);
      return true;
    },
    fire(timer) {
      if (!end.timers.delete(timer)) return false;
      end.step({ type: 'timer', timer });
      return true;
    },
  };
  const run = (effect: SessionEffect): void => {
    end.effects.push(effect);
    switch (effect.type) {
      case 'send':
        end.bytes += encodePeerMessage(effect.message).length;
        end.outbox.push(effect.message);
        end.sent.push(effect.message);
        return;
      case 'apply':
        applies.push(effect.segment);
        return;
      case 'applyFork':
        fake.receiveFork(effect.proof);
        return;
      case 'markAcked':
        if (state.peer) fake.replica.acknowledged(state.peer, effect.place, effect.exact);
        return;
      case 'setCursor':
        fake.replica.setCursor(effect.node, effect.cursor, effect.reset);
        return;
      case 'incarnationLost':
        fake.replica.incarnationLost(effect.stream, effect.log, effect.length);
        return;
      case 'room':
        fake.rooms.push(effect.payload);
        return;
      case 'schedule':
        if (effect.delayMs === null) end.timers.delete(effect.timer);
        else end.timers.set(effect.timer, effect.delayMs);
        return;
      case 'setStatus':
        end.status = effect.status;
        return;
      case 'close':
        end.closed = effect.reason;
        return;
      case 'ticket':
        return;
    }
  };
  return end;
};

/** A relay's protocol over the same fake: no islands, broadcasts, and what a test wants refused. */
export const createFakeRelay = () => {
  const fake = createFakeReplica('relay');
  const relay = {
    fake,
    generation: 1,
    sides: new Set<Side>(),
    refuse: null as ((segment: Segment) => Message | null) | null,
    connect,
    wipe(): void {
      fake.wipe();
      relay.generation++;
    },
  };
  const same = (a: Uint8Array, b: Uint8Array): boolean => a.every((byte, index) => byte === b[index]);

  function connect(): Side {
    const push = (message: AcceptorMessage, to: Side): void => {
      to.bytes += encodePeerMessage(message).length;
      to.outbox.push(message);
    };
    const nonce = new Uint8Array(32);
    const side: Side = { outbox: [], bytes: 0, work: () => false, take: (message) => take(message) };
    let own: Map<string, ReturnType<typeof fake.replica.streams>[number]> | null = null;
    let differing: ReturnType<typeof fake.replica.streams>[number][] = [];
    const take = (message: Message): void => {
      const { replica } = fake;
      switch (message.type) {
        case 'hello': {
          const generation = new Uint8Array(16).fill(relay.generation);
          push({ type: 'welcome', generation, offset: 0, digest: replica.digest() }, side);
          return;
        }
        case 'summary': {
          own ??= new Map(replica.streams().map((entry) => [streamToKey(entry.stream), entry]));
          for (const theirs of message.streams) {
            const mine = own.get(streamToKey(theirs.stream));
            own.delete(streamToKey(theirs.stream));
            if (!mine || !same(mine.digest, theirs.digest)) differing.push(mine ?? theirs);
          }
          if (message.streams.length === limits.streamsPerVector) return;
          const all = [...differing, ...own.values()];
          own = null;
          differing = [];
          for (let at = 0; at <= all.length; at += limits.streamsPerVector)
            push({ type: 'summary', streams: all.slice(at, at + limits.streamsPerVector) }, side);
          return;
        }
        case 'vector': {
          const logs = replica
            .vector(message.stream)
            .flatMap(({ log, length, head }) => (head ? [{ log, length, head }] : []));
          if (message.reply)
            push({ type: 'vector', stream: message.stream, logs, reply: false, more: false }, side);
          return;
        }
        case 'want': {
          const { stream, log, from, to } = message;
          let at = from;
          for (let next = replica.readSegment(stream, log, at, to); next && at < to; ) {
            push({ type: 'segment', ...next }, side);
            at += next.items.length;
            next = replica.readSegment(stream, log, at, to);
          }
          if (at === from) refuse(message, replica.log(stream, log).length);
          return;
        }
        case 'segment': {
          const refused = relay.refuse?.(message) ?? null;
          if (refused) {
            side.outbox.push(refused);
            return;
          }
          const { stream, log } = message;
          if (message.from > replica.log(stream, log).length) {
            refuse(message, replica.log(stream, log).length);
            return;
          }
          const outcome = fake.receiveOne(message);
          if (outcome.kind === 'forked') push({ type: 'fork', ...outcome.proof }, side);
          if (outcome.kind !== 'applied') return;
          push({ type: 'ack', stream, log, length: outcome.state.length }, side);
          if (outcome.fresh > 0) for (const other of relay.sides) if (other !== side) push(message, other);
          return;
        }
        default:
          return;
      }
    };
    const refuse = ({ stream, log }: { stream: Stream; log: LogId }, value: number): void =>
      push({ type: 'refused', reason: 'gap', detail: '', stream, log, value }, side);
    relay.sides.add(side);
    push({ type: 'challenge', version: protocolVersion, nonce, node: hexToBytes('aa'.repeat(16)) }, side);
    return side;
  }
  return relay;
};
export type FakeRelay = ReturnType<typeof createFakeRelay>;

export type Wire = { readonly a: Side; readonly b: Side };

/** Passes one message (or one unit of work) from each side; false when all is quiet. */
export const passOne = ({ a, b }: Wire): boolean => {
  const toB = a.outbox.shift();
  if (toB) b.take(toB);
  const toA = b.outbox.shift();
  if (toA) a.take(toA);
  const worked = [a.work(), b.work()].some(Boolean);
  return toA !== undefined || toB !== undefined || worked;
};

export const untilQuiet = (...wires: readonly Wire[]): void => {
  for (let turn = 0; turn < 200_000; turn++) if (!wires.map(passOne).some(Boolean)) return;
  assert(false, 'never quiet');
};

export const nonce = new Uint8Array(32).fill(7);

/** A direct link, `a` leading, opened on both ends. */
export const direct = (a: FakeReplica, b: FakeReplica) => {
  const left = createEnd(a, { peer: 'device', role: 'connector', device: deviceOf(b.name) });
  const right = createEnd(b, { peer: 'device', role: 'acceptor', device: deviceOf(a.name) });
  left.step({ type: 'opened', nonce });
  right.step({ type: 'opened', nonce });
  return { a: left, b: right };
};

export const toRelay = (fake: FakeReplica, relay: FakeRelay) => {
  const end = createEnd(fake, { peer: 'relay', role: 'connector', audience: 'relay.test' });
  const side = relay.connect();
  end.step({ type: 'opened', nonce });
  return { a: end, b: side };
};
