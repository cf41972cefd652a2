import { statSync } from 'node:fs';
import { join } from 'node:path';
import { rssMiB } from '../../lib/latency.ts';
import { communityOf, openPerson } from '../../lib/maru.ts';
import type { Trial } from '../../lib/trial.ts';
import { makeTexts, openWorld, postAtOnce } from '../write-path/work.ts';
import { countsOf } from './counts.ts';
import { createGhostHistory } from './maru-history.ts';

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
  globalThis.gc?.();
  const before = rssMiB();
  const start = performance.now();
  const client = await openPerson(kept.home);
  const [summary] = client.communities();
  if (!summary) throw new Error('no community');
  const { queries, core } = communityOf(client, summary.id);
  const channel = [...core.governance.current().channels.keys()][0];
  if (!channel) throw new Error('no channel');
  const page = queries.page({ channel, thread: null }, { kind: 'newest' }, 50).messages;
  trial.record('timeline-load', label, performance.now() - start);
  globalThis.gc?.();
  trial.record('timeline-memory', label, Math.max(0, rssMiB() - before));
  if (page.length !== Math.min(50, messages)) throw new Error(`${page.length} messages in the newest page`);
  await client.close();
};
