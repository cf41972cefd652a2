import { join as joinPath } from 'node:path';
import { z } from 'zod';
import { launchBrowser } from '../../lib/browser.ts';
import { startRelayProcess } from '../../lib/maru.ts';
import { percentile } from '../../lib/stats.ts';
import type { Trial } from '../../lib/trial.ts';
import { begin, create, invite, join, openPage, waitFor } from './acts.ts';
import { watchMessages } from './watch.ts';

const times = z.object({ inPage: z.number(), painted: z.number().positive() });
const keys = z.array(z.number());

export const run = async (trial: Trial): Promise<void> => {
  const browser = await launchBrowser();
  const relay = await startRelayProcess({
    folder: joinPath(trial.folder, 'relay'),
    webFolder: trial.fixture('web'),
  });
  try {
    const [first, second] = [await openPage(browser), await openPage(browser)];
    await begin(first, `${relay.url}/`, 'Hana');
    await create(first, 'Bench');
    await join(second, await invite(first), 'Dirk');
    await first.evaluate(watchMessages);
    await second.evaluate(watchMessages);
    const warmUp = 3;
    const count = trial.pick({ tiny: 3, quick: 30, full: 150 });
    const box = first.getByRole('combobox', { name: /^Write in/ });
    const own: number[] = [];
    const ownPainted: number[] = [];
    const other: number[] = [];
    for (let index = 0; index < count + warmUp; index++) {
      const token = `bench-${index}-end`;
      await box.fill(`a message of ordinary length, as people write them, ${token}`);
      await box.press('Enter');
      const painted = `window.benchSeen.get('${token}')?.painted > 0`;
      await waitFor(first, painted);
      await waitFor(second, painted);
      const pressed = keys.parse(await first.evaluate('window.benchKeys')).at(-1);
      const here = times.parse(await first.evaluate(`window.benchSeen.get('${token}')`));
      const there = times.parse(await second.evaluate(`window.benchSeen.get('${token}')`));
      if (pressed === undefined) throw new Error('no key went down');
      if (index < warmUp) continue;
      own.push(here.inPage - pressed);
      ownPainted.push(here.painted - pressed);
      other.push(there.painted - pressed);
    }
    trial.record('send-own', 'in the page, p50', percentile(own, 0.5));
    trial.record('send-own', 'in the page, p95', percentile(own, 0.95));
    trial.record('send-own', 'p50', percentile(ownPainted, 0.5));
    trial.record('send-own', 'p95', percentile(ownPainted, 0.95));
    trial.record('send-other', 'p50', percentile(other, 0.5));
    trial.record('send-other', 'p95', percentile(other, 0.95));
    trial.fact('Chromium', browser.version());
  } finally {
    await browser.close();
    await relay.stop();
  }
};
