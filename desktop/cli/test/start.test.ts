/** `npm start` from the outside: a process, a page over HTTP, Ctrl-C. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..', '..');
// The web client is built first where it is missing or older than its sources.
const timeout = 300_000;
const isWindows = process.platform === 'win32';
if (isWindows) console.log('Skipped: Windows has no way to send Ctrl-C to one child.');

const temporaryFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'maru-start-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
};

const portIsFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });

const freePort = async (): Promise<number> => {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
};

type Run = {
  readonly child: ChildProcess;
  readonly output: () => string;
  /** Resolves once this was printed; rejects when the process ends first. */
  printed(text: string): Promise<void>;
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
};

/** `npm start` in a process group of its own, as a terminal makes one. */
const npmStart = (...options: readonly string[]): Run => {
  const child = spawn('npm', ['start', '--', '--no-open', ...options], {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const ended = new Promise<Awaited<Run['ended']>>((resolve) =>
    child.on('close', (code, signal) => resolve({ code, signal })),
  );
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data) => {
      output += String(data);
      child.emit('printed');
    });
  onTestFinished(() => {
    if (child.exitCode === null && child.signalCode === null) signalGroup(child, 'SIGKILL');
  });
  return {
    child,
    output: () => output,
    ended,
    printed: (text) =>
      new Promise((resolve, reject) => {
        const look = () => output.includes(text) && resolve();
        child.on('printed', look);
        void ended.then(() => reject(new Error(`ended without "${text}":\n${output}`)));
        look();
      }),
  };
};

const signalGroup = (child: ChildProcess, signal: NodeJS.Signals): void => {
  if (child.pid !== undefined) process.kill(-child.pid, signal);
};

test.skipIf(isWindows)(
  'npm start serves the app; a second one is told what is in the way; Ctrl-C ends it cleanly',
  { timeout },
  async () => {
    const data = temporaryFolder();
    const port = await freePort();
    const first = npmStart('--data', data, '--port', String(port));
    await first.printed('Ctrl-C ends it.');
    const url = `http://127.0.0.1:${port}`;
    expect(first.output()).toContain(`Maru is at ${url}`);
    expect(first.output()).toContain('--no-open was given');
    expect(first.output()).toContain(data);
    const page = await fetch(url);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('<div id="root"');
    expect((await fetch(`${url}/ready`)).status).toBe(200);
    expect(readdirSync(join(data, 'relay'))).toContain('relay.sqlite');

    const samePort = npmStart('--data', temporaryFolder(), '--port', String(port));
    expect((await samePort.ended).code).toBe(1);
    expect(samePort.output()).toContain(`Port ${port} on 127.0.0.1 is in use`);
    expect(samePort.output()).toContain(`npm start -- --port ${port + 1}`);

    const sameData = npmStart('--data', data, '--port', '0');
    expect((await sameData.ended).code).toBe(1);
    expect(sameData.output()).toContain('another relay uses the store');
    expect(sameData.output()).toContain('--data');
    expect((await fetch(`${url}/ready`)).status).toBe(200);

    signalGroup(first.child, 'SIGINT');
    const { code, signal } = await first.ended;
    // npm ends as its shell does: dash dies of the signal after Maru ended, others pass on Maru's own 0.
    expect(signal ?? code).toBe(signal === null ? 0 : 'SIGINT');
    expect(first.output().trimEnd()).toMatch(/Ctrl-C ends it\.$/);
    // Closed in order: SQLite leaves no journal behind.
    expect(readdirSync(join(data, 'relay')).sort()).toEqual(['relay.lock', 'relay.sqlite']);
    expect(await portIsFree(port)).toBe(true);
  },
);
