import { join } from 'node:path';
import type { Trial } from '../../lib/trial.ts';
import { countRows } from '../sqlite/rows.ts';
import { type CopiedRows, copyRows, openBare, writeEnvelopes } from './copied-rows.ts';
import {
  countsOf,
  importAll,
  importBatch,
  makeItems,
  makeTexts,
  openWorld,
  postAtOnce,
  postsAtOnce,
  type World,
} from './work.ts';

const entry = 'bare better-sqlite3';

export const run = async (trial: Trial): Promise<void> => {
  const counts = countsOf(trial);
  let files = 0;
  /** What Maru's path leaves for this work, untimed. */
  const leaveRows = async (work: (world: World) => Promise<void>): Promise<CopiedRows> => {
    const world = await openWorld(join(trial.folder, `home-${files++}`));
    await work(world);
    await world.client.close();
    return copyRows(world.file);
  };
  const measure = (panel: string, operations: number, rows: CopiedRows, perCommit: number) =>
    trial.measure(panel, entry, {
      operations,
      prepare: () => openBare(join(trial.folder, `bare-${files++}.sqlite`), rows),
      run(engine) {
        for (let from = 0; from < rows.envelopes.length; from += perCommit)
          writeEnvelopes(engine, rows, from, from + perCommit);
      },
      verify(engine) {
        const found = countRows(engine);
        engine.close();
        if (found !== operations) throw new Error(`${found} rows of ${operations}`);
      },
    });

  const imported = await leaveRows((world) => importAll(world, makeItems(trial.seed, counts.imported)));
  const perCall = Math.ceil(imported.envelopes.length / Math.ceil(counts.imported / importBatch));
  await measure('batched', counts.imported, imported, perCall);
  const texts = makeTexts(trial.seed, Math.max(counts.posts, counts.singles));
  const posts = await leaveRows((world) => postAtOnce(world, texts.slice(0, counts.posts)));
  await measure('posts', counts.posts, posts, postsAtOnce);
  const singles = await leaveRows((world) => postAtOnce(world, texts.slice(0, counts.singles)));
  await measure('single', counts.singles, singles, 1);
};
