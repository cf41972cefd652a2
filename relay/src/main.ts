/** Runs a relay alone: `npm run relay`. The only file that reads the environment, or ends the process. */
import { createNodeRandom } from '@maru/sync-core/drivers/node';
import { parseConfig } from './config.ts';
import { createPinoLogger } from './pino-logger.ts';
import { createRelay } from './relay.ts';
import { createMemoryStore } from './store/memory-store.ts';
import { createSqliteStore } from './store/sqlite-store.ts';

const config = parseConfig(process.env);
if (!config.ok) {
  for (const { name, message } of config.error) console.error(`${name}: ${message}`);
  process.exit(2);
}
const { host, port, data, store, audiences, origins, web, logLevel } = config.value;
const { signalingSecret, signalingUrls, turn, yjsRooms } = config.value;
const random = createNodeRandom();
const logger = createPinoLogger(logLevel);
const relay = createRelay({
  host,
  port,
  audiences,
  origins,
  webFolder: web,
  signalingSecret,
  signalingUrls,
  turn,
  yjsRooms,
  openStore: () => (store === 'memory' ? createMemoryStore(random) : createSqliteStore(data, random)),
  random,
  logger,
});

try {
  await relay.listen();
} catch (error) {
  const inUse = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  console.error(
    inUse
      ? `Port ${port} on ${host} is in use. Choose another with MARU_PORT.`
      : `The relay can't start: ${error instanceof Error ? error.message : String(error)}`,
  );
  process.exit(1);
}

const stop = async (): Promise<void> => {
  await relay.close();
  process.exit(0);
};
process.once('SIGINT', () => void stop());
process.once('SIGTERM', () => void stop());
