import { statSync } from 'node:fs';
import { join } from 'node:path';
import { textOfBytes } from '../../lib/texts.ts';
import type { Trial } from '../../lib/trial.ts';
import {
  expectMessages,
  importAll,
  makeItems,
  openWorld,
  postAtOnce,
  type World,
} from '../write-path/work.ts';

export const run = async (trial: Trial): Promise<void> => {
  const count = trial.pick({ tiny: 200, quick: 3_000, full: 20_000 });
  const texts = Array.from({ length: count }, (_, index) => textOfBytes(index + 1, 100));
  let homes = 0;
  const grown = async (work: (world: World) => Promise<void>): Promise<number> => {
    const empty = await openWorld(join(trial.folder, `home-${homes++}`));
    await empty.client.close();
    const world = await openWorld(join(trial.folder, `home-${homes++}`));
    await work(world);
    expectMessages(world, count);
    await world.client.close();
    return (statSync(world.file).size - statSync(empty.file).size) / count;
  };
  trial.record('disk', 'one by one', await grown((world) => postAtOnce(world, texts)));
  const items = makeItems(1, count).map((item, index) => ({ ...item, text: texts[index] ?? '' }));
  trial.record('disk', 'imported', await grown((world) => importAll(world, items)));
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / count;
  if (Math.abs(bytes - 100) > 0.5) throw new Error(`messages have ${bytes} bytes`);
};
