/**
 * Runs suites: rounds over all cases, each in a fresh process, the noise check between them. Rounds are
 * interleaved, so that a slow spell of the machine meets every entry alike.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FixtureStore } from './fixture-store.ts';
import type { TrialAnswer } from './messages.ts';
import { createNoiseCheck, type Noise, noisyBeyond, quietOf } from './noise.ts';
import { createProgress } from './progress.ts';
import type { SuiteResult } from './results.ts';
import { runInProcess } from './run-process.ts';
import { type Case, processesOf, type Scale, type Suite } from './suite.ts';

export type Plan = {
  readonly scale: Scale;
  readonly suites: readonly Suite[];
  /** Cases to run; null for all. */
  readonly only: ReadonlySet<string> | null;
  /** In place of each case's own number of processes. */
  readonly rounds: number | null;
  readonly command: string;
  readonly commit: string;
  readonly fixtures: FixtureStore;
  /** Folder for a CPU profile of each process, or null. Profiled figures are slower. */
  readonly profile: string | null;
  /** From an earlier run on this machine, by `suite/case`. */
  readonly knownSeconds: ReadonlyMap<string, number>;
};

type Step = { readonly suite: Suite; readonly item: Case; readonly round: number; readonly seconds: number };
type Ran = Step & { readonly answer: TrialAnswer; readonly noise: Noise; readonly took: number };

const makingFactor = { tiny: 0, quick: 20, full: 300 } as const;

const toSteps = (plan: Plan): readonly Step[] => {
  const all = plan.suites.flatMap((suite) =>
    suite.cases
      .filter(({ id }) => plan.only === null || plan.only.has(`${suite.name}/${id}`))
      .flatMap((item) =>
        Array.from({ length: processesOf(item, plan.scale, plan.rounds) }, (_, round) => ({
          suite,
          item,
          round,
          seconds: plan.knownSeconds.get(`${suite.name}/${item.id}`) ?? item.seconds[plan.scale],
        })),
      ),
  );
  // Every second round runs backwards: neither end of a round is favoured.
  const rounds = new Set(all.map(({ round }) => round));
  return [...rounds]
    .sort((a, b) => a - b)
    .flatMap((round) => {
      const steps = all.filter((step) => step.round === round);
      return round % 2 === 0 ? steps : steps.reverse();
    });
};

const fixturesOf = (steps: readonly Step[], scale: Scale) => [
  ...new Set(steps.flatMap(({ item }) => item.fixtures?.[scale] ?? [])),
];

const seedOfRound = 20_261_124;

const runStep = async (plan: Plan, step: Step, paths: Readonly<Record<string, string>>) => {
  const folder = mkdtempSync(join(tmpdir(), 'maru-bench-'));
  const start = performance.now();
  try {
    const wanted = step.item.fixtures?.[plan.scale] ?? [];
    const order = {
      kind: 'trial' as const,
      suite: step.suite.name,
      case: step.item.id,
      scale: plan.scale,
      seed: seedOfRound + step.round,
      folder,
      fixtures: Object.fromEntries(wanted.map((id) => [id, paths[id] ?? ''])),
    };
    const answer = await runInProcess(order, plan.profile);
    return { answer, took: (performance.now() - start) / 1000 };
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
};

export const runPlan = async (plan: Plan): Promise<readonly SuiteResult[]> => {
  const steps = toSteps(plan);
  const fixtures = fixturesOf(steps, plan.scale);
  const toMake = fixtures.filter((id) => !plan.fixtures.has(id));
  const making = toMake.length * makingFactor[plan.scale];
  const progress = createProgress(
    steps.reduce((sum, { seconds }) => sum + seconds, making),
    steps.length + toMake.length,
  );
  const noiseFolder = mkdtempSync(join(tmpdir(), 'maru-bench-noise-'));
  const noise = createNoiseCheck(join(noiseFolder, 'page'));
  const ran: Ran[] = [];
  try {
    const paths: Record<string, string> = {};
    for (const id of fixtures) {
      if (toMake.includes(id)) progress.start(`making ${id}`);
      paths[id] = await plan.fixtures.ensure(id);
      if (toMake.includes(id)) progress.done(makingFactor[plan.scale]);
    }
    let before = noise.check();
    for (const step of steps) {
      progress.start(`${step.suite.name}/${step.item.id}`);
      const { answer, took } = await runStep(plan, step, paths);
      const after = noise.check();
      if (answer.kind !== 'done')
        progress.say(`${step.suite.name}/${step.item.id} ${answer.kind}: ${answer.reason}`);
      const around = {
        cpuMs: (before.cpuMs + after.cpuMs) / 2,
        diskMs: (before.diskMs + after.diskMs) / 2,
      };
      ran.push({ ...step, answer, took, noise: around });
      before = after;
      progress.done(step.seconds);
    }
  } finally {
    noise.close();
    rmSync(noiseFolder, { recursive: true, force: true });
    progress.end();
  }
  return collect(plan, ran);
};

const collect = (plan: Plan, ran: readonly Ran[]): readonly SuiteResult[] => {
  const quiet = quietOf(ran.map(({ noise }) => noise.cpuMs));
  const measuredAt = new Date().toISOString();
  return plan.suites.map((suite) => {
    const own = ran.filter((step) => step.suite === suite);
    const skipped = new Map<string, string>();
    const facts: Record<string, string> = {};
    const caseSeconds: Record<string, number> = {};
    for (const { item, answer, took } of own) {
      caseSeconds[item.id] = took;
      if (answer.kind === 'done') Object.assign(facts, answer.facts);
      else skipped.set(item.id, `${answer.kind}: ${answer.reason.split('\n')[0] ?? ''}`);
    }
    const panels = suite.panels.map((panel) => {
      const entries = new Map<string, SuiteResult['panels'][number]['entries'][number]>();
      // By round, so that entries stand in the order of the cases.
      for (const step of [...own].sort(
        (a, b) => a.round - b.round || orderOf(suite, a) - orderOf(suite, b),
      )) {
        if (step.answer.kind !== 'done') continue;
        const byEntry = Map.groupBy(
          step.answer.samples.filter((sample) => sample.panel === panel.id),
          ({ entry }) => entry,
        );
        for (const [label, samples] of byEntry) {
          const entry = entries.get(label) ?? { label, case: step.item.id, processes: [] };
          entry.processes.push({
            round: step.round,
            samples: samples.map(({ value }) => value),
            ...step.noise,
            noisy: step.noise.cpuMs > quiet * noisyBeyond,
          });
          entries.set(label, entry);
        }
      }
      return { ...panel, entries: [...entries.values()] };
    });
    return {
      name: suite.name,
      title: suite.title,
      about: suite.about,
      measuredAt,
      commit: plan.commit,
      command: plan.command,
      seconds: own.reduce((sum, { took }) => sum + took, 0),
      facts,
      skipped: [...skipped].map(([id, reason]) => ({ case: id, reason })),
      caseSeconds,
      panels: panels.filter(({ entries }) => entries.length > 0),
    };
  });
};

const orderOf = (suite: Suite, step: Step): number => suite.cases.indexOf(step.item);
