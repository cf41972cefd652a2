/** DESIGN's numbers with their figures beside: met by how much, or missed and why. */
import type { FlameRecord } from '../lib/flame-file.ts';
import type { Results } from '../lib/results.ts';
import type { WorkLog } from '../lib/work-log.ts';
import { judgeTarget, type Target, targets, type Verdict } from '../targets.ts';
import { escapeHtml, formatRatio, formatValue } from './format.ts';

type Judged = { readonly target: Target; readonly verdict: Verdict };

/** How far the figure lies from the bound, as a factor: what a reader asks first. */
const marginOf = (target: Target, value: number): string => {
  const isBelow = value < target.bound;
  const factor = isBelow ? target.bound / value : value / target.bound;
  if (value === 0) return 'none at all';
  if (factor < 1.005) return 'at the target';
  if (target.op === 'below') return `${formatRatio(factor)} ${isBelow ? 'under' : 'over'}`;
  return isBelow
    ? `${Math.round((value / target.bound) * 100)} % of the target`
    : `${formatRatio(factor)} the target`;
};

const reasonOf = (target: Target, { missed }: WorkLog): string => {
  const found = missed.find((one) => one.target === target.id);
  if (!found) return '';
  const record = found.record === undefined ? '' : ` (<code>${escapeHtml(found.record)}</code>)`;
  return ` <span class="reason">${escapeHtml(found.reason)}${record}</span>`;
};

const flameLink = (target: Target, flames: readonly FlameRecord[]): string =>
  flames.some((flame) => flame.targets.includes(target.id))
    ? ` <a href="#flames-${target.id}">where the time goes</a>`
    : '';

const verdictCell = ({ target, verdict }: Judged, log: WorkLog, flames: readonly FlameRecord[]): string => {
  switch (verdict.kind) {
    case 'met':
      return '<span class="met">met</span>';
    case 'missed':
      return `<span class="missed">missed</span>${flameLink(target, flames)}${reasonOf(target, log)}`;
    case 'unmeasured':
      return `<span class="unmeasured">not measured</span> <span class="reason">${escapeHtml(verdict.reason)}</span>`;
  }
};

/** The roles are said again because the narrow layout takes the table's own display away. */
const rowOf = (judged: Judged, log: WorkLog, flames: readonly FlameRecord[]): string => {
  const { target, verdict } = judged;
  const { source } = target;
  const name = source
    ? `<a href="#${source.suite}-${source.panel}">${escapeHtml(target.what)}</a>`
    : escapeHtml(target.what);
  const [margin, figure] =
    verdict.kind === 'unmeasured'
      ? ['', '']
      : [marginOf(target, verdict.value), formatValue(verdict.value, target.unit)];
  return `<tr role="row"><th scope="row" role="rowheader">${name}</th><td role="cell">${margin}</td><td role="cell" data-label="measured">${figure}</td><td role="cell" data-label="target">${target.op === 'below' ? '&lt;' : '≥'} ${formatValue(target.bound, target.unit)}</td><td class="text" role="cell">${verdictCell(judged, log, flames)}</td></tr>`;
};

const tally = (judged: readonly Judged[]): string => {
  const count = (kind: Verdict['kind']): number =>
    judged.filter(({ verdict }) => verdict.kind === kind).length;
  const card = (kind: Verdict['kind'], words: string): string =>
    `<li><b class="${kind}">${count(kind)}</b> ${words}</li>`;
  return `<ul class="tally" aria-label="Targets">${card('met', 'met')}${card('missed', 'missed')}${card('unmeasured', 'not measured')}</ul>`;
};

export const targetsSection = (results: Results, log: WorkLog, flames: readonly FlameRecord[]): string => {
  const judged = targets.map((target) => ({ target, verdict: judgeTarget(target, results) }));
  return `<section id="targets"><h2>Numbers to reach</h2><p>The targets of DESIGN, section 6, with what was measured at the scale “${results.scale}”${results.scale === 'full' ? '' : ': at smaller sizes than they are meant for, the full run is what counts'}.</p>${tally(judged)}<table class="targets" role="table"><thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">what</th><th scope="col" role="columnheader">margin</th><th scope="col" role="columnheader">measured</th><th scope="col" role="columnheader">target</th><th scope="col" role="columnheader" class="text">verdict</th></tr></thead><tbody role="rowgroup">${judged.map((one) => rowOf(one, log, flames)).join('')}</tbody></table></section>`;
};
