/**
 * What a relay answers, message by message, once a link is admitted (see protocol/messages.ts for the
 * order of a link). It never wants anything itself and never looks into a body.
 */
import {
  type AcceptorMessage,
  type ConnectorMessage,
  type DeviceId,
  encodeAcceptorMessage,
  type Logger,
  type LogId,
  type LogLength,
  limits,
  type Refusal,
  type Segment,
  type Stream,
  type StreamDigest,
  streamToKey,
  unreachable,
} from '@maru/sync-core';
import { type AppendDeps, type AppendOutcome, acceptSegment } from '../community/append.ts';
import { answerBlob } from '../community/blobs.ts';
import type { Community, Listener } from '../community/community.ts';
import { isSound, setDamagedAside } from '../community/damage.ts';
import { acceptForkProof } from '../community/forks.ts';
import { toLiveSegment } from '../community/live.ts';
import { readSegment } from '../community/serve.ts';
import type { Meetings } from '../meetings.ts';
import { toSocketFrame } from './frames.ts';

export type SessionDeps = AppendDeps & {
  readonly logger: Logger;
  /** Null where no signaling server runs. */
  readonly meetings: Meetings | null;
  readonly now: () => number;
};

export type SessionLink = Listener & {
  send(message: AcceptorMessage): void;
  /** True when there is room to serve more. */
  mayServe(): boolean;
  /** Budgets: null to go on, else milliseconds to wait. */
  chargeEnvelopes(count: number): void;
  roomAllowed(): boolean;
  ticketAllowed(): boolean;
  blobsAllowed(): boolean;
};

export type Session = {
  receive(message: ConnectorMessage): void;
  /** Continues to serve what was wanted. */
  pump(): void;
  /** Whether there is more to serve. */
  busy(): boolean;
};

type Want = { readonly stream: Stream; readonly log: LogId; from: number; readonly to: number };

export const createSession = (
  deps: SessionDeps,
  community: Community,
  device: DeviceId,
  link: SessionLink,
): Session => {
  const { committer, store } = deps;
  const { index } = community;
  const wants: Want[] = [];

  const refuse = (
    reason: Refusal,
    detail: string,
    place: { readonly stream: Stream; readonly log: LogId } | null,
    value = 0,
  ): void =>
    link.send({
      type: 'refused',
      reason,
      detail,
      stream: place?.stream ?? null,
      log: place?.log ?? null,
      value,
    });

  const tell = (message: AcceptorMessage, others: boolean): void => {
    if (others) community.broadcast(toSocketFrame(encodeAcceptorMessage(message)), link);
    else link.send(message);
  };

  const settle = (segment: Segment, outcome: AppendOutcome) => {
    const { stream, log } = segment;
    const failed = () => refuse('unavailable', 'storing failed', segment, 5_000);
    switch (outcome.kind) {
      case 'fresh':
        committer.submit({
          writes: [outcome.run],
          done(stored) {
            if (!stored) return failed();
            link.send({ type: 'ack', stream, log, length: outcome.length });
            tell({ type: 'segment', ...toLiveSegment(community, outcome.segment, outcome.before) }, true);
          },
        });
        return;
      case 'held':
        committer.submit({
          writes: [],
          done: (stored) =>
            stored ? link.send({ type: 'ack', stream, log, length: outcome.length }) : failed(),
        });
        return;
      case 'refused':
        return refuse(outcome.reason, outcome.detail, segment, outcome.value);
      case 'forked':
        if (outcome.fresh) keepFork(outcome.proof);
        return link.send({ type: 'fork', ...outcome.proof });
      case 'conflict': {
        const entry = index.entry(stream, log);
        const held = entry && readSegment(store, index, entry, outcome.number, outcome.number + 1);
        if (held && entry && !isSound(deps.suite, community, held))
          return setDamagedAside(deps, community, entry, outcome.number);
        return held
          ? link.send({ type: 'segment', ...held })
          : refuse('signature', 'contradicts what is held', segment);
      }
      default:
        return unreachable(outcome);
    }
  };

  const keepFork = (proof: Parameters<typeof index.freeze>[0]): void => {
    index.freeze(proof);
    committer.submit({
      writes: [{ kind: 'fork', community: index.id, proof }],
      done: (stored) => stored && tell({ type: 'fork', ...proof }, true),
    });
  };

  /** A summary that comes in several messages: ours not yet named, and what differs and was not yet told. */
  let comparing: { readonly ours: Map<string, StreamDigest>; readonly differing: StreamDigest[] } | null =
    null;

  /**
   * Tells which streams differ or which one side lacks. A message of limits.streamsPerVector entries is followed
   * by another, in either direction; what a peer names is never held beyond one message of it.
   */
  const compare = (theirs: readonly StreamDigest[]): void => {
    const nothing = deps.suite.hash().slice(0, 16);
    const current = comparing ?? {
      ours: new Map(index.digests().map((entry) => [streamToKey(entry.stream), entry])),
      differing: [],
    };
    const { ours, differing } = current;
    for (const entry of theirs) {
      const key = streamToKey(entry.stream);
      const mine = ours.get(key)?.digest ?? nothing;
      ours.delete(key);
      if (Buffer.compare(mine, entry.digest) !== 0) differing.push({ stream: entry.stream, digest: mine });
    }
    const last = theirs.length < limits.streamsPerVector;
    comparing = last ? null : current;
    if (last) differing.push(...ours.values());
    while (last || differing.length >= limits.streamsPerVector) {
      const streams = differing.splice(0, limits.streamsPerVector);
      link.send({ type: 'summary', streams });
      if (streams.length < limits.streamsPerVector) return;
    }
  };

  const answerVector = (stream: Stream): void => {
    for (const proof of index.forksIn(stream)) link.send({ type: 'fork', ...proof });
    const logs: readonly LogLength[] = index.vector(stream);
    let at = 0;
    do {
      const piece = logs
        .slice(at, at + limits.logsPerVector)
        .map(({ log, length, head }) => ({ log, length, head }));
      at += piece.length;
      link.send({ type: 'vector', stream, logs: piece, reply: false, more: at < logs.length });
    } while (at < logs.length);
  };

  const want = (message: Extract<ConnectorMessage, { type: 'want' }>) => {
    const { stream, log, from, to } = message;
    const entry = index.entry(stream, log);
    const length = (entry && index.shown(entry)?.length) ?? 0;
    if (from >= length) return refuse('gap', 'not held', message, length);
    if (from >= to) return;
    wants.push({ stream, log, from, to });
    pump();
  };

  const pump = (): void => {
    while (link.mayServe()) {
      const next = wants[0];
      if (!next) return;
      committer.flush();
      const entry = index.entry(next.stream, next.log);
      const segment = entry && readSegment(store, index, entry, next.from, next.to);
      const shown = (entry && index.shown(entry)?.length) ?? 0;
      if (entry && next.from < shown && !(segment && isSound(deps.suite, community, segment))) {
        setDamagedAside(deps, community, entry, next.from);
        return;
      }
      if (segment) {
        link.send({ type: 'segment', ...segment });
        next.from += segment.items.length;
      }
      if (!segment || next.from >= next.to || (entry && next.from >= entry.length)) wants.shift();
    }
  };

  const meeting = (message: Extract<ConnectorMessage, { type: 'ticketWanted' | 'meetingWanted' }>) => {
    if (!deps.meetings) return refuse('unavailable', 'no signaling here', null);
    if (!link.ticketAllowed()) return refuse('rate', 'too many tickets', null, 5_000);
    if (message.type === 'ticketWanted') return link.send({ type: 'ticket', ...deps.meetings.ticket() });
    link.send({ type: 'meeting', ...deps.meetings.meeting(index.id, message.held) });
  };

  return {
    pump,
    busy: () => wants.length > 0,
    receive(message) {
      switch (message.type) {
        case 'hello':
          return refuse('malformed', 'hello was said', null);
        case 'summary':
          committer.flush();
          return compare(message.streams);
        case 'vector':
          committer.flush();
          return message.reply ? answerVector(message.stream) : undefined;
        case 'want':
          committer.flush();
          return wants.length < deps.limits.wantsPerConnection
            ? want(message)
            : refuse('rate', 'too many wants', message, 1_000);
        case 'segment':
          link.chargeEnvelopes(message.items.length);
          return settle(message, acceptSegment(deps, index, message));
        case 'fork':
          if (acceptForkProof(deps, index, message)) keepFork(message);
          return;
        case 'room':
          return link.roomAllowed()
            ? tell({ type: 'room', payload: message.payload }, true)
            : refuse('rate', 'too many live frames', null, 1_000);
        case 'ping':
          return link.send({ type: 'pong', id: message.id });
        case 'ticketWanted':
        case 'meetingWanted':
          return meeting(message);
        case 'blobKept':
        case 'blobWanted':
          return link.blobsAllowed()
            ? answerBlob(deps, index.id, device, message, link.send)
            : refuse('rate', 'too many blobs', null, 1_000);
        // Nothing that a relay needs.
        case 'ack':
        case 'refused':
        case 'pong':
          return;
        default:
          return unreachable(message);
      }
    },
  };
};
