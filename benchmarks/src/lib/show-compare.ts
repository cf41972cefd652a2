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
  /** Panels whose figures were slowed, and so must be flagged. */
  readonly expected: readonly string[];
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
  const expected = baseline.suites.flatMap(({ panels }) => panels.map(({ id }) => id));
  return { unchanged, slowed, expected };
};

/** True where only what was slowed is flagged, as worse, in every panel. */
export const isAsExpected = ({ unchanged, slowed, expected }: Shown): boolean =>
  expected.length > 0 &&
  unchanged.length === 0 &&
  slowed.every(({ verdict }) => verdict === 'worse') &&
  expected.every((id) => slowed.some(({ panel }) => panel.id === id));
