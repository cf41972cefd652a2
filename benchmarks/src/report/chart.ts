/**
 * One panel as an SVG of horizontal bars: median, quartiles as a whisker, targets as dashed lines.
 * Colours are CSS variables, so the page's theme is the chart's. The table under it says the same in text.
 */
import { scaleLinear, scaleLog } from 'd3-scale';
import type { PanelResult } from '../lib/results.ts';
import { isMetIn, type Target, targetsOf } from '../targets.ts';
import { escapeHtml, formatNumber, formatRatio, formatValue } from './format.ts';
import { panelToRows, type Row } from './rows.ts';

const width = 760;
const labelWidth = 250;
const valueWidth = 130;
const rowHeight = 26;
const bare = 8;
/** Room over the bars for the words on a target's line. */
const withTargets = 24;
const axisHeight = 26;
const leastBetweenTicks = 44;

/** Bars that differ more than this are drawn on a logarithmic scale, which the axis says. */
const logarithmicBeyond = 50;

const scaleFor = (values: readonly number[]) => {
  const highest = Math.max(...values);
  const positive = values.filter((value) => value > 0);
  const lowest = Math.min(...positive);
  const range: [number, number] = [labelWidth, width - valueWidth];
  if (positive.length === values.length && highest / lowest > logarithmicBeyond)
    return {
      logarithmic: true,
      scale: scaleLog()
        .domain([lowest / 2, highest])
        .range(range),
    };
  return {
    logarithmic: false,
    scale: scaleLinear()
      .domain([0, highest || 1])
      .range(range)
      .nice(),
  };
};

/** Those whose words don't run into the one before. */
const apart = (ticks: readonly number[], x: (tick: number) => number): readonly number[] => {
  const kept: number[] = [];
  for (const tick of ticks) {
    const last = kept.at(-1);
    if (last === undefined || x(tick) - x(last) >= leastBetweenTicks) kept.push(tick);
  }
  return kept;
};

/** A ratio's bound is drawn where it would lie in the panel's own unit. */
const boundInUnit = (target: Target, rows: readonly Row[]): number | null => {
  if (target.source?.as !== 'ratio') return target.bound;
  const reference = rows.find(({ isReference }) => isReference);
  return reference ? target.bound * reference.summary.median : null;
};

const shorten = (label: string): string => (label.length > 38 ? `${label.slice(0, 37)}…` : label);

const labelOnLine = (target: Target, panel: PanelResult, at: number, index: number): string => {
  const met = isMetIn(target, panel);
  const verdict = met === null ? '' : met ? ': met' : ': missed';
  const text = `target ${target.op === 'below' ? '<' : '≥'} ${formatValue(target.bound, target.unit)}${verdict}`;
  // Two lines' words stand on either side of theirs; at the right edge they turn inwards.
  const before = at > width - valueWidth - 40 || index % 2 === 1;
  return `<text class="on-target" x="${at + (before ? 4 : -4)}" y="12" text-anchor="${before ? 'end' : 'start'}">${escapeHtml(text)}</text>`;
};

export const panelToSvg = (suite: string, panel: PanelResult): string => {
  const rows = panelToRows(panel);
  const marks = targetsOf(suite, panel.id).flatMap((target) => {
    const at = boundInUnit(target, rows);
    return at === null ? [] : [{ target, at }];
  });
  const { scale, logarithmic } = scaleFor([
    ...rows.map(({ summary }) => Math.max(summary.median, summary.upper)),
    ...marks.map(({ at }) => at),
  ]);
  const top = marks.length > 0 ? withTargets : bare;
  const height = top + rows.length * rowHeight + axisHeight;
  const bottom = height - axisHeight;
  const x = (value: number): number => Math.round(scale(value) * 10) / 10;
  const left = labelWidth;
  const ticks = apart(scale.ticks(logarithmic ? 4 : 5), x);
  const grid = ticks.map(
    (tick) =>
      `<line class="grid" x1="${x(tick)}" x2="${x(tick)}" y1="${top}" y2="${bottom}"/><text class="tick" x="${x(tick)}" y="${bottom + 16}" text-anchor="middle">${formatNumber(tick)}</text>`,
  );
  const bars = rows.map((row, index) => {
    const y = top + index * rowHeight;
    const middle = y + rowHeight / 2;
    const { median, lower, upper } = row.summary;
    const end = x(median);
    const whisker =
      lower === upper
        ? ''
        : `<line class="whisker" x1="${Math.max(left, x(lower > 0 || !logarithmic ? lower : median))}" x2="${x(upper)}" y1="${middle}" y2="${middle}"/>`;
    const right = Math.max(end, x(upper)) + 6;
    const text =
      row.ratio === null
        ? formatValue(median, panel.unit)
        : `${formatRatio(row.ratio)} · ${formatNumber(median)}`;
    return {
      value: `<text class="value" x="${right}" y="${middle + 4}">${escapeHtml(text)}</text>`,
      bar: `<text class="label" x="${labelWidth - 8}" y="${middle + 4}" text-anchor="end"><title>${escapeHtml(row.label)}</title>${escapeHtml(shorten(row.label))}</text><rect class="bar${row.isReference ? ' reference' : ''}" x="${left}" y="${y + 5}" width="${Math.max(1, end - left)}" height="${rowHeight - 10}" rx="2"/>${whisker}`,
    };
  });
  const lines = marks.map(
    ({ at, target }, index) =>
      `<line class="target" x1="${x(at)}" x2="${x(at)}" y1="${top - 4}" y2="${bottom + 4}"/>${labelOnLine(target, panel, x(at), index)}`,
  );
  const summary = rows
    .map(({ label, summary: { median } }) => `${label} ${formatValue(median, panel.unit)}`)
    .join(', ');
  return `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeHtml(`${panel.title}: ${summary}`)}">${grid.join('')}${bars.map(({ bar }) => bar).join('')}${lines.join('')}${bars.map(({ value }) => value).join('')}${logarithmic ? `<text class="tick" x="${width - 4}" y="${bottom + 16}" text-anchor="end">logarithmic</text>` : ''}</svg>`;
};
