import { describe, expect, it } from 'vitest';
import { channel, createAuthor, engines, nowMs, openWorld, post, stream } from './store-world.ts';

describe.each(engines)('a rollback around the store on %s', (engine) => {
  it('[S1] leaves nothing in its caches: what is appended again stands', async () => {
    const ada = createAuthor('ada');
    const bea = createAuthor('bea');
    ada.write([post('ada one')], nowMs);
    bea.write([post('bea one')], nowMs + 1);
    await using world = await openWorld(engine, ada);
    // As when the disk is full at the commit that several commands share.
    expect(() =>
      world.database.write(() => {
        world.store.append([ada.run(0, 1)]);
        throw new Error('the outer transaction failed');
      }),
    ).toThrow('the outer transaction failed');
    expect(world.store.messageCount()).toBe(0);
    // The rows that Ada's keys named are free again: Bea gets them.
    world.store.append([bea.run(0, 1)]);
    world.store.append([ada.run(0, 1)]);
    expect(world.store.vector(stream).map(({ log, length }) => [log, length])).toEqual(
      [ada, bea].map(({ log }) => [log, 1]).sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
    );
    const page = world.store.page({ channel: channel, thread: null }, { kind: 'newest' }, 9);
    expect(page.messages.map(({ text, author }) => [text, author])).toEqual([
      ['ada one', { kind: 'member', member: ada.member }],
      ['bea one', { kind: 'member', member: bea.member }],
    ]);
  });
});
