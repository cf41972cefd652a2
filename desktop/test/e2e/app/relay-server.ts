/** A real relay for the tests: it can be stopped, emptied and started again, and nothing it ever held or logged is forgotten. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRelay, createSqliteStore, type Relay, type RelayDeps } from '@maru/relay';
import type { Logger } from '@maru/sync-core';
import { createNodeRandom } from '@maru/sync-core/drivers/node';

export type RelayServer = {
  readonly url: string;
  start(): Promise<void>;
  /** On the same port with what it had, told other things by its environment. */
  restart(changes: Partial<Pick<RelayDeps, 'turn' | 'signalingUrls' | 'signalingSecret'>>): Promise<void>;
  stop(): Promise<void>;
  /** Everything the relay ever wrote is gone. */
  wipe(): Promise<void>;
  /** From now on the relay stores nothing and so passes no envelope on; sockets and signaling stay up. */
  stopLog(): void;
  /** All bytes in the relay's folder, now and before each `wipe`, and every line of its log. */
  held(): Promise<Buffer>;
  /** Every sealed body that it stored. */
  bodies(): readonly Uint8Array[];
  end(): Promise<void>;
};

const createKeepingLogger = (lines: string[]): Logger => {
  const at =
    (level: string): Logger['info'] =>
    (message, fields) =>
      void lines.push(`${level} ${message} ${JSON.stringify(fields ?? {})}`);
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
};

export const startRelayServer = async (webFolder: string): Promise<RelayServer> => {
  const folder = await mkdtemp(join(tmpdir(), 'maru-e2e-relay-'));
  const lines: string[] = [];
  const before: Buffer[] = [];
  let relay: Relay | null = null;
  const bodies: Uint8Array[] = [];
  let port = 0;
  let logStopped = false;
  let told: Partial<RelayDeps> = {};
  const start = async (): Promise<void> => {
    relay = createRelay({
      host: '127.0.0.1',
      port,
      openStore: () => {
        const store = createSqliteStore(folder, createNodeRandom());
        return {
          ...store,
          commit(writes) {
            if (logStopped) throw new Error('the log is stopped');
            store.commit(writes);
            for (const write of writes)
              if (write.kind === 'append')
                bodies.push(...write.envelopes.flatMap(({ body }) => (body === null ? [] : [body])));
          },
        };
      },
      random: createNodeRandom(),
      logger: createKeepingLogger(lines),
      webFolder,
      ...told,
    });
    port = (await relay.listen()).port;
  };
  const stop = async (): Promise<void> => {
    await relay?.close();
    relay = null;
  };
  const files = async () => (await readdir(folder)).map((name) => join(folder, name));
  const stored = async () => Promise.all((await files()).map((file) => readFile(file)));
  await start();
  return {
    url: `http://127.0.0.1:${port}/`,
    start,
    async restart(changes) {
      told = { ...told, ...changes };
      await stop();
      await start();
    },
    stop,
    stopLog() {
      logStopped = true;
    },
    wipe: async () => {
      before.push(...(await stored()));
      for (const file of await files()) await rm(file, { recursive: true });
    },
    held: async () => Buffer.concat([...before, ...(await stored()), Buffer.from(lines.join('\n'))]),
    bodies: () => bodies,
    async end() {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
