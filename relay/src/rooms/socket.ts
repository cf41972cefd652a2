/**
 * One socket of a room, admitted already. It is a member from its first frame on; whatever it does ends or slows
 * this socket only. Frames are counted, never read.
 */
import type { Duplex } from 'node:stream';
import { type Logger, yjsRoomWords } from '@maru/sync-core';
import { WebSocket } from 'ws';
import type { RelayLimits } from '../limits.ts';
import { type Bucket, createBucket, takeTokens } from '../socket/bucket.ts';
import { toPongFrame, toSocketFrame } from '../socket/frames.ts';
import { createOutbox } from '../socket/outbox.ts';
import type { Turn } from '../socket/turn.ts';
import type { Room, RoomMember } from './room.ts';

export type RoomSocketDeps = {
  readonly limits: RelayLimits;
  readonly logger: Logger;
  readonly turn: Turn;
  readonly now: () => number;
};

/** What a socket came to, and whose budgets it spends beside its own. */
export type RoomPlace = {
  /** For log lines. */
  readonly name: string;
  readonly room: Room;
  readonly shared: readonly Bucket[];
  /** A frame of that many bytes came. */
  readonly count: (bytes: number) => void;
};

export type RoomSocket = {
  /** Says that the relay is there, or ends what has been silent for too long. */
  tick(): void;
  end(code: number, reason: string): void;
};

const stillHere = toSocketFrame(yjsRoomWords.stillHere);
const closeCodes = { unsupported: 1003, policy: 1008, bug: 1011, tryLater: 1013 } as const;

export const createRoomSocket = (
  { limits, logger, turn, now }: RoomSocketDeps,
  ws: WebSocket,
  socket: Duplex,
  { name, room, shared, count }: RoomPlace,
  closed: () => void,
): RoomSocket => {
  let phase: 'silent' | 'present' | 'ended' = 'silent';
  let heardAt = now();
  let pausedUntil: NodeJS.Timeout | null = null;
  const frames = createBucket(limits.yjsFrames, heardAt);
  const bytes = [createBucket(limits.yjsBytes, heardAt), ...shared];
  const silenceTimer = setTimeout(() => end(closeCodes.policy, 'nothing was asked'), limits.helloMs);

  const outbox = createOutbox({
    socket,
    turn,
    sendBytes: limits.sendBytes,
    overflow() {
      logger.warn('slow room socket closed', { connection: name });
      end(closeCodes.tryLater, 'too slow');
    },
    written: () => undefined,
  });
  const member: RoomMember = { push: outbox.push };

  const leave = (): void => {
    const was = phase;
    phase = 'ended';
    clearTimeout(silenceTimer);
    if (pausedUntil) clearTimeout(pausedUntil);
    outbox.stop();
    if (was === 'present') room.leave(member);
  };
  const end = (code: number, reason: string): void => {
    if (phase === 'ended') return;
    leave();
    ws.close(code, reason);
    // A peer that doesn't answer the close is cut off.
    setTimeout(() => ws.terminate(), limits.closeMs).unref();
  };

  /** Leaves the socket unread until all debts are paid. */
  const slowDown = (waitMs: number): void => {
    if (waitMs <= 0 || pausedUntil || phase === 'ended') return;
    ws.pause();
    pausedUntil = setTimeout(
      () => {
        pausedUntil = null;
        heardAt = now();
        ws.resume();
      },
      Math.min(waitMs, limits.pauseMs),
    );
  };
  const charge = (length: number): void => {
    const time = now();
    const debtMs = takeTokens(frames, 1, time);
    // `pause` stops the reading, not what was read: thousands of tiny frames that came at once would all be passed on.
    if (debtMs > limits.pauseMs) end(closeCodes.policy, 'too many frames at once');
    else slowDown(Math.max(debtMs, ...bytes.map((bucket) => takeTokens(bucket, length, time))));
  };

  const receive = (payload: Uint8Array): void => {
    heardAt = now();
    if (phase === 'ended') return;
    count(payload.length);
    if (phase === 'present') room.pass(member, payload);
    else {
      clearTimeout(silenceTimer);
      phase = 'present';
      room.join(member, payload);
    }
    charge(payload.length);
  };

  ws.on('message', (data, isBinary) => {
    if (!isBinary || !Buffer.isBuffer(data)) return end(closeCodes.unsupported, 'only bytes');
    try {
      receive(data);
    } catch (error) {
      // A bug met while serving one peer ends that peer's connection, not the relay.
      logger.error('bug', {
        connection: name,
        error: error instanceof Error ? (error.stack ?? '') : 'unknown',
      });
      end(closeCodes.bug, 'a fault of the relay');
    }
  });
  ws.on('pong', () => {
    heardAt = now();
  });
  ws.on('ping', (data) => {
    heardAt = now();
    if (phase === 'ended') return;
    charge(data.length);
    outbox.push(toPongFrame(data));
  });
  // Without a listener one bad frame would end the process; `close` follows.
  ws.on('error', (error) => {
    logger.debug('room socket error', { connection: name, error: error.message });
    setTimeout(() => ws.terminate(), limits.closeMs).unref();
  });
  ws.on('close', () => {
    leave();
    closed();
  });

  return {
    end,
    tick() {
      if (pausedUntil || ws.readyState !== WebSocket.OPEN) return;
      if (now() - heardAt > limits.idleMs) return ws.terminate();
      ws.ping();
      outbox.push(stillHere);
    },
  };
};
