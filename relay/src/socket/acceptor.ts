/**
 * Takes WebSocket upgrades on /sync: refuses foreign origins and too many connections before a
 * handshake is answered, and keeps the list of what is open.
 */
import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { speaksRelayProtocol } from '@maru/sync-core';
import { WebSocketServer } from 'ws';
import { type Connection, type ConnectionDeps, createConnection } from './connection.ts';

export type AcceptorDeps = ConnectionDeps & {
  /** Browsers send one; other clients don't. */
  readonly isOrigin: (origin: string) => boolean;
};

export type Acceptor = {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  connections(): number;
  /** Refuses new connections, tells the open ones, and resolves when all are gone. */
  close(): Promise<void>;
};

/** Answers an upgrade with an HTTP error. */
export const refuseUpgrade = (socket: Duplex, status: number): void => {
  socket.on('error', () => undefined);
  const reason = STATUS_CODES[status] ?? '';
  socket.end(`HTTP/1.1 ${status} ${reason}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
};

export const createAcceptor = (deps: AcceptorDeps): Acceptor => {
  const { limits } = deps;
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    // Answered by the connection, within its budgets: `ws` would queue pongs for who never reads without bound.
    autoPong: false,
    maxPayload: limits.frameBytes,
    maxFragments: limits.fragments,
  });
  server.on('error', (error) => deps.logger.error('socket server', { error: error.message }));
  const open = new Set<Connection>();
  const perAddress = new Map<string, number>();
  let closing = false;
  let emptied: (() => void) | null = null;

  const release = (address: string): void => {
    const count = (perAddress.get(address) ?? 1) - 1;
    if (count > 0) perAddress.set(address, count);
    else perAddress.delete(address);
  };

  const statusFor = (request: IncomingMessage, address: string): number | null => {
    const { origin } = request.headers;
    if (closing) return 503;
    if (origin !== undefined && !deps.isOrigin(origin)) return 403;
    if (open.size >= limits.connections) return 503;
    return (perAddress.get(address) ?? 0) >= limits.connectionsPerAddress ? 429 : null;
  };

  const ticker = setInterval(() => {
    for (const connection of [...open]) connection.tick();
  }, limits.pingMs);
  ticker.unref();

  return {
    upgrade(request, socket, head) {
      const address = request.socket.remoteAddress ?? 'unknown';
      const status = statusFor(request, address);
      if (status !== null) {
        deps.logger.info('upgrade refused', { status });
        return refuseUpgrade(socket, status);
      }
      perAddress.set(address, (perAddress.get(address) ?? 0) + 1);
      let released = false;
      const gone = (): void => {
        if (!released) release(address);
        released = true;
      };
      socket.once('close', gone);
      server.handleUpgrade(request, socket, head, (ws) => {
        const connection = createConnection(
          deps,
          ws,
          { socket, newer: speaksRelayProtocol(request.url ?? '') },
          () => {
            open.delete(connection);
            if (open.size === 0) emptied?.();
          },
        );
        open.add(connection);
      });
    },
    connections: () => open.size,
    async close() {
      closing = true;
      clearInterval(ticker);
      const empty = open.size === 0 ? Promise.resolve() : new Promise<void>((resolve) => (emptied = resolve));
      for (const connection of [...open]) connection.end('shutting-down', 1001);
      await empty;
    },
  };
};
