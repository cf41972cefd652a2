import { join as joinPath } from 'node:path';
import { z } from 'zod';
import { openProfile } from '../../lib/browser.ts';
import { startRelayProcess } from '../../lib/maru.ts';
import { createSeeded } from '../../lib/seeded.ts';
import { createTexts } from '../../lib/texts.ts';
import type { Trial } from '../../lib/trial.ts';
import { begin, importLog, openChannel } from './acts.ts';
import { scroll } from './scroll.ts';
import { firstMessage } from './watch.ts';

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

/** The web client with an imported channel. */
export const run = async (trial: Trial): Promise<void> => {
  const lines = trial.pick({ tiny: 300, quick: 2_000, full: 30_000 });
  const relay = await startRelayProcess({
    folder: joinPath(trial.folder, 'relay'),
    webFolder: trial.fixture('web'),
  });
  const { page, browser } = await openProfile(joinPath(trial.folder, 'profile'));
  try {
    await begin(page, `${relay.url}/`, 'Hana');
    const start = performance.now();
    await importLog(page, `${channel}.log`, makeLog(trial.seed, lines));
    trial.record('import', 'IRC log', (lines * 1000) / (performance.now() - start));
    await page.getByText(lines.toLocaleString('en-GB'), { exact: true }).first().waitFor();
    await page.getByRole('button', { name: 'Open community' }).click();
    await openChannel(page, channel);
    await page.getByRole('log').getByRole('article').first().waitFor();

    const { framesPerSecond, blank, longTasks } = await scroll(trial, browser, page);
    trial.record('scroll', 'frames per second', framesPerSecond);
    trial.record('scroll-blank', 'blank frames', blank);
    trial.record('scroll-blank', 'long tasks', longTasks);

    for (let round = 0; round < trial.pick({ tiny: 1, quick: 2, full: 5 }); round++) {
      await page.reload();
      trial.record('open', 'newest page on screen', z.number().parse(await page.evaluate(firstMessage)));
    }
  } finally {
    await page.context().close();
    await relay.stop();
  }
};
