/**
 * What an open timeline costs in memory: resident bytes of a fresh process that has it open, less those of a
 * fresh process that loads nothing. So heap, buffers, code, WebAssembly and SQLite's pages count alike.
 */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { median } from '../../lib/stats.ts';
import type { Trial } from '../../lib/trial.ts';
import type { Library } from './load-crdt.ts';

export type Held =
  | { readonly engine: Library | 'maru'; readonly path: string }
  | { readonly engine: 'nothing' };

export const heldSchema: z.ZodType<Held> = z.union([
  z.object({ engine: z.enum(['yjs', 'automerge', 'loro', 'maru']), path: z.string() }),
  z.object({ engine: z.literal('nothing') }),
]);
const answer = z.object({ rssMiB: z.number() });

const residentMiB = (held: Held): Promise<number> =>
  new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(new URL('./memory-main.ts', import.meta.url)), {
      execArgv: ['--expose-gc', '--disable-warning=ExperimentalWarning'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    child.once('message', (message) => resolve(answer.parse(message).rssMiB));
    child.once('exit', (code) => reject(new Error(`the process of ${held.engine} ended with ${code}`)));
    child.send(held);
  });

/** In turns, so that all kinds of process meet the same machine. */
export const recordMemory = async (
  trial: Trial,
  label: string,
  engine: Library | 'maru',
  paths: { readonly full: string; readonly empty: string },
): Promise<void> => {
  const full: number[] = [];
  const empty: number[] = [];
  for (let turn = 0; turn < trial.pick({ tiny: 1, quick: 1, full: 3 }); turn++) {
    const nothing = await residentMiB({ engine: 'nothing' });
    full.push((await residentMiB({ engine, path: paths.full })) - nothing);
    empty.push((await residentMiB({ engine, path: paths.empty })) - nothing);
  }
  trial.record('timeline-memory', label, median(full));
  trial.record('timeline-memory', `${label}, an empty one`, median(empty));
};
