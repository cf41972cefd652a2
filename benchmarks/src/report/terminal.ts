/** The same in the terminal: targets, then each panel with ratios first. */
import type { Change, Pair } from '../lib/compare.ts';
import type { Results } from '../lib/results.ts';
import { judgeTarget, targets } from '../targets.ts';
import { formatNumber, formatPercent, formatRatio, formatValue } from './format.ts';
import { panelToRows } from './rows.ts';

const columns = (rows: readonly (readonly string[])[]): string => {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
        .join('  '),
    )
    .join('\n');
};

const panelsToText = (results: Results): readonly string[] =>
  results.suites.flatMap((suite) => [
    `\n${suite.title}`,
    ...suite.skipped.map(({ case: id, reason }) => `  not run: ${id}: ${reason}`),
    ...suite.panels.map((panel) => {
      const rows = panelToRows(panel).map(({ label, ratio, isReference, summary, noisy }) => [
        `  ${label}`,
        isReference ? '1 ×' : ratio === null ? '' : formatRatio(ratio),
        formatValue(summary.median, panel.unit),
        formatPercent(summary.spread),
        noisy > 0 ? 'noisy' : '',
      ]);
      return `\n ${panel.title} (${panel.better} is better)\n${columns(rows)}`;
    }),
  ]);

const targetsToText = (results: Results): string =>
  columns(
    targets.map((target) => {
      const verdict = judgeTarget(target, results);
      const bound = `${target.op === 'below' ? '<' : '≥'} ${formatValue(target.bound, target.unit)}`;
      return verdict.kind === 'unmeasured'
        ? [`  ${target.what}`, bound, '', `not measured: ${verdict.reason}`]
        : [`  ${target.what}`, bound, formatValue(verdict.value, target.unit), verdict.kind];
    }),
  );

export const changesToText = (changes: readonly Change[]): string =>
  changes.length === 0
    ? 'Nothing moved beyond noise.'
    : columns(
        changes.map(({ suite, panel, label, interval, verdict }) => [
          `  ${suite}: ${panel.title}, ${label}`,
          formatRatio(interval.ratio),
          `(${formatNumber(interval.low)} to ${formatNumber(interval.high)})`,
          verdict.toUpperCase(),
        ]),
      );

export const pairsToText = (pairs: readonly Pair[]): string =>
  pairs.length === 0
    ? 'Nothing was measured in both.'
    : columns(
        pairs.map(({ suite, panel, label, before, now, interval, rounds, verdict }) => [
          `  ${suite}: ${panel.title}, ${label}`,
          formatRatio(interval.ratio),
          `(${formatNumber(interval.low)} to ${formatNumber(interval.high)}, ${rounds} rounds)`,
          `${formatNumber(before)} → ${formatValue(now, panel.unit)}`,
          verdict === null ? '' : verdict.toUpperCase(),
        ]),
      );

/** How long each part took: what the time budget is checked by. */
export const timesToText = (results: Results, seconds: number): string => {
  const making = Object.entries(results.fixtureSeconds).map(([id, took]): readonly [string, number] => [
    `making ${id}`,
    took,
  ]);
  const suites = results.suites.map(({ name, seconds: took }): readonly [string, number] => [name, took]);
  const rows = [...making, ...suites].map(([name, took]) => [`  ${name}`, `${took.toFixed(1)} s`]);
  return `Time\n${columns([...rows, ['  in all', `${seconds.toFixed(1)} s`]])}`;
};

export const resultsToText = (results: Results): string =>
  [`\nTargets (DESIGN, section 6)\n${targetsToText(results)}`, ...panelsToText(results)].join('\n');
