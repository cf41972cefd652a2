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

  it('[S1] takes back only its own words, however many others wrote in the same transaction', async () => {
    const ada = createAuthor('ada');
    // More than are kept until the commit, and what is rolled back is written out before that.
    for (let at = 0; at < 61; at++)
      ada.write(
        Array.from({ length: 100 }, (_, index) => post(`kept w${at}x${index}`)),
        nowMs + at,
      );
    const last = ada.write([post('taken back')], nowMs + 100);
    await using world = await openWorld(engine, ada);
    const found = (text: string) =>
      world.store
        .search({ text, channels: null, before: null, limit: 3 })
        .hits.map(({ message }) => message.text);
    world.database.write(() => {
      world.store.append([ada.run(0, 47)]);
      world.store.append([ada.run(47, 48)]);
      expect(() =>
        world.database.write(() => {
          world.store.append([ada.run(48, 61)]);
          world.store.append([ada.run(61, 62)]);
          throw new Error('this one failed');
        }),
      ).toThrow('this one failed');
      world.store.append([ada.run(48, 61)]);
    });
    expect(world.store.messageCount()).toBe(6_100);
    expect(['w0x0', 'w48x99', 'w49x50', 'w50x0', 'w60x99', 'taken'].map(found)).toEqual([
      ['kept w0x0'],
      ['kept w48x99'],
      ['kept w49x50'],
      ['kept w50x0'],
      ['kept w60x99'],
      [],
    ]);
    // An edit finds the words gone that it replaced, whether they were written out yet or not.
    const { sealed } = ada;
    expect(sealed.length).toBe(62);
    world.store.append([ada.run(61, 62)]);
    ada.write([{ type: 'edited', message: last, text: 'other now' }], nowMs + 200);
    world.store.append([ada.run(62, 63)]);
    expect([found('taken'), found('other')]).toEqual([[], ['other now']]);
  });
});
