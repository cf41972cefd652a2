/** Measures a plan and compares it with an earlier run, measuring again what seems to have moved. */
import { type Change, compareSuites, confirmChanges, fewest } from './compare.ts';
import type { Results, SuiteResult } from './results.ts';
import { type RanPlan, runTrees } from './runner.ts';
import type { Plan, Tree } from './steps.ts';

/** The cases behind what is suspected, and those behind their references. */
const casesOf = (changes: readonly Change[]): ReadonlySet<string> =>
  new Set(
    changes.flatMap(({ suite, panel, label }) =>
      panel.entries
        .filter((entry) => entry.label === label || entry.label === panel.reference)
        .map((entry) => `${suite}/${entry.case}`),
    ),
  );

/** What moved between `before` and `now` and does so again when measured once more. */
export const confirmedChanges = async (
  plan: Plan,
  tree: Tree,
  before: Results,
  now: readonly SuiteResult[],
): Promise<readonly Change[]> => {
  const suspected = compareSuites(before, now);
  if (suspected.length === 0) return [];
  console.error(`${suspected.length} figures may have moved: measuring those again.`);
  const names = new Set(suspected.map(({ suite }) => suite));
  const again = await runTrees(
    {
      ...plan,
      suites: plan.suites.filter(({ name }) => names.has(name)),
      only: casesOf(suspected),
      rounds: Math.max(fewest + 2, plan.rounds ?? 0),
    },
    [tree],
  );
  return confirmChanges(suspected, compareSuites(before, only(again)));
};

/** The suites of a run of one tree. */
export const only = (ran: RanPlan): readonly SuiteResult[] => ran.suites[0] ?? [];
