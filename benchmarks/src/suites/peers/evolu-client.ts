/**
 * Evolu's client in Node: @evolu/common with the in-process workers it offers where a platform has none, as its
 * React Native package uses them, Node's own locks and WebSocket, and better-sqlite3. In a browser it would be
 * @evolu/web, of which the registry has only 2.4.0: that wants @evolu/common 7 and so isn't the current release.
 */
import { mkdirSync } from 'node:fs';
import {
  type CreateBroadcastChannel,
  createBroadcastChannel,
  createConsole,
  createConsoleStoreOutput,
  createMessageChannel,
  createMessagePort,
  createRandomBytes,
  createRun,
  createSharedWorker,
  createWebSocket,
  createWorker,
  id,
  NonEmptyTrimmedString100,
  NonEmptyTrimmedString1000,
  NonNegativeInt,
  testCreateLockManager,
} from '@evolu/common';
import {
  AppName,
  type AppOwner,
  createAppOwner,
  createEvolu,
  createEvoluDeps,
  createOwnerSecret,
  createOwnerWebSocketTransport,
  initSharedWorker,
  startDbWorker,
} from '@evolu/common/local-first';
import { installPolyfills } from '@evolu/common/polyfills';
import { createEvoluDriver, evoluFile } from './evolu-driver.ts';

const schema = {
  message: {
    id: id('Message'),
    author: NonEmptyTrimmedString100,
    at: NonNegativeInt,
    text: NonEmptyTrimmedString1000,
  },
};

export const createOwner = (): AppOwner =>
  createAppOwner(createOwnerSecret({ randomBytes: createRandomBytes() }));

export const openEvolu = async (folder: string, url: string, owner: AppOwner) => {
  installPolyfills();
  mkdirSync(folder);
  // Both clients live in this process: each has channels and locks of its own, as two machines have.
  const broadcast: CreateBroadcastChannel = (name) => createBroadcastChannel(`${folder}/${name}`);
  const lockManager = testCreateLockManager();
  const createWorkerRun = () => {
    const output = createConsoleStoreOutput();
    return createRun({
      console: createConsole({ output }),
      consoleStoreOutputEntry: output.entry,
      createBroadcastChannel: broadcast,
      createMessageChannel,
      createMessagePort,
      createSqliteDriver: createEvoluDriver(folder),
      createWebSocket,
      lockManager,
    });
  };
  const deps = createEvoluDeps({
    createBroadcastChannel: broadcast,
    createDbWorker: () => createWorker((self) => void createWorkerRun()(startDbWorker(self))),
    createMessageChannel,
    lockManager,
    reloadApp: () => undefined,
    sharedWorker: createSharedWorker((self) => void createWorkerRun()(initSharedWorker(self))),
  });
  const opened = await createRun(deps)(
    createEvolu(schema, {
      appName: AppName.orThrow('bench'),
      appOwner: owner,
      transports: [createOwnerWebSocketTransport({ url, ownerId: owner.id })],
    }),
  );
  if (!opened.ok) throw new Error(`Evolu didn't open: ${JSON.stringify(opened.error)}`);
  const evolu = opened.value;
  return {
    file: evoluFile(folder, evolu.name),
    isSynced: () =>
      deps.syncState
        .get()
        ?.tenants.some(({ owners }) =>
          owners.some(({ routes }) => routes.some(({ completeAt }) => completeAt !== null)),
        ) ?? false,
    /** Resolves when it is committed in this client's file. */
    post: (at: number, text: string): Promise<void> =>
      new Promise((resolve) => {
        evolu.insert(
          'message',
          {
            author: NonEmptyTrimmedString100.orThrow('bench'),
            at: NonNegativeInt.orThrow(at),
            text: NonEmptyTrimmedString1000.orThrow(text),
          },
          { onComplete: resolve },
        );
      }),
    error: () => deps.evoluError.get(),
    close: () => evolu[Symbol.asyncDispose](),
  };
};
