/**
 * Rooms for stock y-websocket clients at `/yjs/<room>` (decision 0028). Frames are passed on and never stored,
 * logged or read; foreign origins, unknown tokens and whatever exceeds a limit are refused before a frame is read.
 */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type Hash, type Random, yjsRoomCloseCodes, yjsRoomProtocol } from '@maru/sync-core';
import { type WebSocket, WebSocketServer } from 'ws';
import { shortId } from '../log.ts';
import { refuseUpgrade } from '../socket/acceptor.ts';
import { type Bucket, createBucket } from '../socket/bucket.ts';
import { createAddresses } from './addresses.ts';
import { opensRoom, roomOf } from './admission.ts';
import { createRoom, type Room } from './room.ts';
import { createRoomSocket, type RoomSocket, type RoomSocketDeps } from './socket.ts';

export type RoomsDeps = RoomSocketDeps & {
  readonly hash: Hash;
  readonly random: Random;
  /** Browsers send one; other clients don't. */
  readonly isOrigin: (origin: string) => boolean;
};

export type Rooms = {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  figures(): Readonly<Record<string, number>>;
  /** Refuses new sockets, tells the open ones, and resolves when all are gone. */
  close(): Promise<void>;
};

type OpenRoom = { readonly room: Room; readonly bytes: Bucket; sockets: number };

/** What a stranger's frame may hold before the socket is closed: no more than a control frame's. */
const strangerBytes = 125;

export const createRooms = (deps: RoomsDeps): Rooms => {
  const { limits, logger, now } = deps;
  const serverOf = (maxPayload: number): WebSocketServer => {
    const server = new WebSocketServer({
      noServer: true,
      clientTracking: false,
      perMessageDeflate: false,
      // Answered within the socket's budgets.
      autoPong: false,
      maxPayload,
      maxFragments: limits.fragments,
      // Never the token: an answer would repeat it.
      handleProtocols: (offered) => (offered.has(yjsRoomProtocol) ? yjsRoomProtocol : false),
    });
    server.on('error', (error) => logger.error('room server', { error: error.message }));
    return server;
  };
  const members = serverOf(limits.frameBytes);
  const strangers = serverOf(strangerBytes);
  const rooms = new Map<string, OpenRoom>();
  const sockets = new Set<RoomSocket>();
  const addresses = createAddresses(limits, now);
  let closing = false;
  let emptied: (() => void) | null = null;
  const passed = { frames: 0, bytes: 0, refused: 0 };

  const refuse = (socket: Duplex, status: number): void => {
    passed.refused++;
    refuseUpgrade(socket, status);
  };
  /** By a close code, which the provider understands, as it doesn't a refused handshake: that it repeats for ever. */
  const turnAway = (ws: WebSocket, code: number, reason: string): void => {
    passed.refused++;
    ws.on('error', () => undefined);
    ws.close(code, reason);
    setTimeout(() => ws.terminate(), limits.closeMs).unref();
  };

  const isFree = (name: string): boolean => {
    const known = rooms.get(name);
    return known ? known.sockets < limits.yjsSocketsPerRoom : rooms.size < limits.yjsRooms;
  };
  const openRoom = (name: string): OpenRoom => {
    const known = rooms.get(name);
    if (known) return known;
    const made = {
      room: createRoom({
        now,
        questionBytes: limits.yjsQuestionBytes,
        answerMs: limits.yjsAnswerMs,
        silentMs: limits.yjsSilentMs,
      }),
      bytes: createBucket(limits.yjsRoomBytes, now()),
      sockets: 0,
    };
    rooms.set(name, made);
    return made;
  };

  const letIn = (ws: WebSocket, socket: Duplex, name: string, addressBytes: Bucket): void => {
    const open = openRoom(name);
    open.sockets++;
    const place = {
      name: shortId(deps.random.bytes(4)),
      room: open.room,
      shared: [open.bytes, addressBytes],
      count(bytes: number) {
        passed.frames++;
        passed.bytes += bytes;
      },
    };
    const made = createRoomSocket(deps, ws, socket, place, () => {
      open.sockets--;
      if (open.sockets === 0) rooms.delete(name);
      sockets.delete(made);
      if (sockets.size === 0) emptied?.();
    });
    sockets.add(made);
  };

  const ticker = setInterval(() => {
    for (const socket of [...sockets]) socket.tick();
    addresses.forget();
  }, limits.pingMs);
  ticker.unref();

  return {
    upgrade(request, socket, head) {
      const name = roomOf(request.url ?? '');
      const { origin } = request.headers;
      if (closing) return refuse(socket, 503);
      if (name === null) return refuse(socket, 404);
      if (origin !== undefined && !deps.isOrigin(origin)) return refuse(socket, 403);
      const entry = addresses.enter(request.socket.remoteAddress ?? 'unknown');
      if (entry === null) return refuse(socket, 429);
      socket.once('close', entry.leave);
      if (sockets.size >= limits.yjsSockets) return refuse(socket, 503);
      const { wrongToken, full } = yjsRoomCloseCodes;
      const turned = (code: number, reason: string): void =>
        strangers.handleUpgrade(request, socket, head, (ws) => turnAway(ws, code, reason));
      if (!opensRoom(deps.hash, name, request.headers['sec-websocket-protocol']))
        return turned(wrongToken, 'this is not the token of that room');
      if (!isFree(name)) return turned(full, 'no place is free');
      members.handleUpgrade(request, socket, head, (ws) => letIn(ws, socket, name, entry.bytes));
    },
    figures: () => ({
      yjs_rooms: rooms.size,
      yjs_sockets: sockets.size,
      yjs_frames: passed.frames,
      yjs_bytes: passed.bytes,
      yjs_refused: passed.refused,
    }),
    async close() {
      closing = true;
      clearInterval(ticker);
      const empty =
        sockets.size === 0 ? Promise.resolve() : new Promise<void>((resolve) => (emptied = resolve));
      for (const socket of [...sockets]) socket.end(1001, 'the relay is shutting down');
      await empty;
    },
  };
};
