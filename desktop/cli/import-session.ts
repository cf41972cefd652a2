/** What `maru import` opens: a client of its own over files in the data folder, and the wait for a relay. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Client,
  type Clock,
  createClient,
  createSuite,
  type OpenCommunity,
  type Result,
  type StorageError,
} from '@maru/sync-core';
import {
  createBetterSqliteDriver,
  createFileSecretStore,
  createJsonLogger,
  createNodeRandom,
  createWebSocketConnector,
  nodeSha256,
} from '@maru/sync-core/drivers/node';
import { firstNamesFor } from '../host/first-names.ts';
import { requireSecrets } from '../host/secrets.ts';

/**
 * Opens the command line's own installation in `data`: the app's secrets are sealed with the system's
 * keychain, which only the app can open, so the two never share a profile.
 */
export const openSession = async (
  data: string,
  relayUrl: string,
  clock: Clock,
): Promise<Result<Client, StorageError>> => {
  const folder = join(data, 'cli');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const random = createNodeRandom();
  return createClient({
    suite: await createSuite(random, nodeSha256),
    clock,
    random,
    driver: createBetterSqliteDriver({ folder: join(folder, 'data') }),
    secrets: requireSecrets(createFileSecretStore(join(folder, 'secrets'))),
    connector: createWebSocketConnector(),
    logger: createJsonLogger({ level: 'warn' }),
    defaultRelayUrl: relayUrl,
    firstNames: firstNamesFor(Intl.DateTimeFormat().resolvedOptions().locale),
  });
};

const pollMs = 250;

/**
 * Waits until a relay holds everything (`0`), or until nothing more was taken for `patienceMs`: then
 * how many envelopes it still lacks. As long as the relay takes some, the wait goes on.
 */
export const waitForRelay = async (
  community: OpenCommunity,
  clock: Clock,
  patienceMs: number,
): Promise<number> => {
  const unsent = () => community.queries.summary().connection.unsent;
  let left = unsent();
  let movedAt = clock.now();
  while (left > 0 && clock.now() - movedAt < patienceMs) {
    await new Promise<void>((done) => clock.schedule(pollMs, done));
    const now = unsent();
    if (now !== left) movedAt = clock.now();
    left = now;
  }
  return left;
};
