import { expect, test } from 'vitest';
import type { Installation } from '../../testing/sim/installation.ts';
import { openNotePage } from '../../testing/sim/note-page.ts';
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

test('[S4] a note that was written in before and after a restored backup goes on with what the restored life wrote', async () => {
  using world = await createPair('commit');
  const { ada, bo, home, run, settled, errors } = world;
  const made = await settled(
    home(ada).commands.createChannel({ category: null, kind: 'note', name: 'plan', topic: '' }),
  );
  if (!made.ok) throw new Error('no channel');
  await run(60_000);
  const open = async (one: Installation) => {
    const client = one.client();
    const page = client && (await settled(openNotePage(client, home(one), made.value.channel)));
    if (!page) throw new Error('no page');
    return page;
  };
  const hers = await open(ada);
  await settled((await open(bo)).write('one'));
  await run(60_000);
  const backup = bo.disk.backUp();
  await settled((await open(bo)).write(' lost life'));
  await run(60_000);
  expect(hers.text()).toEqual(['one lost life']);

  world.crash(bo);
  bo.disk.restore(backup);
  bo.weather.cut = true;
  await settled(bo.start());
  await settled((await open(bo)).write(' restored'));
  await run(60_000);
  bo.weather.cut = false;
  await run(240_000);
  const his = await open(bo);
  for (const page of [hers, his]) expect(page.text()).toEqual(['one restored']);
  expect(await settled(his.write('!'))).toBe(true);
  await run(60_000);
  expect((await open(ada)).text()).toEqual(['one restored!']);
  for (const one of [ada, bo]) await settled(home(one).documents.settle());
  expect(home(ada).core.store.projectionDump()).toBe(home(bo).core.store.projectionDump());
  expect(errors).toEqual([]);
});
