/**
 * What moved between two runs beyond noise. A figure is flagged when all of these hold:
 * its 99 % interval excludes 1, and so does the band of what is too small to matter; and, in a second
 * run of the flagged cases alone, the same again in the same direction.
 *
 * Drift of the machine is taken out first: panels with a reference (code that isn't ours) are compared
 * by their ratio to it, round by round; of the others, CPU-bound ones by the noise loop beside them, disk-bound ones by
 * the flush beside them; sizes are taken as they are.
 */
import { processMedians, ratiosByRound } from './process-medians.ts';
import type { Entry, PanelResult, Results, SuiteResult } from './results.ts';
import { type Interval, median, medianWithInterval, ratioOfMedians, summarise } from './stats.ts';

export type Change = {
  readonly suite: string;
  readonly panel: PanelResult;
  readonly label: string;
  readonly interval: Interval;
  readonly verdict: 'better' | 'worse';
};

/** A move smaller than this is never flagged. */
const smallest = 1.1;
/**
 * Nor is one within this many of the spreads seen among the processes, each over the root of their number:
 * with more processes a median is known better.
 */
const spreads = 4.5;
/** Fewer processes than this on either side say nothing. */
export const fewest = 3;

const normalised = (panel: PanelResult, entry: Entry): readonly number[] => {
  const reference = panel.entries.find(({ label }) => label === panel.reference);
  if (reference && reference.label !== entry.label) return ratiosByRound(entry, reference);
  const values = processMedians(entry);
  if (panel.kind === 'size') return values.map(({ value }) => value);
  return entry.processes.map((one, index) => {
    const machine = panel.kind === 'cpu' ? one.cpuMs : one.diskMs;
    const value = values[index]?.value ?? Number.NaN;
    return panel.better === 'higher' ? value * machine : value / machine;
  });
};

const uncertainty = (values: readonly number[]): number =>
  summarise(values).spread / Math.sqrt(values.length);

const judge = (panel: PanelResult, interval: Interval, uncertain: number): Change['verdict'] | null => {
  const bound = Math.max(smallest, 1 + spreads * uncertain);
  const higher = interval.ratio > bound && interval.low > 1;
  const lower = interval.ratio < 1 / bound && interval.high < 1;
  if (!higher && !lower) return null;
  return higher === (panel.better === 'higher') ? 'better' : 'worse';
};

const compareEntry = (suite: string, before: PanelResult, now: PanelResult, label: string): Change | null => {
  const find = (panel: PanelResult) => panel.entries.find((entry) => entry.label === label);
  const [old, fresh] = [find(before), find(now)];
  // What isn't ours is the measure, not what is measured.
  if (!old || !fresh || label === now.reference) return null;
  const [a, b] = [normalised(before, old), normalised(now, fresh)];
  if (a.length < fewest || b.length < fewest) return null;
  const interval = ratioOfMedians(a, b);
  const verdict = judge(now, interval, Math.hypot(uncertainty(a), uncertainty(b)));
  return verdict === null ? null : { suite, panel: now, label, interval, verdict };
};

export const compareSuites = (before: Results, now: readonly SuiteResult[]): readonly Change[] =>
  now.flatMap((suite) => {
    const old = before.suites.find(({ name }) => name === suite.name);
    return suite.panels.flatMap((panel) => {
      const oldPanel = old?.panels.find(({ id }) => id === panel.id);
      if (!oldPanel) return [];
      return panel.entries.flatMap(({ label }) => compareEntry(suite.name, oldPanel, panel, label) ?? []);
    });
  });

const keyOf = ({ suite, panel, label, verdict }: Change): string =>
  `${suite}/${panel.id}/${label}/${verdict}`;

/** Of `suspected`, what the second run says again. */
export const confirmChanges = (suspected: readonly Change[], again: readonly Change[]): readonly Change[] => {
  const keys = new Set(again.map(keyOf));
  return suspected.filter((change) => keys.has(keyOf(change)));
};

export type Pair = {
  readonly suite: string;
  readonly panel: PanelResult;
  readonly label: string;
  readonly before: number;
  readonly now: number;
  /** Now over before. */
  readonly interval: Interval;
  readonly rounds: number;
  /** Null: not beyond noise, or too few rounds to say. */
  readonly verdict: Change['verdict'] | null;
};

const pairEntry = (suite: string, before: PanelResult, panel: PanelResult, now: Entry): readonly Pair[] => {
  const old = before.entries.find(({ label }) => label === now.label);
  const ratios = old ? ratiosByRound(now, old) : [];
  if (!old || ratios.length === 0) return [];
  const medianOf = (entry: Entry): number => median(processMedians(entry).map(({ value }) => value));
  const interval = medianWithInterval(ratios);
  return [
    {
      suite,
      panel,
      label: now.label,
      before: medianOf(old),
      now: medianOf(now),
      interval,
      rounds: ratios.length,
      verdict: ratios.length < fewest ? null : judge(panel, interval, uncertainty(ratios)),
    },
  ];
};

/**
 * Two trees that took turns at each case: every figure's ratio, taken round by round, so that the machine's
 * drift falls out by itself. Flagged by the same bounds.
 */
export const compareTrees = (before: readonly SuiteResult[], now: readonly SuiteResult[]): readonly Pair[] =>
  now.flatMap((suite) => {
    const old = before.find(({ name }) => name === suite.name);
    return suite.panels.flatMap((panel) => {
      const oldPanel = old?.panels.find(({ id }) => id === panel.id);
      return oldPanel ? panel.entries.flatMap((entry) => pairEntry(suite.name, oldPanel, panel, entry)) : [];
    });
  });
