/** One step in one tree: a fresh process with a folder of its own, which is gone afterwards. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FixtureId } from '../fixtures/index.ts';
import type { TrialAnswer } from './messages.ts';
import type { ProfileOrder } from './profiler.ts';
import { runInProcess } from './run-process.ts';
import type { Plan, Step, Tree } from './steps.ts';

/** Where a tree's fixtures lie. */
export type FixturePaths = ReadonlyMap<FixtureId, string>;

const seedOfRound = 20_261_124;

export const runStep = async (
  plan: Plan,
  tree: Tree,
  step: Step,
  paths: FixturePaths,
  profile: ProfileOrder | null,
): Promise<{ readonly answer: TrialAnswer; readonly took: number }> => {
  const folder = mkdtempSync(join(tmpdir(), 'maru-bench-'));
  const start = performance.now();
  try {
    const wanted = step.item.fixtures?.[plan.scale] ?? [];
    const answer = await runInProcess(tree.root, {
      kind: 'trial',
      suite: step.suite.name,
      case: step.item.id,
      scale: plan.scale,
      seed: seedOfRound + step.round,
      folder,
      fixtures: Object.fromEntries(wanted.map((id) => [id, paths.get(id) ?? ''])),
      profile,
      slowDown: plan.slowDown,
    });
    return { answer, took: (performance.now() - start) / 1000 };
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
};
