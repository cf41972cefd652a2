import { readdirSync } from 'node:fs';
import { join as joinPath } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { launchBrowser, servePage } from '../../lib/browser.ts';
import { type DesktopHost, startDesktopHost } from '../../lib/desktop-host.ts';
import { nowhere } from '../../lib/maru.ts';
import { dropFromCache } from '../../lib/page-cache.ts';
import type { Trial } from '../../lib/trial.ts';
import { copyHome } from '../client/home.ts';
import { sizeAt } from '../client/suite.ts';
import { openChannel, openPage } from './acts.ts';
import { scroll } from './scroll.ts';
import { p50, p95, talk } from './talk.ts';
import { firstMessage } from './watch.ts';

const communities = z.array(z.object({ id: z.string() }));
const sidebar = z.object({ channels: z.array(z.object({ id: z.string(), name: z.string() })) });

/** The name of the channel in which half of everything was said. */
const largestChannel = async (home: string, host: DesktopHost): Promise<string> => {
  const [{ id: community } = { id: '' }] = communities.parse(await host.ask('communities', {}));
  const { channels } = sidebar.parse(await host.ask('sidebar', { community }));
  const db = new Database(joinPath(home, `${community}.sqlite`), { readonly: true });
  try {
    const key: unknown = db
      .prepare(
        'SELECT key FROM stream WHERE id = (SELECT channel_id FROM message GROUP BY channel_id ORDER BY count(*) DESC LIMIT 1)',
      )
      .pluck()
      .get();
    const found = channels.find(({ id }) => key === `channel/${id}`);
    if (!found) throw new Error('the largest channel is not shown');
    return found.name;
  } finally {
    db.close();
  }
};

/** One desktop host with the large community, and the page before it. */
export const run = async (trial: Trial): Promise<void> => {
  const home = joinPath(trial.folder, 'home');
  copyHome(trial.fixture(`community/${sizeAt[trial.scale]}`), home);
  const files = readdirSync(home).filter((name) => name.endsWith('.sqlite'));
  const browser = await launchBrowser();
  const served = await servePage(fileURLToPath(new URL('./page/', import.meta.url)), {});
  try {
    for (let round = 0; round < trial.pick({ tiny: 1, quick: 2, full: 5 }); round++) {
      const page = await openPage(browser);
      const host = await startDesktopHost();
      const cold = files.every((name) => dropFromCache(joinPath(home, name)));
      trial.fact('Files of the desktop’s cold open', cold ? 'dropped from the page cache' : 'perhaps cached');
      const start = performance.timeOrigin + performance.now();
      host.open(home, nowhere);
      await page.goto(`${served.url}?host=${host.port}`);
      const shown = z.number().parse(await page.evaluate(firstMessage));
      const end = z.number().parse(await page.evaluate('performance.timeOrigin')) + shown;
      trial.record('desktop-open', 'newest page on screen', end - start);
      await page.context().close();
      await host.stop();
    }

    const host = await startDesktopHost();
    host.open(home, nowhere);
    const page = await openPage(browser);
    await page.goto(`${served.url}?host=${host.port}`);
    await openChannel(page, await largestChannel(home, host));
    await page.getByRole('log').getByRole('article').first().waitFor();
    const { inPage, own } = await talk(page, null, trial.pick({ tiny: 3, quick: 40, full: 200 }));
    trial.record('desktop-own', 'in the page, p50', p50(inPage));
    trial.record('desktop-own', 'in the page, p95', p95(inPage));
    trial.record('desktop-own', 'p50', p50(own));
    trial.record('desktop-own', 'p95', p95(own));

    const { framesPerSecond, blank, longTasks } = await scroll(trial, browser, page);
    trial.record('desktop-scroll', 'frames per second', framesPerSecond);
    trial.record('desktop-scroll-blank', 'blank frames', blank);
    trial.record('desktop-scroll-blank', 'long tasks', longTasks);
    await host.stop();
  } finally {
    await browser.close();
    await served.close();
  }
};
