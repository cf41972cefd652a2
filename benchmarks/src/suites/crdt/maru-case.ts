import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Trial } from '../../lib/trial.ts';
import { makeTexts, openWorld, postAtOnce } from '../write-path/work.ts';
import { countsOf } from './counts.ts';
import { createGhostHistory } from './maru-history.ts';
import { openTimeline } from './maru-timeline.ts';
import { recordMemory } from './memory.ts';

const label = 'Maru, durable in SQLite';

export const run = async (trial: Trial): Promise<void> => {
  const { messages } = countsOf(trial);
  const texts = makeTexts(trial.seed, messages);
  const repetitions = trial.pick({ tiny: 1, quick: 1, full: 3 });
  let homes = 0;
  const nextHome = () => join(trial.folder, `home-${homes++}`);
  let kept = { home: '', file: '' };
  await trial.measure('timeline-append', label, {
    operations: messages,
    repetitions,
    async prepare() {
      const home = nextHome();
      return { home, ...(await openWorld(home)) };
    },
    run: (world) => postAtOnce(world, texts),
    async verify(world) {
      await world.client.close();
      kept = { home: world.home, file: world.file };
    },
  });
  trial.record('timeline-bytes', label, statSync(kept.file).size / messages);
  await trial.measure('timeline-apply', label, {
    operations: messages,
    repetitions,
    prepare: () => createGhostHistory(nextHome(), messages, trial.seed),
    run: (history) => history.receive(),
    verify: (history) => history.verify(),
  });
  const start = performance.now();
  const { client, texts: newest } = await openTimeline(kept.home);
  trial.record('timeline-load', label, performance.now() - start);
  await client.close();
  if (newest.join('\n') !== texts.slice(-50).join('\n')) throw new Error('other messages were loaded');
  const empty = nextHome();
  await (await openWorld(empty)).client.close();
  await recordMemory(trial, label, 'maru', { full: kept.home, empty });
};
