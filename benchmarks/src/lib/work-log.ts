/**
 * `results/<machine>/changes.json`: what was done about targets, with figures before and after, and why a
 * target that is missed can't be met. Written by hand after an `--ab` run; the report shows it.
 */
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { targets } from '../targets.ts';

const text = z.string().min(1);
const targetId = z.string().refine((id) => targets.some((target) => target.id === id), 'no such target');
const figures = { before: z.number().positive(), after: z.number().nonnegative(), unit: z.string() };
const common = {
  /** One sentence: what changed in the code. */
  what: text,
  commit: text,
  /** The command, or how else both figures were taken. */
  how: text,
};

const done = z.union([
  z.strictObject({ target: targetId, ...figures, ...common }),
  // What helps, though DESIGN sets no bound for it.
  z.strictObject({
    target: z.null(),
    figure: text,
    better: z.enum(['higher', 'lower']),
    ...figures,
    ...common,
  }),
]);
export type Done = z.infer<typeof done>;

const missed = z.strictObject({
  target: targetId,
  /** Why it can't be met, with the evidence. */
  reason: text,
  /** Path of the decision record from the root of the repository. */
  record: text.optional(),
});

const workLog = z.strictObject({ done: z.array(done), missed: z.array(missed) });
export type WorkLog = z.infer<typeof workLog>;

export const emptyWorkLog: WorkLog = { done: [], missed: [] };

export const parseWorkLog = (json: string): WorkLog => workLog.parse(JSON.parse(json));

export const readWorkLog = (path: string): WorkLog =>
  existsSync(path) ? parseWorkLog(readFileSync(path, 'utf8')) : emptyWorkLog;

/** What a figure stands for, and whether more of it is better. */
export const aboutDone = (one: Done): { readonly figure: string; readonly better: 'higher' | 'lower' } => {
  if (one.target === null) return { figure: one.figure, better: one.better };
  const target = targets.find(({ id }) => id === one.target);
  if (!target) throw new Error(`bug: no target ${one.target}`);
  return { figure: target.what, better: target.op === 'below' ? 'lower' : 'higher' };
};
