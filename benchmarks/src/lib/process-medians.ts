import type { Entry } from './results.ts';
import { median } from './stats.ts';

/** One figure for each process: the median of its repetitions, by round. */
export const processMedians = (entry: Entry): readonly { readonly round: number; readonly value: number }[] =>
  entry.processes.map(({ round, samples }) => ({ round, value: median(samples) }));

/** `entry` over `reference`, round by round, so that what slowed both at the time falls out. */
export const ratiosByRound = (entry: Entry, reference: Entry): readonly number[] => {
  const base = new Map(processMedians(reference).map(({ round, value }) => [round, value]));
  return processMedians(entry).flatMap(({ round, value }) => {
    const other = base.get(round);
    return other === undefined || other === 0 ? [] : [value / other];
  });
};
