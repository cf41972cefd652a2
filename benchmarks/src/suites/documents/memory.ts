/** What an open document costs in memory: as `crdt` takes it of timelines, in fresh processes. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Trial } from '../../lib/trial.ts';

export type Held = { readonly kind: 'note' | 'board'; readonly path: string | null };
export const heldSchema: z.ZodType<Held> = z.object({
  kind: z.enum(['note', 'board']),
  path: z.string().nullable(),
});
const answer = z.object({ rssMiB: z.number() });

const residentMiB = (held: Held): Promise<number> =>
  new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(new URL('./memory-main.ts', import.meta.url)), {
      execArgv: ['--expose-gc', '--disable-warning=ExperimentalWarning'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    child.once('message', (message) => resolve(answer.parse(message).rssMiB));
    child.once('exit', (code) => reject(new Error(`the process of a ${held.kind} ended with ${code}`)));
    child.send(held);
  });

/** Less what a process holds that has the engine and an empty document. */
export const recordMemory = async (trial: Trial, label: string, held: Held): Promise<void> => {
  const full = await residentMiB(held);
  trial.record('memory', label, full - (await residentMiB({ ...held, path: null })));
};
