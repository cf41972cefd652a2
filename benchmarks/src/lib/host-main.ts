/**
 * Entry of a desktop host's process: the host over better-sqlite3 as Electron's utility process has it, its
 * frames as JSON over a local WebSocket. Listens at once; opens its files when it is told to.
 */

import { silentLogger } from '@maru/sync-core';
import {
  createBetterSqliteDriver,
  createFileSecretStore,
  createNodeClock,
  createNodeRandom,
  createWebSocketConnector,
  nodeSha256,
} from '@maru/sync-core/drivers/node';
import { type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import { createHost } from '../../../desktop/host/compose.ts';
import { firstNamesFor } from '../../../desktop/host/first-names.ts';
import type { FramePort } from '../../../desktop/host/rpc/frame-port.ts';
import { serveHost } from '../../../desktop/host/rpc/serve-host.ts';

const order = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('open'), folder: z.string(), relayUrl: z.string() }),
  z.object({ kind: z.literal('stop') }),
]);

/** The stand-in for Electron's port. Bytes would not survive JSON: only direct links carry any, and none is made here. */
const socketToFramePort = (socket: WebSocket): FramePort => ({
  post: (frame) => socket.send(JSON.stringify(frame)),
  listen({ received, closed }) {
    socket.on('message', (data) => received(JSON.parse(String(data))));
    socket.on('close', closed);
  },
  close: () => socket.close(),
});

const host = createHost({ takeOver: async () => undefined });
// Whoever started it is gone.
process.on('disconnect', () => process.exit(0));
process.on('message', async (message) => {
  const told = order.parse(message);
  if (told.kind === 'stop') {
    await host.close();
    process.exit(0);
  }
  await host.open({
    clock: createNodeClock(),
    random: createNodeRandom(),
    sha256: nodeSha256,
    driver: createBetterSqliteDriver({ folder: told.folder }),
    secrets: createFileSecretStore(told.folder),
    connector: createWebSocketConnector(),
    logger: silentLogger,
    storage: 'disk',
    defaultRelayUrl: told.relayUrl,
    firstNames: firstNamesFor('en'),
  });
});

const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
server.on('connection', (socket) => void serveHost(socketToFramePort(socket), host.service, silentLogger));
server.on('listening', () => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no address');
  process.send?.({ port: address.port });
});
