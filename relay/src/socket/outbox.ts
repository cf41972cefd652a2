/**
 * What one socket is to be sent: gathered over a turn of the event loop, written with one system call.
 * Whole frames go straight to the TCP socket, so that a frame made once serves every listener; `ws`
 * itself only writes control frames, which are whole too. Above `sendBytes` of backlog it gives up.
 */
import type { Duplex } from 'node:stream';
import type { Turn } from './turn.ts';

export type Outbox = {
  /** Queues a WebSocket frame (see `toSocketFrame`). */
  push(frame: Buffer): void;
  /** Bytes queued here and in the socket. */
  backlog(): number;
  /** Nothing is written any more. */
  stop(): void;
};

export type OutboxDeps = {
  readonly socket: Duplex;
  readonly turn: Turn;
  readonly sendBytes: number;
  readonly overflow: () => void;
  /** After each write. */
  readonly written: () => void;
};

export const createOutbox = ({ socket, turn, sendBytes, overflow, written }: OutboxDeps): Outbox => {
  let queue: Buffer[] = [];
  let queued = 0;
  let stopped = false;

  const backlog = (): number => queued + socket.writableLength;
  const write = (): void => {
    const frames = queue;
    queue = [];
    queued = 0;
    if (stopped || !socket.writable || frames.length === 0) return;
    socket.cork();
    for (const frame of frames) socket.write(frame);
    socket.uncork();
    written();
  };

  return {
    push(frame) {
      if (stopped) return;
      if (backlog() + frame.length > sendBytes) {
        stopped = true;
        queue = [];
        queued = 0;
        overflow();
        return;
      }
      if (queue.length === 0) turn.at('write', write);
      queue.push(frame);
      queued += frame.length;
    },
    backlog,
    stop() {
      stopped = true;
      queue = [];
      queued = 0;
    },
  };
};
