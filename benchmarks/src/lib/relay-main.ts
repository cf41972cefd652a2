/** Entry of the relay's process: told what to open, answers with its address, its memory, and ends. */
import { createMemoryStore, createRelay, createSqliteStore, type LogStore } from '@maru/relay';
import { silentLogger } from '@maru/sync-core';
import { createNodeRandom } from '@maru/sync-core/drivers/node';
import { z } from 'zod';

const options = z.object({
  folder: z.string().optional(),
  webFolder: z.string().optional(),
  unlimited: z.boolean().optional(),
  oneCommitEach: z.boolean().optional(),
  host: z.string().default('127.0.0.1'),
});

const boundless = { perSecond: 1e9, burst: 1e9 };
const lifted = {
  frames: boundless,
  bytes: boundless,
  envelopes: boundless,
  roomFrames: boundless,
  connectionsPerAddress: 20_000,
  connectionsPerCommunity: 20_000,
  connections: 20_000,
  sendBytes: 64 * 1024 * 1024,
};

/** The same store without group commit: each write in a transaction of its own. */
const withoutGroups = (store: LogStore): LogStore => ({
  ...store,
  commit(writes) {
    for (const write of writes) store.commit([write]);
  },
});

const random = createNodeRandom();
// Whoever started it is gone.
process.on('disconnect', () => process.exit(0));

process.once('message', async (message) => {
  const { folder, webFolder, unlimited, oneCommitEach, host } = options.parse(message);
  const relay = createRelay({
    host,
    port: 0,
    openStore() {
      const store = folder === undefined ? createMemoryStore(random) : createSqliteStore(folder, random);
      return oneCommitEach ? withoutGroups(store) : store;
    },
    random,
    logger: silentLogger,
    ...(webFolder === undefined ? {} : { webFolder }),
    ...(unlimited ? { limits: lifted } : {}),
  });
  const { url, syncUrl, port } = await relay.listen();
  process.on('message', async (order) => {
    if (order === 'rss') {
      // Also gives back what the heap took while the connections came.
      globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
      process.send?.({ rss: process.memoryUsage.rss() });
      return;
    }
    await relay.close();
    process.exit(0);
  });
  process.send?.({ url, syncUrl, port });
});
