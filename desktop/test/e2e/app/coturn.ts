/** A real coturn on loopback, as signaling/docs/turn.md sets one up, but for what loopback needs. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';

export type Coturn = {
  readonly url: string;
  readonly secret: string;
  /** Killed: nothing is said to anybody. */
  kill(): Promise<void>;
  start(): Promise<void>;
};

/** Why there is none; null where there is. */
export const coturnMissing = (): string | null =>
  spawnSync('turnserver', ['--version']).error ? 'coturn (turnserver) is not installed' : null;

const freePort = async (): Promise<number> => {
  const socket = createSocket('udp4').bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address();
  socket.close();
  await once(socket, 'close');
  return port;
};

export const startCoturn = async (): Promise<Coturn> => {
  const secret = 'a secret of this test alone';
  const port = await freePort();
  let child: ChildProcess | null = null;
  const start = async (): Promise<void> => {
    const started = spawn('turnserver', [
      '-n',
      '--no-cli',
      '--listening-ip=127.0.0.1',
      '--relay-ip=127.0.0.1',
      `--listening-port=${port}`,
      '--min-port=49160',
      '--max-port=49259',
      '--use-auth-secret',
      `--static-auth-secret=${secret}`,
      '--realm=maru.test',
      '--fingerprint',
      '--no-tls',
      '--no-dtls',
      '--user-quota=24',
      '--total-quota=96',
      '--allow-loopback-peers',
      '--simple-log',
      '--log-file=stdout',
      '--pidfile=',
    ]);
    child = started;
    // It says so on its log once it listens.
    await new Promise<void>((resolve, reject) => {
      started.once('error', reject);
      started.once('exit', () => reject(new Error('coturn ended')));
      started.stdout.on('data', (line) => /Total General servers/.test(String(line)) && resolve());
    });
    started.removeAllListeners('exit');
  };
  await start();
  return {
    url: `turn:127.0.0.1:${port}`,
    secret,
    start,
    async kill() {
      const ended = child;
      child = null;
      if (!ended || ended.exitCode !== null) return;
      const exit = once(ended, 'exit');
      ended.kill('SIGKILL');
      await exit;
    },
  };
};
