import { mkdirSync } from 'node:fs';
import { join as joinPath } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchBrowser, servePage } from '../../lib/browser.ts';
import { startDesktopHost } from '../../lib/desktop-host.ts';
import { startRelayProcess } from '../../lib/maru.ts';
import type { Trial } from '../../lib/trial.ts';
import { begin, create, invite, join, openPage } from './acts.ts';
import { p50, p95, talk } from './talk.ts';

/** Two desktop hosts in processes of their own, a page before each, a relay between them. */
export const run = async (trial: Trial): Promise<void> => {
  const browser = await launchBrowser();
  const served = await servePage(fileURLToPath(new URL('./page/', import.meta.url)), {});
  const relay = await startRelayProcess({ folder: joinPath(trial.folder, 'relay') });
  const hosts = [await startDesktopHost(), await startDesktopHost()] as const;
  try {
    const pages = [await openPage(browser), await openPage(browser)] as const;
    for (const [index, host] of hosts.entries()) {
      const folder = joinPath(trial.folder, `home-${index}`);
      mkdirSync(folder, { recursive: true });
      host.open(folder, relay.syncUrl);
    }
    const [writer, reader] = pages;
    await begin(writer, `${served.url}?host=${hosts[0].port}`, 'Hana');
    await create(writer, 'Bench');
    const { hash } = new URL(await invite(writer));
    await join(reader, `${served.url}?host=${hosts[1].port}${hash}`, 'Dirk');
    const { other } = await talk(writer, reader, trial.pick({ tiny: 3, quick: 20, full: 150 }));
    trial.record('desktop-other', 'p50', p50(other));
    trial.record('desktop-other', 'p95', p95(other));
  } finally {
    await browser.close();
    for (const host of hosts) await host.stop();
    await relay.stop();
    await served.close();
  }
};
