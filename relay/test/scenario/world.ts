/** People with files of their own, around a real relay: `setup` makes the world of a test in one line. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Client,
  type Clock,
  type CommunityId,
  type Connector,
  createClient,
  createSuite,
  type Logger,
  silentLogger,
} from '@maru/sync-core';
import {
  automergeFromPackage,
  createBetterSqliteDriver,
  createFileSecretStore,
  createNodeClock,
  createNodeRandom,
  createWebSocketConnector,
} from '@maru/sync-core/drivers/node';
import { createRelay, createSqliteStore, type Relay, type RelayAddress } from '../../src/index.ts';

export type World = {
  readonly folder: string;
  relay(): RelayAddress;
  startRelay(): Promise<void>;
  stopRelay(): Promise<void>;
  /** Ends the relay and deletes all that it held. */
  wipeRelay(): Promise<void>;
  /** `clock` where the person's own goes by another time; `connector` to listen in on the wire. */
  person(name: string, clock?: Clock, connector?: Connector): Promise<Client>;
  close(): Promise<void>;
};

/** `logger` of the relay and of every person. */
export const createWorld = async (logger: Logger = silentLogger): Promise<World> => {
  const folder = mkdtempSync(join(tmpdir(), 'maru-world-'));
  const random = createNodeRandom();
  const suite = await createSuite(random);
  const clients: Client[] = [];
  let relay: Relay | null = null;
  let address: RelayAddress | null = null;

  const relayFolder = join(folder, 'relay');
  const world: World = {
    folder,
    relay() {
      if (!address) throw new Error('the relay was never started');
      return address;
    },
    async startRelay() {
      relay = createRelay({
        host: '127.0.0.1',
        port: address?.port ?? 0,
        openStore: () => createSqliteStore(relayFolder, random),
        random,
        logger,
      });
      address = await relay.listen();
    },
    async stopRelay() {
      await relay?.close();
      relay = null;
    },
    async wipeRelay() {
      await world.stopRelay();
      rmSync(relayFolder, { recursive: true, force: true });
    },
    async person(name, clock = createNodeClock(), connector = createWebSocketConnector()) {
      const home = join(folder, name);
      const made = await createClient({
        suite,
        random,
        clock,
        driver: createBetterSqliteDriver({ folder: home }),
        secrets: createFileSecretStore(home),
        connector,
        logger,
        automerge: automergeFromPackage,
        defaultRelayUrl: world.relay().syncUrl,
        firstNames: { category: 'Chat', channel: 'general' },
      });
      if (!made.ok) throw new Error(`no client: ${made.error.kind}`);
      clients.push(made.value);
      if (made.value.profile() === null) await made.value.createProfile({ name, colour: 'pine' });
      return made.value;
    },
    async close() {
      for (const client of clients) await client.close().catch(() => undefined);
      await world.stopRelay();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await world.startRelay();
  return world;
};

/** Resolves when `condition` holds, asked again after a short while; fails with `what` after 15 s. */
export const until = async (what: string, condition: () => boolean, withinMs = 15_000): Promise<void> => {
  const deadline = performance.now() + withinMs;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error(`never happened: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};

export const openCommunity = (client: Client, id: CommunityId) => {
  const community = client.community(id);
  if (!community) throw new Error('not in this community');
  return community;
};

export const value = <T>(
  result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown },
): T => {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
};
