/** The same in the terminal: targets, then each panel with ratios first. */
import type { Change } from '../lib/compare.ts';
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

export const resultsToText = (results: Results): string =>
  [`\nTargets (DESIGN, section 6)\n${targetsToText(results)}`, ...panelsToText(results)].join('\n');
