/** A run's plan and the order in which its processes take turns. */
import type { FixtureId } from '../fixtures/index.ts';
import type { FixtureStore } from './fixture-store.ts';
import { type Case, processesOf, type Scale, type Suite } from './suite.ts';

/** A work tree of this repository whose code is measured. */
export type Tree = {
  readonly root: string;
  readonly commit: string;
  readonly fixtures: FixtureStore;
};

export type Plan = {
  readonly scale: Scale;
  readonly suites: readonly Suite[];
  /** Cases to run, as `suite/case`; null for all. */
  readonly only: ReadonlySet<string> | null;
  /** In place of each case's own number of processes. */
  readonly rounds: number | null;
  readonly command: string;
  /** Folder for a CPU profile of each process, or null. Profiled figures are slower. */
  readonly profile: string | null;
  /** From an earlier run on this machine, by `suite/case`. */
  readonly knownSeconds: ReadonlyMap<string, number>;
  /** Part of its own time by which everything of ours is slowed down, to see that it is noticed. */
  readonly slowDown: number;
};

export type Step = {
  readonly suite: Suite;
  readonly item: Case;
  readonly round: number;
  /** What it is thought to take. */
  readonly seconds: number;
};

export const keyOfCase = (suite: Suite, item: Case): string => `${suite.name}/${item.id}`;

export const toSteps = (plan: Plan): readonly Step[] => {
  const all = plan.suites.flatMap((suite) =>
    suite.cases
      .filter((item) => plan.only === null || plan.only.has(keyOfCase(suite, item)))
      .flatMap((item) =>
        Array.from({ length: processesOf(item, plan.scale, plan.rounds) }, (_, round) => ({
          suite,
          item,
          round,
          seconds: plan.knownSeconds.get(keyOfCase(suite, item)) ?? item.seconds[plan.scale],
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

export const fixturesOf = (steps: readonly Step[], scale: Scale): readonly FixtureId[] => [
  ...new Set(steps.flatMap(({ item }) => item.fixtures?.[scale] ?? [])),
];
