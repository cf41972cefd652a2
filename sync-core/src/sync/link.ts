/**
 * Runs one session over one transport: decodes frames into events and carries out effects. Segments are
 * handed to the replica one batch at a time, so that what arrives while a commit runs shares the next.
 */
import { unreachable } from '../base/index.ts';
import type { ForkProof, Segment } from '../crypto/types.ts';
import { type LogId, limits, type Stream } from '../model/index.ts';
import type { Clock, Logger, Random, Transport, TransportHandlers } from '../ports/index.ts';
import {
  decodeAcceptorMessage,
  decodePeerMessage,
  encodeConnectorMessage,
  encodePeerMessage,
  type Message,
} from '../protocol/index.ts';
import type { PeerIdentity, Received, Replica } from './replica.ts';
import { stepSession } from './session.ts';
import {
  createSessionState,
  type SessionConfig,
  type SessionEffect,
  type SessionEvent,
  type Timer,
} from './session-state.ts';
import type { LinkProblem, LinkStatus } from './status.ts';

export type LinkDeps = {
  readonly replica: Replica;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  onStatus(status: LinkStatus): void;
  /** Over for good: the transport is closed and no handler is called any more. */
  onClosed(reason: string, problem: LinkProblem | null): void;
  /** A log grew through this link; the other links should know. */
  onGrown(stream: Stream, log: LogId): void;
  onFork(proof: ForkProof): void;
};

export type Link = {
  readonly handlers: TransportHandlers;
  attach(transport: Transport): void;
  dispatch(event: SessionEvent): void;
  close(reason: string): void;
};

const describe = (thrown: unknown): string =>
  thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);

export const createLink = (config: SessionConfig, deps: LinkDeps): Link => {
  const { replica, clock, random, logger } = deps;
  const state = createSessionState(config);
  const timers = new Map<Timer, () => void>();
  const queue: SessionEvent[] = [];
  let stepping = false;
  let transport: Transport | null = null;
  let over = false;
  let inbox: Segment[] = [];
  let receiving = false;

  const finish = (reason: string, problem: LinkProblem | null): void => {
    if (over) return;
    over = true;
    for (const cancel of timers.values()) cancel();
    timers.clear();
    transport?.close();
    deps.onClosed(reason, problem);
  };

  const encodeMessage = (message: Message): Uint8Array | null => {
    if (config.peer === 'device') return encodePeerMessage(message);
    if (
      message.type === 'challenge' ||
      message.type === 'welcome' ||
      message.type === 'ticket' ||
      message.type === 'meeting' ||
      message.type === 'blob'
    )
      return null;
    return encodeConnectorMessage(message);
  };

  /**
   * A rejection is a bug of the replica's. It must neither stop the link nor blame what shared the batch: each
   * segment is given alone, and the one that fails so counts as refused.
   */
  const judge = async (batch: readonly Segment[], from: PeerIdentity): Promise<readonly Received[]> => {
    try {
      return await replica.receive(batch, from);
    } catch (thrown) {
      logger.error('receiving failed', { error: describe(thrown), segments: batch.length });
      if (batch.length === 1) return [{ kind: 'refused', reason: 'not understood here' }];
    }
    const outcomes: Received[] = [];
    for (const segment of batch) outcomes.push(...(await judge([segment], from)));
    return outcomes;
  };

  const receive = async (): Promise<void> => {
    if (receiving) return;
    receiving = true;
    while (inbox.length > 0 && state.peer !== null) {
      const batch = inbox;
      inbox = [];
      const outcomes = await judge(batch, state.peer);
      batch.forEach((segment, index) => {
        const outcome: Received = outcomes[index] ?? { kind: 'storage' };
        if (!over) dispatch({ type: 'received', segment, outcome });
        if (outcome.kind === 'applied' && outcome.fresh > 0) deps.onGrown(segment.stream, segment.log);
        if (outcome.kind === 'forked') deps.onFork(outcome.proof);
      });
    }
    receiving = false;
  };

  const receiveFork = async (proof: ForkProof): Promise<void> => {
    try {
      if (await replica.receiveFork(proof)) deps.onFork(proof);
    } catch (thrown) {
      logger.error('receiving a fork proof failed', { error: describe(thrown) });
    }
  };

  const run = (effect: SessionEffect): void => {
    switch (effect.type) {
      case 'send': {
        const frame = encodeMessage(effect.message);
        if (frame) transport?.send(frame);
        return;
      }
      case 'apply':
        inbox.push(effect.segment);
        return;
      case 'applyFork':
        void receiveFork(effect.proof);
        return;
      case 'markAcked':
        if (state.peer) replica.acknowledged(state.peer, effect.place, effect.exact);
        return;
      case 'setCursor':
        replica.setCursor(effect.node, effect.cursor, effect.reset);
        return;
      case 'incarnationLost':
        replica.incarnationLost(effect.stream, effect.log, effect.length);
        return;
      case 'room':
        if (state.peer) replica.receiveRoom(effect.payload, state.peer);
        return;
      case 'ticket':
        replica.receiveTicket(effect.ticket);
        return;
      case 'blob':
        replica.receiveBlob(effect.id, effect.bytes);
        return;
      case 'schedule': {
        timers.get(effect.timer)?.();
        timers.delete(effect.timer);
        if (effect.delayMs === null || over) return;
        const { timer } = effect;
        timers.set(
          timer,
          clock.schedule(effect.delayMs, () => dispatch({ type: 'timer', timer })),
        );
        return;
      }
      case 'setStatus':
        deps.onStatus(effect.status);
        return;
      case 'close':
        logger.info('link closed', { reason: effect.reason });
        finish(effect.reason, effect.problem);
        return;
      default:
        unreachable(effect);
    }
  };

  const dispatch = (event: SessionEvent): void => {
    queue.push(event);
    if (stepping) return;
    stepping = true;
    for (let next = queue.shift(); next !== undefined && !over; next = queue.shift()) {
      const env = { replica, bufferedBytes: transport?.bufferedBytes() ?? 0 };
      try {
        for (const effect of stepSession(state, next, env)) run(effect);
      } catch (thrown) {
        // A bug: this link ends, the others and the next one go on.
        logger.error('link failed', { error: describe(thrown) });
        finish('failed', null);
      }
      // The session's estimate of its own sizes was too high: there is room after all.
      if (
        state.congested &&
        queue.length === 0 &&
        (transport?.bufferedBytes() ?? 0) <= limits.sendBufferBytes
      )
        queue.push({ type: 'drained' });
    }
    stepping = false;
    if (inbox.length > 0) void receive();
  };

  const handlers: TransportHandlers = {
    opened: () => dispatch({ type: 'opened', nonce: random.bytes(32) }),
    received(frame) {
      if (over) return;
      const decoded = config.peer === 'device' ? decodePeerMessage(frame) : decodeAcceptorMessage(frame);
      if (decoded.ok) dispatch({ type: 'message', message: decoded.value });
      else dispatch({ type: 'undecodable', tooLarge: decoded.error.kind === 'too-large' });
    },
    closed(reason) {
      const problem = state.phase === 'handshake' ? 'unreachable' : state.problem;
      dispatch({ type: 'closed' });
      finish(reason, problem);
    },
    drained: () => dispatch({ type: 'drained' }),
  };

  return {
    handlers,
    attach(opened) {
      transport = opened;
      if (over) opened.close();
    },
    dispatch(event) {
      if (!over) dispatch(event);
    },
    close: (reason) => finish(reason, null),
  };
};
