/** A raw client of a room for other Yjs editors: knows the token, but speaks no y-websocket. No sleeps. */
import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import type { RoomKey } from './editor.ts';

export type Guest = {
  readonly socket: WebSocket;
  /** Everything that came, in order. */
  readonly received: readonly Buffer[];
  readonly opened: Promise<void>;
  /** The next frame that wasn't taken yet. */
  next(): Promise<Buffer>;
  /** Reads until that very frame comes. */
  until(frame: Uint8Array): Promise<void>;
  /** The close code, and the reason where one was given. */
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;
  /** The status of a refused upgrade. */
  readonly refused: Promise<number>;
};

type Dial = { readonly protocols?: readonly string[]; readonly origin?: string };

export const openGuest = (url: string, room: RoomKey, { protocols, origin }: Dial = {}): Guest => {
  const socket = new WebSocket(`${url}/${room.name}`, [...(protocols ?? room.options.protocols)], {
    perMessageDeflate: false,
    ...(origin === undefined ? {} : { origin }),
  });
  onTestFinished(() => socket.terminate());
  const received: Buffer[] = [];
  const untaken: Buffer[] = [];
  const waiting: ((frame: Buffer) => void)[] = [];
  socket.on('error', () => undefined);
  socket.on('message', (data) => {
    if (!Buffer.isBuffer(data)) return;
    received.push(data);
    const taker = waiting.shift();
    if (taker) taker(data);
    else untaken.push(data);
  });
  const next = (): Promise<Buffer> => {
    const frame = untaken.shift();
    return frame ? Promise.resolve(frame) : new Promise((resolve) => waiting.push(resolve));
  };
  return {
    socket,
    received,
    opened: new Promise((resolve) => socket.once('open', () => resolve())),
    next,
    async until(frame) {
      while (!(await next()).equals(frame));
    },
    closed: new Promise((resolve) =>
      socket.once('close', (code, reason) => resolve({ code, reason: reason.toString() })),
    ),
    refused: new Promise((resolve) =>
      socket.once('unexpected-response', (request, { statusCode }) => {
        request.destroy();
        resolve(statusCode ?? 0);
      }),
    ),
  };
};

/** Joins by a first frame. */
export const joinAs = async (url: string, room: RoomKey, first: Uint8Array): Promise<Guest> => {
  const guest = openGuest(url, room);
  await guest.opened;
  guest.socket.send(first);
  return guest;
};
