/** The servers that are set side by side: each in a process of its own, each by its own recommended set-up. */
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { freePort } from './free-port.ts';

export type ServerProcess = {
  readonly url: string;
  readonly pid: number;
  /** Resolves once the server has collected its garbage, where it understands to be asked (the plain one). */
  collect(): Promise<void>;
  stop(): Promise<void>;
};

const start = (
  parts: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<ServerProcess> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...parts], {
      env: { ...process.env, ...environment },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`the server ended with ${code}`)));
    const lines = createInterface({ input: child.stdout });
    lines.on('line', (line) => {
      const port = /(?:port |:)(\d{4,5})\b/.exec(line)?.[1];
      if (port === undefined || child.pid === undefined) return;
      resolve({
        url: `ws://127.0.0.1:${port}`,
        pid: child.pid,
        collect() {
          const answered = new Promise<void>((done) => void lines.once('line', () => done()));
          child.stdin.write('collect\n');
          return answered;
        },
        async stop() {
          const ended = new Promise<void>((done) => void child.once('exit', () => done()));
          child.kill('SIGKILL');
          await ended;
        },
      });
    });
  });

const own = (name: string): string => fileURLToPath(new URL(`./${name}`, import.meta.url));

/** The plainest broadcast: a loop over `ws` sockets with `send`, nothing stored. */
export const startPlainWs = (): Promise<ServerProcess> => start(['--expose-gc', own('plain-ws-main.ts')], {});

/** The stock server of @y/websocket-server; with a folder it persists to LevelDB, as its README says. */
export const startYWebsocket = async (folder: string | null): Promise<ServerProcess> => {
  const utils = createRequire(import.meta.url).resolve('@y/websocket-server/utils');
  return start([join(dirname(utils), '../src/server.js')], {
    HOST: '127.0.0.1',
    PORT: String(await freePort()),
    ...(folder === null ? {} : { YPERSISTENCE: folder }),
  });
};

/** Hocuspocus' Server; with a file it persists by its SQLite extension. */
export const startHocuspocus = (file: string | null): Promise<ServerProcess> =>
  start([own('hocuspocus-main.ts'), ...(file === null ? [] : [file])], {});

/** Any other server of ours: prints its port, ends with its standard input. */
export const startServer = (path: string, parts: readonly string[]): Promise<ServerProcess> =>
  start([path, ...parts], {});
