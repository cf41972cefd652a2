/** The project's own signaling server, run alone as `npm run signaling` does; started anew on the same port. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export type SignalingServer = {
  readonly url: string;
  start(): Promise<void>;
  /** Killed: nothing is said to anybody. */
  kill(): Promise<void>;
};

const main = fileURLToPath(new URL('../../../../signaling/src/main.ts', import.meta.url));

/** `origin`: of the pages that may come. */
export const startSignalingServer = async (secret: Uint8Array, origin: string): Promise<SignalingServer> => {
  let port = '0';
  let child: ChildProcess | null = null;
  const start = async (): Promise<void> => {
    const started = spawn(process.execPath, [main], {
      env: {
        ...process.env,
        MARU_SIGNALING_PORT: port,
        MARU_SIGNALING_SECRET: Buffer.from(secret).toString('hex'),
        MARU_ORIGINS: origin,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    child = started;
    const [line] = await once(started.stdout, 'data');
    port = String(JSON.parse(String(line)).port);
  };
  await start();
  return {
    url: `http://127.0.0.1:${port}/peer`,
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
