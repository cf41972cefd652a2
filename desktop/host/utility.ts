/**
 * The host in Electron: a utility process over better-sqlite3, with secrets through main's keychain.
 * It serves every page whose port main hands it, and closes its files before it ends.
 */
import { hostname } from 'node:os';
import process from 'node:process';
import {
  automergeFromPackage,
  createBetterSqliteDriver,
  createJsonLogger,
  createNodeClock,
  createNodeDocumentSandbox,
  createNodeRandom,
  createWebSocketConnector,
  nodeSha256,
} from '@maru/sync-core/drivers/node';
import type { MessageEvent } from 'electron';
import { createAskedSecrets } from './asked-secrets.ts';
import { createHost } from './compose.ts';
import { firstNamesFor } from './first-names.ts';
import { emittingPortToFramePort } from './rpc/frame-port.ts';
import { serveHost } from './rpc/serve-host.ts';
import { type MessageFromHost, type MessageToHost, messageToHost } from './utility-messages.ts';

const logger = createJsonLogger({ fields: { process: 'host' } });
const main = process.parentPort;
const post = (message: MessageFromHost): void => main.postMessage(message);
const secrets = createAskedSecrets(post);
// One process owns the files here (main's single-instance lock), so there is nothing to take over.
const host = createHost({ takeOver: async () => undefined });

const start = async ({ folder, relayUrl, language }: Extract<MessageToHost, { type: 'start' }>) => {
  await host.open({
    clock: createNodeClock(),
    random: createNodeRandom(),
    sha256: nodeSha256,
    automerge: automergeFromPackage,
    driver: createBetterSqliteDriver({ folder }),
    secrets: secrets.store,
    connector: createWebSocketConnector(),
    // Beside this program in the bundle.
    sandbox: createNodeDocumentSandbox({ program: new URL('./document-sandbox.js', import.meta.url) }),
    logger,
    storage: 'disk',
    defaultRelayUrl: relayUrl,
    deviceName: hostname(),
    firstNames: firstNamesFor(language),
  });
};

const stop = async (): Promise<void> => {
  await host.close();
  post({ type: 'stopped' });
};

const received = ({ data, ports }: MessageEvent): void => {
  const message = messageToHost.safeParse(data);
  if (!message.success) {
    logger.warn('a message from main was not understood');
    return;
  }
  switch (message.data.type) {
    case 'start':
      void start(message.data);
      return;
    case 'connect': {
      const [port] = ports;
      if (port) serveHost(emittingPortToFramePort(port), host.service, logger);
      return;
    }
    case 'secret':
    case 'secretFailed':
      secrets.answered(message.data);
      return;
    case 'stop':
      void stop();
      return;
  }
};
main.on('message', received);
