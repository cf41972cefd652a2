/**
 * Evolu's relay from the pieces that @evolu/common offers for one. @evolu/nodejs, which ships it ready, is in the
 * registry only as 3.0.0-next.3, which doesn't load beside the client's release.
 */
import { timingSafeEqual } from 'node:crypto';
import { createRun, createSqlite, Name, type OwnerId } from '@evolu/common';
import {
  applyProtocolMessageAsRelay,
  createBaseSqliteStorageTables,
  createRelaySqliteStorage,
  createRelayStorageTables,
  defaultProtocolMessageMaxSize,
} from '@evolu/common/local-first';
import { installPolyfills } from '@evolu/common/polyfills';
import { type WebSocket, WebSocketServer } from 'ws';
import { createEvoluDriver } from './evolu-driver.ts';

const [, , folder = ''] = process.argv;
installPolyfills();
const run = createRun({ createSqliteDriver: createEvoluDriver(folder), timingSafeEqual });
const opened = await run(createSqlite(Name.orThrow('relay')));
if (!opened.ok) throw new Error('the database was not opened');
const deps = { ...run.deps, sqlite: opened.value };
createBaseSqliteStorageTables(deps);
createRelayStorageTables(deps);
const storage = createRelaySqliteStorage(deps)({ isOwnerWithinQuota: () => true });

const subscribers = new Map<OwnerId, Set<WebSocket>>();
const sockets = new WebSocketServer({
  host: '127.0.0.1',
  port: 0,
  maxPayload: defaultProtocolMessageMaxSize,
});
sockets.on('connection', (socket) => {
  const options = {
    subscribe: (owner: OwnerId) =>
      void subscribers.set(owner, (subscribers.get(owner) ?? new Set()).add(socket)),
    unsubscribe: (owner: OwnerId) => void subscribers.get(owner)?.delete(socket),
    broadcast(owner: OwnerId, message: Uint8Array) {
      for (const other of subscribers.get(owner) ?? []) if (other !== socket) other.send(message);
    },
  };
  socket.on('message', async (data) => {
    if (!Buffer.isBuffer(data)) return;
    const answer = await run(applyProtocolMessageAsRelay(new Uint8Array(data), options), { storage });
    if (answer.ok) socket.send(answer.value.message);
    else console.error(answer.error);
  });
  socket.on('close', () => {
    for (const held of subscribers.values()) held.delete(socket);
  });
});
sockets.on('listening', () => {
  const address = sockets.address();
  if (typeof address === 'object' && address !== null) console.log(`port ${address.port}`);
});
process.stdin.resume().on('end', () => process.exit(0));
