import { readdirSync, readFileSync } from 'node:fs';
import { join as joinPath } from 'node:path';
import type { Page } from '@playwright/test';
import { launchBrowser } from '../../lib/browser.ts';
import { startRelayProcess } from '../../lib/maru.ts';
import { percentile } from '../../lib/stats.ts';
import type { Trial } from '../../lib/trial.ts';
import { begin, create, invite, join, openPage } from '../ui/acts.ts';
import { callFlags } from './flags.ts';
import { equip } from './in-page.ts';
import { enter, listenFor, makeRoom, type Spell, showCamera } from './stage.ts';

const picture = { width: 640, height: 360, fps: 20 };
/** Linux counts processor time in hundredths of a second. */
const ticksPerSecond = 100;

const statOf = (pid: number): { readonly parent: number; readonly ticks: number } | null => {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name stands in brackets and may hold anything.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) };
  } catch {
    return null;
  }
};

/** Processor seconds of this process' children so far: of the browser, whatever it started. */
const processorSeconds = (): number => {
  const known = new Map<number, { readonly parent: number; readonly ticks: number }>();
  for (const entry of readdirSync('/proc'))
    if (/^\d+$/.test(entry)) {
      const stat = statOf(Number(entry));
      if (stat) known.set(Number(entry), stat);
    }
  const isOurs = (pid: number): boolean => {
    const parent = known.get(pid)?.parent ?? 0;
    return parent === process.pid || (parent > 1 && isOurs(parent));
  };
  return [...known].reduce((sum, [pid, { ticks }]) => sum + (isOurs(pid) ? ticks : 0), 0) / ticksPerSecond;
};

const middle = (spells: readonly Spell[], of: (spell: Spell) => number): number =>
  percentile(spells.map(of), 0.5);

/** Everybody in the call has voice and camera, and all of them share this machine. */
export const run = async (trial: Trial): Promise<void> => {
  const relay = await startRelayProcess({
    folder: joinPath(trial.folder, 'relay'),
    webFolder: trial.fixture('web'),
  });
  const browser = await launchBrowser(callFlags);
  const sizes = trial.pick({ tiny: [2], quick: [2, 4], full: [2, 3, 4, 6, 8] });
  try {
    const pages: Page[] = [];
    for (let at = 0; at < Math.max(...sizes); at++) {
      const page = await openPage(browser);
      await page.context().addInitScript(equip(300 + at * 170, picture));
      pages.push(page);
    }
    const [host, ...guests] = pages;
    if (!host) throw new Error('bug: nobody');
    await begin(host, `${relay.url}/`, 'Person 1');
    await create(host, 'Bench');
    await makeRoom(host);
    const link = await invite(host);
    for (const [at, guest] of guests.entries()) await join(guest, link, `Person ${at + 2}`);
    const seconds = trial.pick({ tiny: 3, quick: 8, full: 20 });
    let inCall = 0;
    for (const size of sizes) {
      for (const page of pages.slice(inCall, size)) {
        await enter(page);
        await showCamera(page);
      }
      inCall = size;
      // Encoders find their pace.
      await host.waitForTimeout(seconds * 500);
      const before = processorSeconds();
      const start = performance.now();
      const spells = await Promise.all(pages.slice(0, size).map((page) => listenFor(page, seconds)));
      const cores = (processorSeconds() - before) / ((performance.now() - start) / 1_000);
      const entry = `${size} people`;
      trial.record('load-cores', entry, cores * 100);
      trial.record(
        'load-fps',
        entry,
        middle(spells, (spell) => spell.fpsPerPicture),
      );
      trial.record(
        'load-frozen',
        entry,
        middle(spells, (spell) => spell.frozenPercent),
      );
      trial.record(
        'load-concealed',
        entry,
        middle(spells, (spell) => spell.concealedPercent),
      );
      trial.fact(
        `${size} people`,
        `${middle(spells, (spell) => spell.pictures)} of ${size - 1} pictures at up to ${middle(spells, (spell) => spell.height)} lines, ${Math.round(middle(spells, (spell) => spell.kbitPerSecond))} kbit/s in`,
      );
    }
    trial.fact('Chromium', browser.version());
  } finally {
    await browser.close();
    await relay.stop();
  }
};
