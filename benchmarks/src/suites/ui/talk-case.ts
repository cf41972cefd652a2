import { join as joinPath } from 'node:path';
import { openProfile } from '../../lib/browser.ts';
import { startRelayProcess } from '../../lib/maru.ts';
import type { Trial } from '../../lib/trial.ts';
import { begin, create, invite, join } from './acts.ts';
import { p50, p95, talk } from './talk.ts';

/** The web client: two browsers with profiles on disk, a relay between them. */
export const run = async (trial: Trial): Promise<void> => {
  const relay = await startRelayProcess({
    folder: joinPath(trial.folder, 'relay'),
    webFolder: trial.fixture('web'),
  });
  const writer = await openProfile(joinPath(trial.folder, 'writer'));
  const reader = await openProfile(joinPath(trial.folder, 'reader'));
  try {
    await begin(writer.page, `${relay.url}/`, 'Hana');
    await create(writer.page, 'Bench');
    await join(reader.page, await invite(writer.page), 'Dirk');
    const { inPage, own, other } = await talk(
      writer.page,
      reader.page,
      trial.pick({ tiny: 3, quick: 20, full: 150 }),
    );
    trial.record('send-own', 'in the page, p50', p50(inPage));
    trial.record('send-own', 'in the page, p95', p95(inPage));
    trial.record('send-own', 'p50', p50(own));
    trial.record('send-own', 'p95', p95(own));
    trial.record('send-other', 'p50', p50(other));
    trial.record('send-other', 'p95', p95(other));
    trial.fact('Chromium', writer.browser.version());
  } finally {
    await writer.page.context().close();
    await reader.page.context().close();
    await relay.stop();
  }
};
