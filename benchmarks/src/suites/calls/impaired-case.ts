import { mkdirSync } from 'node:fs';
import { join as joinPath } from 'node:path';
import { executable, openProfile } from '../../lib/browser.ts';
import { startRelayProcess } from '../../lib/maru.ts';
import type { Trial } from '../../lib/trial.ts';
import { begin, create, invite, join } from '../ui/acts.ts';
import { callFlags } from './flags.ts';
import { openHomes } from './homes.ts';
import { equip } from './in-page.ts';
import { clean, lines } from './line.ts';
import { comeIn, enter, leave, listenFor, makeRoom, showCamera } from './stage.ts';

const picture = { width: 640, height: 360, fps: 20 };

/** Two homes behind lines that are slow, lossy or narrow. */
export const run = async (trial: Trial): Promise<void> => {
  const homes = await openHomes();
  try {
    const relay = await startRelayProcess({
      folder: joinPath(trial.folder, 'relay'),
      webFolder: trial.fixture('web'),
      host: homes.relayHost,
      before: homes.inside('relay'),
    });
    const open = async (place: 'home-0' | 'home-1') => {
      const folder = joinPath(trial.folder, place);
      mkdirSync(folder, { recursive: true });
      return openProfile(joinPath(folder, 'profile'), {
        executablePath: homes.wrap(place, executable(), folder),
        // Their addresses are real, and no name service stands between them.
        args: [
          ...callFlags,
          `--unsafely-treat-insecure-origin-as-secure=${relay.url}`,
          '--disable-features=WebRtcHideLocalIpsWithMdns',
        ],
      });
    };
    const [one, other] = [await open('home-0'), await open('home-1')];
    try {
      await one.page.context().addInitScript(equip(440, picture));
      await other.page.context().addInitScript(equip(1_000, picture));
      await begin(one.page, `${relay.url}/`, 'Hana');
      await create(one.page, 'Bench');
      await makeRoom(one.page);
      await join(other.page, await invite(one.page), 'Dirk');
      await enter(one.page);
      await showCamera(one.page);
      const seconds = trial.pick({ tiny: 2, quick: 8, full: 20 });
      for (const line of lines) {
        const { name } = line;
        await homes.setLine(line, trial.seed);
        const took = await comeIn(other.page);
        trial.record('impaired-join', `${name}: audio`, took.audio);
        trial.record('impaired-join', `${name}: video`, took.video);
        // The encoder finds what the line carries.
        await other.page.waitForTimeout(seconds * 500);
        const spell = await listenFor(other.page, seconds);
        trial.record('impaired-concealed', name, spell.concealedPercent);
        trial.record('impaired-frozen', name, spell.frozenPercent);
        trial.record('impaired-fps', name, spell.fpsPerPicture);
        trial.fact(
          name,
          `loss ${spell.lostPercent.toFixed(1)} %, jitter ${spell.jitterMs.toFixed(0)} ms, round trip ${spell.roundTripMs.toFixed(0)} ms, ${Math.round(spell.kbitPerSecond)} kbit/s in, ${spell.height} lines`,
        );
        await homes.setLine(clean, trial.seed);
        await leave(other.page);
        await one.page.waitForTimeout(1_000);
      }
      trial.fact('Chromium', one.browser.version());
    } finally {
      await one.page.context().close();
      await other.page.context().close();
      await relay.stop();
    }
  } finally {
    homes.remove();
  }
};
