/** “What was done”: each improvement with its figure before and after, drawn as two bars. */
import { aboutDone, type Done, type WorkLog } from '../lib/work-log.ts';
import { targets } from '../targets.ts';
import { escapeHtml, formatRatio, formatValue } from './format.ts';

const width = 480;
const left = 52;
const right = 100;
const barHeight = 15;
const gap = 5;
const top = 6;

/** `4.1 ×`; what there is no more of has no ratio. */
const gainOf = (one: Done, better: 'higher' | 'lower'): string => {
  if (one.after === 0) return 'gone';
  const factor = better === 'higher' ? one.after / one.before : one.before / one.after;
  return formatRatio(factor);
};

const boundOf = (one: Done): number | null => targets.find(({ id }) => id === one.target)?.bound ?? null;

const doneToSvg = (one: Done, label: string): string => {
  const bound = boundOf(one);
  const highest = Math.max(one.before, one.after, bound ?? 0) || 1;
  const x = (value: number): number =>
    Math.round((left + (value / highest) * (width - left - right)) * 10) / 10;
  const bar = (name: string, value: number, row: number, kind: string): string => {
    const y = top + row * (barHeight + gap);
    return `<text class="tick" x="${left - 8}" y="${y + 12}" text-anchor="end">${name}</text><rect class="bar ${kind}" x="${left}" y="${y}" width="${Math.max(1, x(value) - left)}" height="${barHeight}" rx="2"/><text class="value" x="${x(value) + 6}" y="${y + 12}">${escapeHtml(formatValue(value, one.unit))}</text>`;
  };
  const height = top * 2 + 2 * barHeight + gap;
  const line =
    bound === null
      ? ''
      : `<line class="target" x1="${x(bound)}" x2="${x(bound)}" y1="0" y2="${height}"><title>${escapeHtml(`target: ${formatValue(bound, one.unit)}`)}</title></line>`;
  return `<svg class="done" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeHtml(label)}">${bar('before', one.before, 0, 'reference')}${bar('after', one.after, 1, '')}${line}</svg>`;
};

const doneToHtml = (one: Done): string => {
  const { figure, better } = aboutDone(one);
  const values = `${formatValue(one.before, one.unit)} → ${formatValue(one.after, one.unit)}`;
  const label = `${figure}: before ${formatValue(one.before, one.unit)}, after ${formatValue(one.after, one.unit)}`;
  return `<li><h3>${escapeHtml(figure)} <span class="gain">${gainOf(one, better)} better</span></h3><p>${escapeHtml(one.what)}</p><div class="scroll" tabindex="0" role="group" aria-label="Chart">${doneToSvg(one, label)}</div><p class="how">${escapeHtml(values)}; commit <code>${escapeHtml(one.commit)}</code>; ${escapeHtml(one.how)}</p></li>`;
};

export const workSection = ({ done }: WorkLog): string =>
  done.length === 0
    ? ''
    : `<section id="done"><h2>What was done</h2><p>Figures before and after each change, taken in turns on the same machine where the command says --ab. Dashed line: the target.</p><ul class="done">${done.map(doneToHtml).join('')}</ul></section>`;
