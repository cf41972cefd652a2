/**
 * `maru start`: what `npm start` runs. Builds what is missing, starts relay and signaling on 127.0.0.1,
 * serves the web client from there and opens the app. Ends with Ctrl-C, or with the Electron window.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { createRelay, createSqliteStore } from '@maru/relay';
import { createJsonLogger, createNodeRandom } from '@maru/sync-core/drivers/node';
import type { Command } from 'commander';
import { buildElectron, buildWeb, webFolder } from '../build.ts';
import { defaultDataFolder } from '../data-folder.ts';
import { findElectron } from '../electron-binary.ts';
import { chooseOpening, type Opening, type Wish } from '../opening.ts';
import { parsePort } from '../options.ts';

type StartOptions = {
  readonly data?: string;
  readonly port: number;
  readonly desktop?: true;
  readonly web?: true;
  readonly open: boolean;
};

const host = '127.0.0.1';
const desktopFolder = join(import.meta.dirname, '..', '..');

const fail = (message: string): never => {
  console.error(message);
  process.exit(1);
};

const wishOf = (options: StartOptions): Wish => {
  if (options.desktop) return 'desktop';
  if (options.web) return 'web';
  return options.open ? 'any' : 'none';
};

const whyNotListening = (error: unknown, port: number): string => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE')
    return `Port ${port} on ${host} is in use. Is Maru running already? Choose another with \`npm start -- --port ${port + 1}\`, or any free one with \`--port 0\`.`;
  if (code === 'EACCES')
    return `Port ${port} may not be used by this account. Choose another with \`--port\`.`;
  return `Maru can't start: ${error instanceof Error ? error.message : String(error)}`;
};

/** Opens the app; the child is returned where its end should end Maru. */
const open = (opening: Opening, url: string, data: string): ChildProcess | null => {
  switch (opening.kind) {
    case 'electron':
      return spawn(opening.binary, [desktopFolder, `--relay=${url}`, `--data=${data}`], { stdio: 'inherit' });
    case 'browser':
      spawn(opening.command, [...opening.parts, url], { stdio: 'ignore', detached: true })
        .on('error', () => console.log('No browser could be opened: open the address yourself.'))
        .unref();
      return null;
    case 'none':
    case 'refused':
      return null;
  }
};

const describe = (opening: Opening): string => {
  switch (opening.kind) {
    case 'electron':
      return `Opening the desktop window: ${opening.why}.`;
    case 'browser':
      return `Opening the browser: ${opening.why}.`;
    case 'none':
    case 'refused':
      return `Open the address in a browser: ${opening.why}.`;
  }
};

const start = async (options: StartOptions): Promise<void> => {
  const opening = chooseOpening(wishOf(options), {
    platform: process.platform,
    env: process.env,
    electron: findElectron(),
  });
  if (opening.kind === 'refused') fail(`--desktop can't be done: ${opening.why}.`);
  const built = buildWeb();
  if (!built.ok) fail(built.error);
  if (opening.kind === 'electron') {
    const app = buildElectron();
    if (!app.ok) fail(app.error);
  }

  const data = resolve(
    options.data ?? defaultDataFolder({ platform: process.platform, env: process.env, home: homedir() }),
  );
  const relayFolder = join(data, 'relay');
  try {
    // Mode: what a relay knows (who writes when) is nobody else's business on a shared machine.
    mkdirSync(relayFolder, { recursive: true, mode: 0o700 });
  } catch (error) {
    fail(`The data folder can't be made: ${error instanceof Error ? error.message : String(error)}`);
  }

  const random = createNodeRandom();
  const relay = createRelay({
    host,
    port: options.port,
    openStore: () => createSqliteStore(relayFolder, random),
    random,
    logger: createJsonLogger({ level: 'warn' }),
    webFolder,
  });
  const { url } = await relay.listen().catch((error: unknown) => fail(whyNotListening(error, options.port)));

  console.log(`Maru is at ${url}\n${describe(opening)}\nData: ${data}\nCtrl-C ends it.`);
  const window = open(opening, url, data);
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    window?.kill();
    await relay.close();
    process.exit(0);
  };
  process.on('SIGINT', () => void stop());
  process.on('SIGTERM', () => void stop());
  window?.on('exit', () => void stop());
  window?.on('error', (error) => console.error(`The window can't be opened: ${error.message}`));
};

export const registerStart = (program: Command): void => {
  program
    .command('start')
    .description('start relay and signaling on this machine and open the app')
    .option('--data <folder>', 'where data lives (a folder of your account by default)')
    .option('--port <number>', 'port on 127.0.0.1, 0 for any free one', parsePort, 7420)
    .option('--desktop', 'open the Electron window, or say why that is impossible')
    .option('--web', 'open the browser')
    .option('--no-open', 'open nothing')
    .action(start);
};
