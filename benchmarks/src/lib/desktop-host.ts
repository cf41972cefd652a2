/** A desktop host in a process of its own, as seen from the benchmark. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { WebSocket } from 'ws';
import { z } from 'zod';

const reply = z.object({ type: z.literal('reply'), id: z.number(), ok: z.literal(true), value: z.unknown() });
const listening = z.object({ port: z.number() });

export type DesktopHost = {
  /** Where the page finds it. */
  readonly port: number;
  /** Opens the files in `folder`; pages that ask meanwhile wait. */
  open(folder: string, relayUrl: string): void;
  /** One question of the contract, as the page asks it. */
  ask(query: string, input: object): Promise<unknown>;
  stop(): Promise<void>;
};

export const startDesktopHost = async (): Promise<DesktopHost> => {
  const child = fork(fileURLToPath(new URL('./host-main.ts', import.meta.url)), {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = new Promise<void>((resolve) => void child.once('exit', () => resolve()));
  const { port } = await new Promise<z.infer<typeof listening>>((resolve, reject) => {
    child.once('message', (message) => resolve(listening.parse(message)));
    child.once('exit', (code) => reject(new Error(`the host ended with ${code}`)));
  });
  return {
    port,
    open: (folder, relayUrl) => void child.send({ kind: 'open', folder, relayUrl }),
    ask: (name, input) =>
      new Promise((resolve, reject) => {
        const socket = new WebSocket(`ws://127.0.0.1:${port}`);
        const frame = { type: 'query', id: 1, name, input };
        socket.on('open', () => socket.send(JSON.stringify(frame)));
        socket.on('error', reject);
        socket.on('message', (data) => {
          // Events come between.
          const answer = reply.safeParse(JSON.parse(String(data)));
          if (!answer.success) return;
          resolve(answer.data.value);
          socket.close();
        });
      }),
    async stop() {
      child.send({ kind: 'stop' });
      await ended;
    },
  };
};
