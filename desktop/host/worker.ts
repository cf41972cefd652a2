/**
 * The host in the browser: a Worker that holds the files while its tab owns them. SQLite over OPFS;
 * where a browser offers no synchronous file handles, SQLite in memory with snapshots in IndexedDB.
 */
// First, before any schema is made.
import '../contract/no-eval.ts';
import automergeWasmUrl from '@automerge/automerge/automerge.wasm?url';
import { type Logger, type SqliteDriver, silentLogger } from '@maru/sync-core';
import {
  createBrowserClock,
  createBrowserDocumentSandbox,
  createBrowserRandom,
  createIndexedDbSlots,
  createSqliteWasmDriver,
  createSqlJsDriver,
  createTabOwner,
  createWebSocketConnector,
} from '@maru/sync-core/drivers/browser';
import sqlJsWasmUrl from 'sql.js/dist/sql-wasm-browser.wasm?url';
import { allowOwnScripts } from '../contract/own-scripts.ts';
import { createHost, type Platform } from './compose.ts';
import { userAgentToDeviceName } from './device-name.ts';
import { firstNamesFor } from './first-names.ts';
import { messagePortToFramePort } from './rpc/frame-port.ts';
import { serveHost } from './rpc/serve-host.ts';

const logger: Logger = {
  ...silentLogger,
  warn: (message, fields) => console.warn(message, fields ?? {}),
  error: (message, fields) => console.error(message, fields ?? {}),
};
const clock = createBrowserClock();
allowOwnScripts();

const createSandbox = () =>
  createBrowserDocumentSandbox(
    () => new Worker(new URL('./sandbox-worker.ts', import.meta.url), { type: 'module', name: 'sandbox' }),
  );

type Files = Pick<Platform, 'driver' | 'storage'> & { release(): Promise<void> };

/** Private windows have the interface and refuse its use. */
const hasOpfs = async (): Promise<boolean> => {
  if (typeof FileSystemFileHandle === 'undefined') return false;
  if (!('createSyncAccessHandle' in FileSystemFileHandle.prototype)) return false;
  return navigator.storage.getDirectory().then(
    () => true,
    () => false,
  );
};

const chooseFiles = async (): Promise<Files> => {
  if (await hasOpfs()) {
    const driver = createSqliteWasmDriver({ clock, logger });
    return { driver, storage: 'opfs', release: driver.release };
  }
  const driver: SqliteDriver = createSqlJsDriver({
    wasmUrl: sqlJsWasmUrl,
    slots: createIndexedDbSlots('maru-snapshots'),
    clock,
  });
  return { driver, storage: 'snapshot', release: async () => undefined };
};

const secretSlots = createIndexedDbSlots('maru-secrets');
const connector = createWebSocketConnector(clock);
const random = createBrowserRandom();
const relayUrl = `${location.origin.replace(/^http/, 'ws')}/sync`;
const files = chooseFiles();

const host = createHost({ takeOver: () => owner.takeOver() });

const own = async (): Promise<void> => {
  const { driver, storage } = await files;
  await host.open({
    clock,
    random,
    driver,
    storage,
    secrets: { get: secretSlots.read, set: secretSlots.write },
    connector,
    automerge: () => Promise.resolve(automergeWasmUrl),
    sandbox: createSandbox(),
    logger,
    defaultRelayUrl: relayUrl,
    deviceName: userAgentToDeviceName(navigator.userAgent),
    firstNames: firstNamesFor(navigator.language),
  });
};

const giveWay = async (): Promise<void> => {
  const { storage, release } = await files;
  await host.giveWay(storage);
  await release();
};

/** What the tab owner says comes in order; what it starts takes a while. */
let turn: Promise<void> = Promise.resolve();
const inTurn = (task: () => Promise<void>): Promise<void> => {
  turn = turn.then(task);
  return turn;
};

const owner = createTabOwner({
  name: 'maru',
  locks: navigator.locks,
  createChannel: (name) => new BroadcastChannel(name),
  clock,
  giveWay: () => inTurn(giveWay),
  // Only the end of this Worker surely lets go of the files: the page starts over.
  dropped: () => postMessage('dropped'),
  changed(ownership) {
    if (ownership === 'owner') void inTurn(own);
    if (ownership === 'elsewhere') void inTurn(async () => host.giveWay((await files).storage));
  },
});

addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (data instanceof MessagePort) serveHost(messagePortToFramePort(data), host.service, logger);
});
