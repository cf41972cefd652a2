/** Maru as the benchmarks use it: clients with files of their own, and a relay in a process of its own. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import {
  type ChannelId,
  type CipherSuite,
  type Client,
  type ClientDeps,
  type CommunityId,
  type Connector,
  createClient,
  createSuite,
  type OpenCommunity,
  silentLogger,
} from '@maru/sync-core';
import {
  automergeFromPackage,
  createBetterSqliteDriver,
  createFileSecretStore,
  createNodeClock,
  createNodeRandom,
  createWebSocketConnector,
  nodeSha256,
} from '@maru/sync-core/drivers/node';
import { z } from 'zod';
import { inheritedProfileArguments } from './profiler.ts';

export const value = <T>(
  result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown },
): T => {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
};

/** Nothing listens there: a client that works offline. */
export const nowhere = 'ws://127.0.0.1:9/sync';

export type PersonOptions = { readonly relayUrl?: string; readonly connector?: Connector };

export const nodeSuite = (): Promise<CipherSuite> => createSuite(createNodeRandom(), nodeSha256);

export const openPerson = async (folder: string, options: PersonOptions = {}): Promise<Client> => {
  const deps: ClientDeps = {
    suite: await nodeSuite(),
    random: createNodeRandom(),
    clock: createNodeClock(),
    driver: createBetterSqliteDriver({ folder }),
    secrets: createFileSecretStore(folder),
    connector: options.connector ?? createWebSocketConnector(),
    logger: silentLogger,
    automerge: automergeFromPackage,
    defaultRelayUrl: options.relayUrl ?? nowhere,
    firstNames: { category: 'Chat', channel: 'general' },
  };
  const client = value(await createClient(deps));
  if (client.profile() === null) value(await client.createProfile({ name: 'bench', colour: 'pine' }));
  return client;
};

export const communityOf = (client: Client, id: CommunityId): OpenCommunity => {
  const community = client.community(id);
  if (!community) throw new Error('not in this community');
  return community;
};

/** The only community of a client. */
export const onlyCommunity = (client: Client): OpenCommunity => {
  const [summary] = client.communities();
  if (!summary) throw new Error('the client is in no community');
  return communityOf(client, summary.id);
};

export const textChannels = (community: OpenCommunity): readonly ChannelId[] =>
  [...community.core.governance.current().channels.values()].map(({ id }) => id).sort();

/** Resolves once `condition` holds, asked every few milliseconds. */
export const until = async (
  what: string,
  condition: () => boolean,
  options: { readonly everyMs?: number; readonly atMostMs?: number } = {},
): Promise<void> => {
  const deadline = performance.now() + (options.atMostMs ?? 120_000);
  while (!condition()) {
    if (performance.now() > deadline) throw new Error(`never happened: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, options.everyMs ?? 5));
  }
};

const listening = z.object({ syncUrl: z.string(), url: z.string(), port: z.number() });
const figures = z.object({ rss: z.number() });

export type RelayProcess = {
  readonly pid: number;
  readonly syncUrl: string;
  readonly url: string;
  /** Resident bytes of its process, after a collection. */
  rss(): Promise<number>;
  stop(): Promise<void>;
};

export type RelayProcessOptions = {
  /** Folder of its store; in memory when left out. */
  readonly folder?: string;
  readonly webFolder?: string;
  /** Quotas and rates are lifted where their effect isn't what is measured. */
  readonly unlimited?: boolean;
  /** Without group commit, for comparison. */
  readonly oneCommitEach?: boolean;
  /** Default: 127.0.0.1. Another only in a network of the case's own. */
  readonly host?: string;
  /** Put before the command that starts its process. */
  readonly before?: readonly string[];
};

/** A relay as `npm run relay` runs it, in a process of its own. */
export const startRelayProcess = async ({
  before: [execPath, ...before] = [],
  ...options
}: RelayProcessOptions): Promise<RelayProcess> => {
  const flags = [
    '--expose-gc',
    '--disable-warning=ExperimentalWarning',
    ...inheritedProfileArguments('relay'),
  ];
  const child = fork(fileURLToPath(new URL('./relay-main.ts', import.meta.url)), {
    ...(execPath === undefined
      ? { execArgv: flags }
      : { execPath, execArgv: [...before, process.execPath, ...flags] }),
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const next = <T>(schema: z.ZodType<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      child.once('message', (message) => resolve(schema.parse(message)));
      child.once('exit', (code) => reject(new Error(`the relay ended with ${code}`)));
    });
  const started = next(listening);
  child.send(options);
  const address = await started;
  const { pid } = child;
  if (pid === undefined) throw new Error('the relay has no process');
  return {
    ...address,
    pid,
    async rss() {
      const answer = next(figures);
      child.send('rss');
      return (await answer).rss;
    },
    async stop() {
      const ended = new Promise<void>((resolve) => void child.once('exit', () => resolve()));
      child.send('stop');
      await ended;
    },
  };
};
