/**
 * A host as a child process over better-sqlite3, for tests (also for what survives `kill -9`):
 * `fork(child.ts, [folder, relayUrl], { serialization: 'advanced' })`.
 */
import { join } from 'node:path';
import process from 'node:process';
import {
  automergeFromPackage,
  createBetterSqliteDriver,
  createFileSecretStore,
  createJsonLogger,
  createNodeClock,
  createNodeDocumentSandbox,
  createNodeRandom,
  createWebSocketConnector,
  nodeSha256,
} from '@maru/sync-core/drivers/node';
import { createHost } from './compose.ts';
import { firstNamesFor } from './first-names.ts';
import { ipcToFramePort } from './rpc/frame-port.ts';
import { serveHost } from './rpc/serve-host.ts';

const [folder, relayUrl] = process.argv.slice(2);
if (folder === undefined || relayUrl === undefined) throw new Error('usage: child.ts FOLDER RELAY_URL');

const logger = createJsonLogger({ level: 'warn' });
const host = createHost({ takeOver: async () => undefined });
serveHost(ipcToFramePort(process), host.service, logger);
process.once('disconnect', () => void host.close().then(() => process.exit(0)));
await host.open({
  clock: createNodeClock(),
  random: createNodeRandom(),
  sha256: nodeSha256,
  automerge: automergeFromPackage,
  driver: createBetterSqliteDriver({ folder }),
  secrets: createFileSecretStore(join(folder, 'secrets')),
  connector: createWebSocketConnector(),
  sandbox: createNodeDocumentSandbox(),
  logger,
  storage: 'disk',
  defaultRelayUrl: relayUrl,
  firstNames: firstNamesFor('en'),
});
