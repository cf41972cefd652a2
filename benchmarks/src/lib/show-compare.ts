/**
 * Shows that `--compare` can be trusted: the write path measured three times, the second time unchanged,
 * the third time slowed down by a fifth of its own time. Only the third may be flagged, and must be.
 */

import type { Change } from './compare.ts';
import { confirmedChanges, only } from './compare-run.ts';
import type { Results } from './results.ts';
import { runTrees } from './runner.ts';
import type { Plan, Tree } from './steps.ts';

const slowDown = 0.2;

export type Shown = {
  readonly unchanged: readonly Change[];
  readonly slowed: readonly Change[];
  /** How many figures were slowed. */
  readonly figures: number;
};

/** `wrap` makes results of suites: what a saved baseline would hold. */
export const showCompare = async (
  plan: Plan,
  tree: Tree,
  wrap: (suites: Results['suites']) => Results,
): Promise<Shown> => {
  console.error('1 of 3: the baseline.');
  const baseline = wrap([...only(await runTrees(plan, [tree]))]);
  console.error('2 of 3: the same code again.');
  const unchanged = await confirmedChanges(plan, tree, baseline, only(await runTrees(plan, [tree])));
  console.error('3 of 3: slowed down by a fifth.');
  const slow = { ...plan, slowDown };
  const slowed = await confirmedChanges(slow, tree, baseline, only(await runTrees(slow, [tree])));
  const figures = baseline.suites.flatMap(({ panels }) => panels).length;
  return { unchanged, slowed, figures };
};

/** True where the write path is flagged when it was slowed, as worse only, and never else. */
export const isAsExpected = ({ unchanged, slowed }: Shown): boolean =>
  unchanged.length === 0 && slowed.length > 0 && slowed.every(({ verdict }) => verdict === 'worse');
