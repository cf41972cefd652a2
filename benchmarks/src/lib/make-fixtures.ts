/** Makes what a plan's cases start from, before any clock runs; two at a time where there are cores for it. */
import { availableParallelism } from 'node:os';
import { type FixtureId, secondsToMake } from '../fixtures/index.ts';
import type { Progress } from './progress.ts';
import type { Tree } from './steps.ts';

export type Made = {
  readonly paths: ReadonlyMap<FixtureId, string>;
  readonly seconds: Readonly<Record<string, number>>;
};

/** More than two would want the memory of as many communities of a million. */
const atOnce = Math.min(2, availableParallelism());

export const toMakeIn = (tree: Tree, fixtures: readonly FixtureId[]) => {
  const ids = fixtures.filter((id) => !tree.fixtures.has(id));
  const seconds = ids.reduce((sum, id) => sum + secondsToMake[id], 0) / Math.min(atOnce, ids.length || 1);
  return { ids, seconds };
};

export const makeFixtures = async (
  tree: Tree,
  fixtures: readonly FixtureId[],
  progress: Progress,
): Promise<Made> => {
  const { ids, seconds: estimate } = toMakeIn(tree, fixtures);
  const paths = new Map<FixtureId, string>();
  const seconds: Record<string, number> = {};
  for (const id of fixtures) if (!ids.includes(id)) paths.set(id, await tree.fixtures.ensure(id));
  // The longest first, so that the two end at about the same time.
  const waiting = [...ids].sort((a, b) => secondsToMake[b] - secondsToMake[a]);
  const all = waiting.reduce((sum, id) => sum + secondsToMake[id], 0);
  const work = async (): Promise<void> => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      progress.start(`making ${id}`);
      const start = performance.now();
      paths.set(id, await tree.fixtures.ensure(id));
      seconds[id] = (performance.now() - start) / 1000;
      progress.done((estimate * secondsToMake[id]) / all);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return { paths, seconds };
};
