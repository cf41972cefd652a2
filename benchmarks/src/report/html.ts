/** The report: one page that needs nothing else. Charts are made here, each with its figures in a table below. */
import type { Change } from '../lib/compare.ts';
import type { Machine, PanelResult, Results, SuiteResult } from '../lib/results.ts';
import { judgeTarget, targets, targetsOf, type Verdict } from '../targets.ts';
import { panelToSvg } from './chart.ts';
import { escapeHtml, formatNumber, formatPercent, formatRatio, formatValue } from './format.ts';
import { panelToRows } from './rows.ts';
import { style } from './style.ts';

const verdictCell = (verdict: Verdict): string => {
  switch (verdict.kind) {
    case 'met':
      return '<span class="met">met</span>';
    case 'missed':
      return '<span class="missed">missed</span>';
    case 'unmeasured':
      return `<span class="unmeasured">not measured: ${escapeHtml(verdict.reason)}</span>`;
  }
};

const targetTable = (results: Results): string => {
  const rows = targets.map((target) => {
    const verdict = judgeTarget(target, results);
    const figure = verdict.kind === 'unmeasured' ? '' : formatValue(verdict.value, target.unit);
    const { source } = target;
    const link = source
      ? `<a href="#${source.suite}-${source.panel}">${escapeHtml(target.what)}</a>`
      : escapeHtml(target.what);
    return `<tr><th scope="row">${link}</th><td>${target.op === 'below' ? '&lt;' : '≥'} ${formatValue(target.bound, target.unit)}</td><td>${figure}</td><td class="text">${verdictCell(verdict)}</td></tr>`;
  });
  return `<div class="scroll"><table><caption>Numbers to reach (DESIGN, section 6)</caption><thead><tr><th scope="col">what</th><th scope="col">target</th><th scope="col">measured</th><th scope="col"></th></tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
};

const panelTable = (panel: PanelResult): string => {
  const rows = panelToRows(panel);
  const hasReference = rows.some(({ isReference }) => isReference);
  const body = rows.map(
    ({ label, ratio, isReference, summary, processes, noisy }) =>
      `<tr><th scope="row">${escapeHtml(label)}</th>${hasReference ? `<td>${isReference ? '1 × (reference)' : ratio === null ? '' : formatRatio(ratio)}</td>` : ''}<td>${formatNumber(summary.median)}</td><td>${formatNumber(summary.lower)} to ${formatNumber(summary.upper)}</td><td>${formatPercent(summary.spread)}</td><td>${processes}${noisy > 0 ? `, ${noisy} noisy` : ''}</td></tr>`,
  );
  return `<div class="scroll"><table><caption>${escapeHtml(panel.unit)}, ${panel.better} is better</caption><thead><tr><th scope="col">what</th>${hasReference ? '<th scope="col">ratio</th>' : ''}<th scope="col">median</th><th scope="col">quartiles</th><th scope="col">spread</th><th scope="col">processes</th></tr></thead><tbody>${body.join('')}</tbody></table></div>`;
};

const definitions = (facts: Readonly<Record<string, string>>): string =>
  `<dl>${Object.entries(facts)
    .map(([name, value]) => `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd>`)
    .join('')}</dl>`;

const suiteSection = (suite: SuiteResult): string => {
  const panels = suite.panels.map(
    (panel) =>
      `<section id="${suite.name}-${panel.id}"><h3>${escapeHtml(panel.title)}</h3><p class="note">${escapeHtml(panel.note)}</p><div class="scroll" tabindex="0" role="group" aria-label="Chart">${panelToSvg(suite.name, panel)}</div>${targetsOf(suite.name, panel.id).length > 0 ? '<p class="note">Dashed line: the target.</p>' : ''}${panelTable(panel)}</section>`,
  );
  const skipped = suite.skipped.map(
    ({ case: id, reason }) => `<li>${escapeHtml(id)}: ${escapeHtml(reason)}</li>`,
  );
  const facts = Object.keys(suite.facts).length > 0 ? definitions(suite.facts) : '';
  return `<section id="${suite.name}"><h2>${escapeHtml(suite.title)}</h2><p>${escapeHtml(suite.about)}</p>${facts}${skipped.length > 0 ? `<p>Not run:</p><ul>${skipped.join('')}</ul>` : ''}${panels.join('')}<p>Measured ${escapeHtml(suite.measuredAt.slice(0, 16).replace('T', ' '))} UTC at commit ${escapeHtml(suite.commit)} by <code>${escapeHtml(suite.command)}</code> in ${formatNumber(suite.seconds)} s.</p></section>`;
};

const machineSection = (machine: Machine, scale: string): string =>
  `<section id="machine"><h2>Machine and versions</h2>${definitions({
    CPU: `${machine.cpu}, ${machine.cores} cores`,
    memory: `${machine.memoryMiB} MiB`,
    system: `${machine.platform}, kernel ${machine.kernel}, ${machine.filesystem}`,
    Node: `${machine.node} (V8 ${machine.v8})`,
    scale,
    ...Object.fromEntries(
      Object.entries(machine.sqlite).map(([name, version]) => [`SQLite in ${name}`, version]),
    ),
    ...Object.fromEntries(Object.entries(machine.pragmas).map(([name, set]) => [`PRAGMA ${name}`, set])),
    ...machine.packages,
  })}</section>`;

const methodSection = `<section id="method"><h2>Method</h2><p>Every trial runs in a fresh process: prepared anew, warmed up, timed several times, its outcome checked outside the timed part. The figure of a process is the median of its repetitions; shown are the median over processes, their quartiles, and the median absolute deviation as the spread. Rounds go over all cases forwards and backwards, so that a slow spell meets every entry alike. Between trials a known loop and a flush of 4 KiB are timed; a process beside which that loop took 15 % longer than in the run's quiet quarter counts as noisy. Ratios are taken round by round. All data are made from the seed 20261124 plus the round's number.</p></section>`;

const changesSection = (changes: readonly Change[] | null): string => {
  if (changes === null) return '';
  if (changes.length === 0)
    return '<section><h2>Compared with the baseline</h2><p>Nothing moved beyond noise.</p></section>';
  const rows = changes.map(
    ({ suite, panel, label, interval, verdict }) =>
      `<tr><th scope="row">${escapeHtml(`${suite}: ${panel.title}, ${label}`)}</th><td>${formatRatio(interval.ratio)}</td><td>${formatRatio(interval.low)} to ${formatRatio(interval.high)}</td><td class="${verdict === 'better' ? 'met' : 'missed'}">${verdict}</td></tr>`,
  );
  return `<section><h2>Compared with the baseline</h2><div class="scroll"><table><thead><tr><th scope="col">what</th><th scope="col">now / before</th><th scope="col">99 % interval</th><th scope="col"></th></tr></thead><tbody>${rows.join('')}</tbody></table></div></section>`;
};

export const resultsToHtml = (results: Results, changes: readonly Change[] | null): string => {
  const links = results.suites.map(({ name, title }) => `<a href="#${name}">${escapeHtml(title)}</a>`);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Maru: benchmark report</title><style>${style}</style></head>
<body><header><h1>Maru in numbers</h1><p>${escapeHtml(results.machine.cpu)}, ${results.machine.cores} cores, ${escapeHtml(results.machine.filesystem)}; scale “${results.scale}”. Ratios first: absolute figures hold for this machine only.</p><nav aria-label="Suites">${links.join('')}<a href="#method">Method</a><a href="#machine">Machine</a></nav></header>
<main><section id="targets">${targetTable(results)}</section>${changesSection(changes)}${results.suites.map(suiteSection).join('')}${methodSection}${machineSection(results.machine, results.scale)}</main></body></html>
`;
};
