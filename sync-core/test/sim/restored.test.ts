import { expect, test } from 'vitest';
import { createPair } from './pair.ts';

test('[S4] an old backup is restored and written in: its log ends where it forked, the person is told, and what they wrote since stays', async () => {
  using world = await createPair('commit');
  const { ada, bo, place, home, run, settled, texts, errors } = world;
  await run(60_000);
  const post = (text: string) => settled(home(bo).commands.post(place, text, null));
  await post('before the backup');
  await run(10_000);
  const backup = bo.disk.backUp();
  await post('after the backup');
  await run(10_000);
  expect(texts(ada)).toEqual(['before the backup', 'after the backup']);

  world.crash(bo);
  bo.disk.restore(backup);
  bo.weather.cut = true;
  await settled(bo.start());
  const forked: string[] = [];
  bo.client()?.listen('deviceForked', ({ community }) => forked.push(community));
  const root = await post('in the restored life');
  if (!root.ok) throw new Error('not posted');
  await settled(home(bo).commands.edit(root.value.message, 'in the restored life, corrected'));
  await settled(home(bo).commands.react(root.value.message, '👍', true));
  await settled(home(bo).commands.post({ ...place, thread: root.value.message }, 'in its thread', null));
  await post('and one more');

  bo.weather.cut = false;
  await run(120_000);
  for (const one of [ada, bo]) {
    expect(texts(one)).toEqual(['before the backup', 'in the restored life, corrected', 'and one more']);
    const { messages } = home(one).queries.page(place, { kind: 'newest' }, 50);
    const moved = messages[1];
    if (!moved) throw new Error('not there');
    expect(moved.reactions.map(({ emoji }) => emoji)).toEqual(['👍']);
    const thread = home(one).queries.page({ ...place, thread: moved.id }, { kind: 'newest' }, 50);
    expect(thread.messages.map(({ text }) => text)).toContain('in its thread');
  }
  expect(forked.length).toBeGreaterThan(0);
  expect(home(ada).core.store.projectionDump()).toBe(home(bo).core.store.projectionDump());
  // The fresh log goes on.
  await post('life goes on');
  await run(10_000);
  expect(texts(ada).at(-1)).toBe('life goes on');
  expect(errors).toEqual([]);
});
