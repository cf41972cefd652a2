import { expect, test } from 'vitest';
import { createPair } from './pair.ts';

test('[S8] an edit made after a clock was set back follows the one before it, in the same life and in the next', async () => {
  using world = await createPair('persist');
  const { ada, bo, place, home, run, settled, texts, errors } = world;
  await run(60_000);
  const posted = await settled(home(bo).commands.post(place, 'first', null));
  if (!posted.ok) throw new Error('not posted');
  const { message } = posted.value;
  const edit = async (text: string) =>
    expect((await settled(home(bo).commands.edit(message, text))).ok).toBe(true);
  const hour = 3_600_000;
  bo.skew = hour;
  await edit('second');
  bo.skew = -hour;
  await edit('third');
  // The next life writes another log here.
  world.crash(bo);
  await settled(bo.start());
  bo.skew = -2 * hour;
  await edit('fourth');
  bo.skew = 0;
  await run(60_000);
  for (const one of [ada, bo]) expect(texts(one)).toEqual(['fourth']);
  expect((await settled(home(bo).commands.post(place, 'not held back', null))).ok).toBe(true);
  await run(10_000);
  expect(texts(ada)).toEqual(['fourth', 'not held back']);
  expect(errors).toEqual([]);
});
