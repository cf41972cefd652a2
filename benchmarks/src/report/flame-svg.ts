/**
 * A flame as a static SVG: calls from the top down, as wide as their time. Colours tell whose code it is,
 * the table under it names what took most time itself.
 */
import { type Flame, type Frame, type Owner, owners } from '../lib/flame.ts';
import type { FlameRecord } from '../lib/flame-file.ts';
import { escapeHtml, formatNumber } from './format.ts';

const width = 960;
const rowHeight = 19;
const characterWidth = 6.3;
/** Narrower frames have no text; their title still says what they are. */
const leastTextWidth = 34;

const percent = (share: number): string => `${formatNumber(Math.round(share * 1000) / 10)} %`;

const classOf = (owner: Owner): string => `owner-${owners.indexOf(owner)}`;

const fit = (text: string, room: number): string => {
  const characters = Math.floor((room - 8) / characterWidth);
  return text.length <= characters ? text : `${text.slice(0, Math.max(1, characters - 1))}…`;
};

const depthOf = (frames: readonly Frame[]): number =>
  frames.reduce((deepest, { children }) => Math.max(deepest, 1 + depthOf(children)), 0);

const toTenth = (value: number): number => Math.round(value * 10) / 10;

const framesToSvg = (frames: readonly Frame[], from: number, depth: number): string => {
  let x = from;
  return frames
    .map((frame) => {
      const room = frame.total * width;
      const left = toTenth(x);
      const y = depth * rowHeight;
      const where = frame.place === '' ? frame.owner : frame.place;
      const text =
        room < leastTextWidth
          ? ''
          : `<text x="${toTenth(x + 4)}" y="${y + 13}">${escapeHtml(fit(frame.name, room))}</text>`;
      const svg = `<g><title>${escapeHtml(`${frame.name} (${where}): ${percent(frame.total)}`)}</title><rect class="${classOf(frame.owner)}" x="${left}" y="${y}" width="${toTenth(Math.max(0.5, room - 0.6))}" height="${rowHeight - 1}" rx="1.5"/>${text}</g>${framesToSvg(frame.children, x, depth + 1)}`;
      x += room;
      return svg;
    })
    .join('');
};

const legend = (flame: Flame): string => {
  const used = new Set<Owner>();
  const visit = (frames: readonly Frame[]): void => {
    for (const { owner, children } of frames) {
      used.add(owner);
      visit(children);
    }
  };
  visit(flame.frames);
  return `<p class="legend">${owners
    .filter((owner) => used.has(owner))
    .map((owner) => `<span><i class="${classOf(owner)}"></i>${escapeHtml(owner)}</span>`)
    .join('')}</p>`;
};

const hotTable = (flame: Flame): string =>
  `<div class="scroll"><table><caption>Most time in the function itself, of ${formatNumber(flame.busyMs)} ms at work</caption><thead><tr><th scope="col">function</th><th scope="col">share</th><th scope="col" class="text">whose</th><th scope="col" class="text">where</th></tr></thead><tbody>${flame.hot
    .map(
      ({ name, self, owner, place }) =>
        `<tr><th scope="row">${escapeHtml(name)}</th><td>${percent(self)}</td><td class="text">${escapeHtml(owner)}</td><td class="text place">${escapeHtml(place)}</td></tr>`,
    )
    .join('')}</tbody></table></div>`;

export const flameToHtml = (record: FlameRecord): string => {
  const { flame, suite, case: id, process, commit } = record;
  const height = depthOf(flame.frames) * rowHeight;
  const [hottest] = flame.hot;
  const about = `${suite}/${id}, ${process}`;
  const label = `Flame graph of ${about}${hottest ? `: most time in ${hottest.name}, ${percent(hottest.self)}` : ''}. The table below has the figures.`;
  return `<figure class="flame"><figcaption><code>${escapeHtml(`${suite}/${id}`)}</code>, ${escapeHtml(process)}, commit ${escapeHtml(commit)}</figcaption>${legend(flame)}<div class="scroll" tabindex="0" role="group" aria-label="Flame graph"><svg class="flame" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeHtml(label)}">${framesToSvg(flame.frames, 0, 0)}</svg></div>${hotTable(flame)}</figure>`;
};
