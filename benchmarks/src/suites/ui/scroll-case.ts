import { join as joinPath } from 'node:path';
import { z } from 'zod';
import { launchBrowser } from '../../lib/browser.ts';
import { startRelayProcess } from '../../lib/maru.ts';
import { createSeeded } from '../../lib/seeded.ts';
import { createTexts } from '../../lib/texts.ts';
import type { Trial } from '../../lib/trial.ts';
import { begin, importLog, openChannel, openPage } from './acts.ts';
import { firstMessage, watchFrames } from './watch.ts';

const counted = z.object({
  frames: z.number(),
  blank: z.number(),
  longTasks: z.number(),
  longest: z.number(),
  startedAt: z.number(),
  endedAt: z.number(),
  seen: z.number(),
});

const channel = 'bench';

/** `channel YYYY-MM-DD [HH:MM:SS] <nick> text`, some days of it. */
const makeLog = (seed: number, lines: number): string => {
  const random = createSeeded(seed);
  const texts = createTexts(seed);
  let ms = Date.UTC(2025, 0, 1);
  return Array.from({ length: lines }, () => {
    ms += 1_000 + random.below(60_000);
    const [day = '', time = ''] = new Date(ms).toISOString().split('T');
    return `${channel} ${day} [${time.slice(0, 8)}] <nick${random.below(40)}> ${texts.next()}`;
  }).join('\n');
};

export const run = async (trial: Trial): Promise<void> => {
  const lines = trial.pick({ tiny: 300, quick: 2_000, full: 100_000 });
  const browser = await launchBrowser();
  const relay = await startRelayProcess({
    folder: joinPath(trial.folder, 'relay'),
    webFolder: trial.fixture('web'),
  });
  try {
    const page = await openPage(browser);
    await begin(page, `${relay.url}/`, 'Hana');
    const start = performance.now();
    await importLog(page, `${channel}.log`, makeLog(trial.seed, lines));
    trial.record('import', 'IRC log', (lines * 1000) / (performance.now() - start));
    await page.getByText(lines.toLocaleString('en-GB'), { exact: true }).first().waitFor();
    await page.getByRole('button', { name: 'Open community' }).click();
    await openChannel(page, channel);
    await page.getByRole('log').getByRole('article').first().waitFor();

    // What is unread opens at its beginning; the way back starts at the newest.
    const newest = page.getByRole('button', { name: 'Jump to newest' });
    if (await newest.isVisible()) await newest.click();
    await newest.waitFor({ state: 'hidden' });

    await page.evaluate(watchFrames);
    const log = page.getByRole('log').first();
    await log.hover();
    const turns = trial.pick({ tiny: 20, quick: 150, full: 600 });
    for (let turn = 0; turn < turns; turn++) {
      await page.mouse.wheel(0, -400);
      await page.waitForTimeout(16);
    }
    const found = counted.parse(await page.evaluate('window.benchStop()'));
    const seconds = (found.endedAt - found.startedAt) / 1000;
    if (found.seen < 20) throw new Error(`only ${found.seen} messages went by`);
    trial.record('scroll', 'frames per second', Math.round(found.frames / seconds));
    trial.record('scroll-blank', 'blank frames', found.blank);
    trial.record('scroll-blank', 'long tasks', found.longTasks);
    trial.fact('Messages that went by', String(found.seen));
    trial.fact('Longest task while scrolling', `${Math.round(found.longest)} ms`);

    for (let round = 0; round < trial.pick({ tiny: 1, quick: 3, full: 5 }); round++) {
      await page.reload();
      trial.record('open', 'newest page on screen', z.number().parse(await page.evaluate(firstMessage)));
    }
  } finally {
    await browser.close();
    await relay.stop();
  }
};
