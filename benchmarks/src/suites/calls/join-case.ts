import { join as joinPath } from 'node:path';
import { launchBrowser } from '../../lib/browser.ts';
import { startRelayProcess } from '../../lib/maru.ts';
import { percentile } from '../../lib/stats.ts';
import type { Trial } from '../../lib/trial.ts';
import { begin, create, invite, join, openPage } from '../ui/acts.ts';
import { callFlags } from './flags.ts';
import { equip } from './in-page.ts';
import { comeIn, enter, leave, makeRoom, showCamera } from './stage.ts';

const picture = { width: 640, height: 360, fps: 20 };

/** One is in a call with tone and camera; another comes in, again and again. */
export const run = async (trial: Trial): Promise<void> => {
  const relay = await startRelayProcess({
    folder: joinPath(trial.folder, 'relay'),
    webFolder: trial.fixture('web'),
  });
  const browser = await launchBrowser(callFlags);
  try {
    const [host, guest] = [await openPage(browser), await openPage(browser)];
    await host.context().addInitScript(equip(440, picture));
    await guest.context().addInitScript(equip(1_000, picture));
    await begin(host, `${relay.url}/`, 'Hana');
    await create(host, 'Bench');
    await makeRoom(host);
    await join(guest, await invite(host), 'Dirk');
    await enter(host);
    await showCamera(host);
    const count = trial.pick({ tiny: 1, quick: 5, full: 20 });
    const audio: number[] = [];
    const video: number[] = [];
    for (let time = -1; time < count; time++) {
      const took = await comeIn(guest);
      await leave(guest);
      // The other has seen them go.
      await host.waitForTimeout(1_000);
      if (time < 0) continue;
      audio.push(took.audio);
      video.push(took.video);
    }
    trial.record('join', 'first audio, p50', percentile(audio, 0.5));
    trial.record('join', 'first audio, p95', percentile(audio, 0.95));
    trial.record('join', 'first video, p50', percentile(video, 0.5));
    trial.record('join', 'first video, p95', percentile(video, 0.95));
    trial.fact('Chromium', browser.version());
  } finally {
    await browser.close();
    await relay.stop();
  }
};
