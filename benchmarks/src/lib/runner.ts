/**
 * Runs suites: rounds over all cases, each in a fresh process, the noise check between them. Rounds are
 * interleaved, so that a slow spell of the machine meets every entry alike; of two trees, each takes its
 * turn at every case before the next one.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { collect, type Ran } from './collect.ts';
import { type Made, makeFixtures, toMakeIn } from './make-fixtures.ts';
import { createNoiseCheck } from './noise.ts';
import { createProgress } from './progress.ts';
import type { SuiteResult } from './results.ts';
import { runStep } from './run-step.ts';
import { fixturesOf, type Plan, type Tree, toSteps } from './steps.ts';

export type RanPlan = {
  /** By tree, in the order given. */
  readonly suites: readonly (readonly SuiteResult[])[];
  /** Seconds that each fixture took which had to be made. */
  readonly fixtureSeconds: Readonly<Record<string, number>>;
  readonly seconds: number;
};

export const runTrees = async (plan: Plan, trees: readonly Tree[]): Promise<RanPlan> => {
  const began = performance.now();
  const steps = toSteps(plan);
  const fixtures = fixturesOf(steps, plan.scale);
  const toMake = trees.map((tree) => toMakeIn(tree, fixtures));
  const making = toMake.reduce((sum, { seconds }) => sum + seconds, 0);
  const progress = createProgress(
    steps.reduce((sum, { seconds }) => sum + seconds * trees.length, making),
    steps.length * trees.length + toMake.reduce((sum, { ids }) => sum + ids.length, 0),
  );
  const noiseFolder = mkdtempSync(join(tmpdir(), 'maru-bench-noise-'));
  const noise = createNoiseCheck(join(noiseFolder, 'page'));
  const ran: Ran[][] = trees.map(() => []);
  try {
    const made: Made[] = [];
    for (const tree of trees) made.push(await makeFixtures(tree, fixtures, progress));
    let before = noise.check();
    const profile = plan.profile === null ? null : { folder: plan.profile, panel: null };
    for (const step of steps) {
      const turns = step.round % 2 === 0 ? trees : [...trees].reverse();
      for (const tree of turns) {
        const at = trees.indexOf(tree);
        progress.start(`${step.suite.name}/${step.item.id}${trees.length > 1 ? ` at ${tree.commit}` : ''}`);
        const { answer, took } = await runStep(plan, tree, step, made[at]?.paths ?? new Map(), profile);
        const after = noise.check();
        if (answer.kind !== 'done')
          progress.say(`${step.suite.name}/${step.item.id} ${answer.kind}: ${answer.reason}`);
        const around = {
          cpuMs: (before.cpuMs + after.cpuMs) / 2,
          diskMs: (before.diskMs + after.diskMs) / 2,
        };
        ran[at]?.push({ ...step, answer, took, noise: around });
        before = after;
        progress.done(step.seconds);
      }
    }
    return {
      suites: trees.map(({ commit }, at) => collect(plan, commit, ran[at] ?? [])),
      fixtureSeconds: Object.assign({}, ...made.map(({ seconds }) => seconds)),
      seconds: (performance.now() - began) / 1000,
    };
  } finally {
    noise.close();
    rmSync(noiseFolder, { recursive: true, force: true });
    progress.end();
  }
};
