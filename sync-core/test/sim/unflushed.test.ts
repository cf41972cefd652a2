import { expect, test } from 'vitest';
import { createPair } from './pair.ts';

test('[S4] words that were sent before they were durable, and lost in a crash, cost none that come after', async () => {
  using world = await createPair('persist');
  const { ada, bo, place, home, run, settled, texts, errors } = world;
  await run(60_000);
  void home(bo).commands.post(place, 'lost in the crash', null);
  await run(5);
  world.meet();
  await run(1_000);
  expect(texts(ada)).toEqual(['lost in the crash']);

  world.crash(bo);
  bo.weather.cut = true;
  await settled(bo.start());
  expect(texts(bo)).toEqual([]);
  expect((await settled(home(bo).commands.post(place, 'written after it', null))).ok).toBe(true);

  bo.weather.cut = false;
  await run(120_000);
  for (const one of [ada, bo]) expect(texts(one)).toEqual(['lost in the crash', 'written after it']);
  expect(errors).toEqual([]);
});

test('[S1] settings are answered once they are durable, and an end stores what was not waited for', async () => {
  using world = await createPair('persist');
  const { bo, run, settled } = world;
  await run(60_000);
  let answered = false;
  const saved = bo.client()?.saveSettings({ theme: 'dark' });
  void saved?.then(() => {
    answered = true;
  });
  await run(100);
  expect(answered).toBe(false);
  expect((await settled(saved)).ok).toBe(true);
  world.crash(bo);
  await settled(bo.start());
  expect(bo.client()?.settings().theme).toBe('dark');

  void bo.client()?.saveSettings({ theme: 'light' });
  await settled(bo.client()?.close());
  world.crash(bo);
  await settled(bo.start());
  expect(bo.client()?.settings().theme).toBe('light');
});
