/** The report: one page that needs nothing else. Charts are made here, each with its figures in a table below. */
import type { Change } from '../lib/compare.ts';
import type { FlameRecord } from '../lib/flame-file.ts';
import type { Machine, PanelResult, Results, SuiteResult } from '../lib/results.ts';
import type { WorkLog } from '../lib/work-log.ts';
import { judgeTarget, targets } from '../targets.ts';
import { panelToSvg } from './chart.ts';
import { flameToHtml } from './flame-svg.ts';
import { escapeHtml, formatNumber, formatPercent, formatRatio } from './format.ts';
import { panelToRows } from './rows.ts';
import { style } from './style.ts';
import { targetsSection } from './targets-section.ts';
import { workSection } from './work-section.ts';

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
      `<section id="${suite.name}-${panel.id}"><h3>${escapeHtml(panel.title)}</h3><p class="note">${escapeHtml(panel.note)}</p><div class="scroll" tabindex="0" role="group" aria-label="Chart">${panelToSvg(suite.name, panel)}</div>${panelTable(panel)}</section>`,
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

const timeSection = ({ suites, fixtureSeconds }: Results): string => {
  const rows = [
    ...Object.entries(fixtureSeconds).map(([id, took]): readonly [string, number] => [`making ${id}`, took]),
    ...suites.map(({ title, seconds }): readonly [string, number] => [title, seconds]),
  ];
  return `<section id="time"><h2>How long it took</h2><div class="scroll"><table><thead><tr><th scope="col">what</th><th scope="col">seconds</th></tr></thead><tbody>${rows
    .map(([name, took]) => `<tr><th scope="row">${escapeHtml(name)}</th><td>${formatNumber(took)}</td></tr>`)
    .join('')}</tbody></table></div></section>`;
};

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

/** A record that explains several targets has an anchor for each. */
const flamesSection = (flames: readonly FlameRecord[]): string => {
  if (flames.length === 0) return '';
  const seen = new Set<string>();
  const anchorsOf = (record: FlameRecord): string =>
    record.targets
      .filter((id) => !seen.has(id) && seen.add(id))
      .map((id) => `<span id="flames-${id}"></span>`)
      .join('');
  const titleOf = (record: FlameRecord): string =>
    targets
      .filter(({ id }) => record.targets.includes(id))
      .map(({ what }) => what)
      .join('; ');
  return `<section id="flames"><h2>Where the time goes</h2><p>CPU profiles of the cases behind missed targets, taken in runs of their own: calls from the top down, as wide as their time. No figure of this page comes from them.</p>${flames
    .map((record) => `${anchorsOf(record)}<h3>${escapeHtml(titleOf(record))}</h3>${flameToHtml(record)}`)
    .join('')}</section>`;
};

/** What stands in the page besides the figures. */
export type Beside = {
  readonly changes: readonly Change[] | null;
  readonly log: WorkLog;
  readonly flames: readonly FlameRecord[];
};

/** What is met by now needs no explanation. */
const stillMissed = (results: Results, flames: readonly FlameRecord[]): readonly FlameRecord[] => {
  const missed = new Set(
    targets.filter((target) => judgeTarget(target, results).kind === 'missed').map(({ id }) => id),
  );
  return flames.filter((record) => record.targets.some((id) => missed.has(id)));
};

export const resultsToHtml = (results: Results, { changes, log, flames: all }: Beside): string => {
  const flames = stillMissed(results, all);
  const links = results.suites.map(({ name, title }) => `<a href="#${name}">${escapeHtml(title)}</a>`);
  const done = log.done.length > 0 ? '<a href="#done">What was done</a>' : '';
  const where = flames.length > 0 ? '<a href="#flames">Where the time goes</a>' : '';
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Maru: benchmark report</title><style>${style}</style></head>
<body><header><h1>Maru in numbers</h1><p>${escapeHtml(results.machine.cpu)}, ${results.machine.cores} cores, ${escapeHtml(results.machine.filesystem)}; scale “${results.scale}”. Ratios first: absolute figures hold for this machine only.</p><nav aria-label="Sections"><a href="#targets">Targets</a>${done}${where}${links.join('')}<a href="#method">Method</a><a href="#machine">Machine</a></nav></header>
<main>${targetsSection(results, log, flames)}${changesSection(changes)}${workSection(log)}${flamesSection(flames)}${results.suites.map(suiteSection).join('')}${methodSection}${timeSection(results)}${machineSection(results.machine, results.scale)}</main></body></html>
`;
};
