/** The built web client behind a real relay, and people who use it, each in a profile of their own. */
import { existsSync, statSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createRelay, createSqliteStore, type Relay } from '@maru/relay';
import { silentLogger } from '@maru/sync-core';
import { createNodeRandom } from '@maru/sync-core/drivers/node';
import { type Browser, type BrowserContext, test as base, expect, type Page } from '@playwright/test';
import { build } from 'vite';

const webFolder = fileURLToPath(new URL('../../../dist/web', import.meta.url));
const viteConfig = fileURLToPath(new URL('../../../web/vite.config.ts', import.meta.url));

export type RelayServer = {
  readonly url: string;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Everything the relay ever wrote is gone. */
  wipe(): Promise<void>;
  /** From now on the relay stores nothing and so passes no envelope on; sockets and signaling stay up. */
  stopLog(): void;
  /** All bytes in the relay's folder. */
  stored(): Promise<Buffer>;
};

const startRelayServer = async (): Promise<RelayServer & { end(): Promise<void> }> => {
  const folder = await mkdtemp(join(tmpdir(), 'maru-e2e-relay-'));
  let relay: Relay | null = null;
  let port = 0;
  let logStopped = false;
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
          },
        };
      },
      random: createNodeRandom(),
      logger: silentLogger,
      webFolder,
    });
    port = (await relay.listen()).port;
  };
  const stop = async (): Promise<void> => {
    await relay?.close();
    relay = null;
  };
  const files = async () => (await readdir(folder)).map((name) => join(folder, name));
  await start();
  return {
    url: `http://127.0.0.1:${port}/`,
    start,
    stop,
    stopLog() {
      logStopped = true;
    },
    wipe: async () => {
      for (const file of await files()) await rm(file, { recursive: true });
    },
    stored: async () => Buffer.concat(await Promise.all((await files()).map((file) => readFile(file)))),
    async end() {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

export type Person = {
  readonly name: string;
  readonly page: Page;
  readonly context: BrowserContext;
  /** Every WebSocket frame this person's browser sent or received. */
  readonly frames: Buffer[];
  /** What the browser complained about: errors and breaches of the policy. */
  readonly complaints: string[];
};

const toBuffer = (payload: string | Buffer): Buffer =>
  typeof payload === 'string' ? Buffer.from(payload) : payload;

const openPerson = async (browser: Browser, name: string): Promise<Person> => {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  const frames: Buffer[] = [];
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`${error.message} ${error.stack ?? ''}`));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${message.text()} ${message.location().url}`);
  });
  page.on('websocket', (socket) => {
    socket.on('framesent', ({ payload }) => frames.push(toBuffer(payload)));
    socket.on('framereceived', ({ payload }) => frames.push(toBuffer(payload)));
  });
  return { name, page, context, frames, complaints };
};

type Fixtures = {
  readonly relay: RelayServer;
  /** Opens a browser profile for a new person. */
  readonly meet: (name: string) => Promise<Person>;
};

const builtFresh = { done: false };

export const test = base.extend<Fixtures>({
  relay: async ({ browserName: _browserName }, use) => {
    if (!builtFresh.done && process.env['MARU_WEB_BUILT'] !== '1') {
      await build({ configFile: viteConfig, logLevel: 'error' });
      builtFresh.done = true;
    }
    if (!existsSync(join(webFolder, 'index.html')) || !statSync(webFolder).isDirectory())
      throw new Error('the web client is not built');
    const server = await startRelayServer();
    await use(server);
    await server.end();
  },
  meet: async ({ browser }, use, testInfo) => {
    const people: Person[] = [];
    await use(async (name) => {
      const person = await openPerson(browser, name);
      people.push(person);
      return person;
    });
    for (const person of people) {
      if (testInfo.status !== testInfo.expectedStatus) {
        await testInfo.attach(`${person.name}.png`, {
          body: await person.page.screenshot(),
          contentType: 'image/png',
        });
        await testInfo.attach(`${person.name}.txt`, { body: person.complaints.join('\n') });
      }
      await person.context.close();
    }
  },
});
export { expect };
