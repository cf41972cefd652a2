/**
 * PeerJS signaling for calls and direct links: `PeerServer` of `peer`, kept behind a guard. A socket
 * needs a ticket before its handshake is answered; PeerServer only ever sees checked messages.
 * Its HTTP routes (id generation, discovery) are not mounted anywhere. A hostile signaling server
 * still connects no call: what callers meet is signed in the sealed live room [T15].
 */
import { EventEmitter } from 'node:events';
import { createServer, type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import express from 'express';
import { ExpressPeerServer } from 'peer';
import { WebSocketServer } from 'ws';
import { type GuardedSocket, guardSocket } from './guarded-socket.ts';
import { type SignalingLimits, signalingLimits } from './limits.ts';
import { createTickets, type HeldTicket, type Ticket } from './tickets.ts';

export type SignalingLogger = {
  debug(message: string, fields?: { readonly [name: string]: string | number }): void;
  warn(message: string, fields?: { readonly [name: string]: string | number }): void;
};

export type SignalingDeps = {
  /** At least 32 bytes: what tickets are made with. */
  readonly secret: Uint8Array;
  readonly random: { bytes(count: number): Uint8Array };
  readonly logger: SignalingLogger;
  readonly now: () => number;
  readonly isOrigin: (origin: string) => boolean;
  /** PeerJS clients are given this as `path`. */
  readonly mount?: string;
  readonly limits?: Partial<SignalingLimits>;
};

export type Signaling = {
  /** The path of the socket, as PeerJS dials it: `/peer/peerjs`. */
  readonly path: string;
  /** `held`: a ticket to renew, so that its holder is met under the same id. */
  issueTicket(held?: HeldTicket | null): Ticket;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  peers(): number;
  close(): void;
};

/** PeerJS' default; it is no secret and means nothing here. */
const peerKey = 'peerjs';

/** PeerServer wants to make its WebSocket server; it gets one that is fed by hand. */
const createPeerServer = (mount: string, limits: SignalingLimits, logger: SignalingLogger): EventEmitter => {
  const fed = new EventEmitter();
  const peerServer = ExpressPeerServer(createServer(), {
    path: '/',
    key: peerKey,
    allow_discovery: false,
    concurrent_limit: limits.connections,
    alive_timeout: limits.aliveMs,
    expire_timeout: limits.expireMs,
    // The cast is this adapter's: peer only listens for `connection` and `error` on it.
    createWebSocketServer: () => fed as WebSocketServer,
  });
  peerServer.on('error', (error) => logger.warn('signaling', { error: error.message }));
  // It starts when it is mounted; the application it is mounted in serves nothing.
  express().use(mount, peerServer);
  return fed;
};

const refuse = (socket: Duplex, status: number): void => {
  socket.on('error', () => undefined);
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
  );
};

export const createSignaling = (deps: SignalingDeps): Signaling => {
  const limits: SignalingLimits = { ...signalingLimits, ...deps.limits };
  const { logger, now } = deps;
  const mount = deps.mount ?? '/peer';
  const tickets = createTickets({
    secret: deps.secret,
    random: deps.random,
    now,
    lifetimeMs: limits.ticketMs,
  });
  const peerServer = createPeerServer(mount, limits, logger);
  const sockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    autoPong: false,
    maxPayload: limits.messageBytes,
    maxFragments: limits.fragments,
  });
  const open = new Map<string, GuardedSocket>();
  const perAddress = new Map<string, number>();
  let closing = false;

  const statusFor = (request: IncomingMessage, address: string, query: URLSearchParams): number | null => {
    const { origin } = request.headers;
    if (closing) return 503;
    if (origin !== undefined && !deps.isOrigin(origin)) return 403;
    if (!tickets.check(query.get('id') ?? '', query.get('token') ?? '')) return 401;
    if (open.size >= limits.connections) return 503;
    return (perAddress.get(address) ?? 0) >= limits.connectionsPerAddress ? 429 : null;
  };

  return {
    path: `${mount}/peerjs`,
    issueTicket: tickets.issue,
    peers: () => open.size,
    upgrade(request, socket, head) {
      socket.on('error', () => socket.destroy());
      const address = request.socket.remoteAddress ?? 'unknown';
      const url = request.url ?? '';
      const query = new URLSearchParams(url.includes('?') ? url.slice(url.indexOf('?')) : '');
      const status = statusFor(request, address, query);
      if (status !== null) {
        // Never the address that was asked for: PeerJS puts its token there.
        logger.debug('signaling refused', { status });
        return refuse(socket, status);
      }
      const id = query.get('id') ?? '';
      perAddress.set(address, (perAddress.get(address) ?? 0) + 1);
      socket.once('close', () => {
        const left = (perAddress.get(address) ?? 1) - 1;
        if (left > 0) perAddress.set(address, left);
        else perAddress.delete(address);
      });
      sockets.handleUpgrade(request, socket, head, (ws) => {
        const guarded = guardSocket(ws, {
          limits,
          now,
          refused: (reason) => logger.debug('signaling socket ended', { peer: id.slice(0, 8), reason }),
        });
        // The same ticket again: its owner came back over another network.
        open.get(id)?.close();
        open.set(id, guarded);
        guarded.on('close', () => {
          if (open.get(id) === guarded) open.delete(id);
        });
        // The id is the only name that PeerServer needs; tokens stay out of its memory.
        peerServer.emit('connection', guarded, { url: `/?id=${id}&token=${id}&key=${peerKey}` });
      });
    },
    close() {
      closing = true;
      for (const socket of open.values()) socket.close();
    },
  };
};
