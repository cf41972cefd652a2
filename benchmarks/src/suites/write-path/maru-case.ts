import { join } from 'node:path';
import type { Trial } from '../../lib/trial.ts';
import {
  countsOf,
  expectMessages,
  importAll,
  makeItems,
  makeTexts,
  openWorld,
  postAtOnce,
  postEach,
  type World,
} from './work.ts';

const entry = 'Maru, whole path';

export const run = async (trial: Trial): Promise<void> => {
  const counts = countsOf(trial);
  let folders = 0;
  const measure = (panel: string, operations: number, work: (world: World) => Promise<void>) =>
    trial.measure(panel, entry, {
      operations,
      prepare: () => openWorld(join(trial.folder, `home-${folders++}`)),
      run: work,
      async verify(world) {
        expectMessages(world, operations);
        await world.client.close();
      },
    });
  const items = makeItems(trial.seed, counts.imported);
  const texts = makeTexts(trial.seed, Math.max(counts.posts, counts.singles));
  await measure('batched', counts.imported, (world) => importAll(world, items));
  await measure('posts', counts.posts, (world) => postAtOnce(world, texts.slice(0, counts.posts)));
  await measure('single', counts.singles, (world) => postEach(world, texts.slice(0, counts.singles)));
};
