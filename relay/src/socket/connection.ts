/**
 * One socket from challenge to close. Until the proof holds, one small frame is read and nothing but
 * a hello is understood [T14]. Whatever a peer does ends or slows this connection only.
 */
import type { Duplex } from 'node:stream';
import {
  type AcceptorMessage,
  decodeConnectorMessage,
  encodeAcceptorMessage,
  type Hello,
  type Logger,
  protocolVersion,
  type Random,
  type Refusal,
  relayProtocolVersion,
  verifyHello,
} from '@maru/sync-core';
import { WebSocket } from 'ws';
import type { Communities } from '../community/communities.ts';
import type { Community } from '../community/community.ts';
import { shortId } from '../log.ts';
import { createBucket, takeTokens, tryTakeToken } from './bucket.ts';
import { toPongFrame, toSocketFrame } from './frames.ts';
import { createOutbox } from './outbox.ts';
import { createSession, type Session, type SessionDeps, type SessionLink } from './session.ts';
import type { Turn } from './turn.ts';

export type ConnectionDeps = SessionDeps & {
  readonly communities: Communities;
  readonly turn: Turn;
  readonly random: Random;
  readonly logger: Logger;
  readonly now: () => number;
  /** Whether this relay is reached by that host name. */
  readonly isAudience: (host: string) => boolean;
};

/** How a socket came in. `newer`: its client speaks `relayProtocolVersion`. */
export type Dialled = { readonly socket: Duplex; readonly newer: boolean };

export type Connection = {
  /** Pings, or ends what has been silent for too long. */
  tick(): void;
  /** Says why and closes. */
  end(reason: Refusal, code: number): void;
};

const helloTag = 2;
const closeCodes = {
  policy: 1008,
  tooLarge: 1009,
  unsupported: 1003,
  tryLater: 1013,
  restart: 1012,
} as const;

/** What is needed until the proof holds goes with this phase: an idle connection should weigh little. */
type Stranger = {
  readonly kind: 'stranger';
  readonly nonce: Uint8Array;
  readonly helloTimer: NodeJS.Timeout;
};
type Phase =
  | Stranger
  | { readonly kind: 'ended' }
  | { readonly kind: 'member'; readonly session: Session; readonly community: Community };

export const createConnection = (
  deps: ConnectionDeps,
  ws: WebSocket,
  { socket, newer }: Dialled,
  closed: () => void,
): Connection => {
  const { limits, logger, now } = deps;
  const nonce = deps.random.bytes(32);
  const name = shortId(nonce);
  const helloTimer = setTimeout(() => end('timeout', closeCodes.policy), limits.helloMs);
  let phase: Phase = { kind: 'stranger', nonce, helloTimer };
  let heardAt = now();
  let pausedUntil: NodeJS.Timeout | null = null;
  const frames = createBucket(limits.frames, heardAt);
  const bytes = createBucket(limits.bytes, heardAt);
  const envelopes = createBucket(limits.envelopes, heardAt);
  const roomFrames = createBucket(limits.roomFrames, heardAt);
  const tickets = createBucket(limits.tickets, heardAt);
  const blobs = createBucket(limits.blobs, heardAt);

  const outbox = createOutbox({
    socket,
    turn: deps.turn,
    sendBytes: limits.sendBytes,
    overflow() {
      logger.warn('slow consumer closed', { connection: name });
      leave();
      close(closeCodes.tryLater, 'too slow');
    },
    // Serving goes on in the next turn, so that one reader's catch-up doesn't hold up the others.
    written() {
      if (phase.kind === 'member' && phase.session.busy()) setImmediate(pump);
    },
  });
  const send = (message: AcceptorMessage): void => outbox.push(toSocketFrame(encodeAcceptorMessage(message)));

  const pump = (): void => {
    if (phase.kind === 'member') guarded(phase.session.pump);
  };

  const close = (code: number, reason: string): void => {
    outbox.stop();
    ws.close(code, reason);
    // A peer that doesn't answer the close is cut off.
    setTimeout(() => ws.terminate(), limits.closeMs).unref();
  };
  const leave = (): void => {
    if (phase.kind === 'member') deps.communities.leave(phase.community, link);
    if (phase.kind === 'stranger') clearTimeout(phase.helloTimer);
    phase = { kind: 'ended' };
    if (pausedUntil) clearTimeout(pausedUntil);
  };
  const end = (reason: Refusal, code: number, detail = '', value = 0): void => {
    if (phase.kind === 'ended') return;
    leave();
    logger.info('connection refused', { connection: name, reason });
    outbox.stop();
    const message = { type: 'refused', reason, detail, stream: null, log: null, value } as const;
    // Past the outbox, which is stopped: the last word goes out before the close frame.
    if (socket.writable) socket.write(toSocketFrame(encodeAcceptorMessage(message)));
    close(code, reason);
  };

  /** A bug met while serving one peer ends that peer's connection, not the relay. */
  const guarded = (task: () => void): void => {
    try {
      task();
    } catch (error) {
      logger.error('bug', {
        connection: name,
        error: error instanceof Error ? (error.stack ?? '') : 'unknown',
      });
      end('unavailable', 1011);
    }
  };

  /** Leaves the socket unread until the debt is paid; says so once. */
  const slowDown = (waitMs: number): void => {
    if (waitMs <= 0 || pausedUntil || phase.kind === 'ended') return;
    const value = Math.min(waitMs, limits.pauseMs);
    send({ type: 'refused', reason: 'rate', detail: 'reading more slowly', stream: null, log: null, value });
    ws.pause();
    pausedUntil = setTimeout(() => {
      pausedUntil = null;
      heardAt = now();
      ws.resume();
    }, value);
  };

  const charge = (length: number): void => {
    const time = now();
    slowDown(Math.max(takeTokens(frames, 1, time), takeTokens(bytes, length, time)));
  };

  const link: SessionLink = {
    push: (frame) => outbox.push(frame),
    restart: () => end('unavailable', closeCodes.restart, 'some of what was held is damaged'),
    send,
    mayServe: () => outbox.backlog() < limits.serveBytes,
    chargeEnvelopes: (count) => slowDown(takeTokens(envelopes, count, now())),
    roomAllowed: () => tryTakeToken(roomFrames, now()),
    ticketAllowed: () => tryTakeToken(tickets, now()),
    blobsAllowed: () => tryTakeToken(blobs, now()),
  };

  const admit = (hello: Hello, stranger: Stranger) => {
    if (hello.version !== protocolVersion) return end('version', closeCodes.policy);
    const expected = { nonce: stranger.nonce, audience: hello.audience };
    if (!deps.isAudience(hello.audience) || !verifyHello(deps.suite, hello, expected).ok)
      return end('proof', closeCodes.policy);
    const community = deps.communities.open(hello.community);
    if (community.listeners() >= limits.connectionsPerCommunity) {
      deps.communities.leave(community, link);
      return end('overloaded', closeCodes.tryLater, 'this community has too many connections', 30_000);
    }
    clearTimeout(stranger.helloTimer);
    deps.committer.flush();
    community.join(link);
    phase = { kind: 'member', community, session: createSession(deps, community, hello.device, link) };
    const { index } = community;
    send({
      type: 'welcome',
      generation: deps.store.generation,
      offset: index.offset(),
      digest: index.digest(),
    });
    logger.debug('admitted', { connection: name, community: hello.community.slice(0, 8) });
  };

  const receiveHello = (frame: Uint8Array, stranger: Stranger) => {
    if (frame.length > limits.helloBytes || frame[0] !== helloTag) return end('proof', closeCodes.policy);
    const message = decodeConnectorMessage(frame);
    if (!message.ok || message.value.type !== 'hello') return end('malformed', closeCodes.policy);
    admit(message.value, stranger);
  };

  const receive = (frame: Uint8Array) => {
    heardAt = now();
    if (phase.kind === 'ended') return;
    if (phase.kind === 'stranger') return receiveHello(frame, phase);
    const { session } = phase;
    charge(frame.length);
    const message = decodeConnectorMessage(frame);
    if (!message.ok) return end('malformed', closeCodes.policy);
    session.receive(message.value);
  };

  ws.on('message', (data, isBinary) => {
    if (!isBinary || !Buffer.isBuffer(data)) return end('malformed', closeCodes.unsupported);
    guarded(() => receive(data));
  });
  ws.on('pong', () => {
    heardAt = now();
  });
  ws.on('ping', (data) => {
    heardAt = now();
    if (phase.kind === 'ended') return;
    charge(data.length);
    outbox.push(toPongFrame(data));
  });
  // Without a listener one bad frame would end the process; `close` follows.
  ws.on('error', (error) => {
    logger.debug('socket error', { connection: name, error: error.message });
    setTimeout(() => ws.terminate(), limits.closeMs).unref();
  });
  ws.on('close', () => {
    leave();
    outbox.stop();
    closed();
  });
  socket.on('drain', pump);
  const version = newer ? relayProtocolVersion : protocolVersion;
  send({ type: 'challenge', version, nonce, node: deps.store.node });

  return {
    end,
    tick() {
      if (pausedUntil || ws.readyState !== WebSocket.OPEN) return;
      if (now() - heardAt > limits.idleMs) return void ws.terminate();
      ws.ping();
    },
  };
};
