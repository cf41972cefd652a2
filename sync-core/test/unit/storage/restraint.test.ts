import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OpId } from '../../../src/model/index.ts';
import type { Restraint } from '../../../src/timeline/index.ts';
import { channel, createAuthor, engines, nowMs, openWorld, post, type World } from './store-world.ts';

const rule = 'aa'.repeat(16) as OpId;
const place = { channel, thread: null };
const slow: Restraint = { rules: [], gapMs: 30_000, floods: [] };
const hide: Restraint = { rules: [{ rule, response: 'hide' }], gapMs: 0, floods: [] };
const flag: Restraint = { rules: [{ rule, response: 'flag' }], gapMs: 0, floods: [] };
const flood = (messages: number): Restraint => ({
  rules: [],
  gapMs: 0,
  floods: [{ rule, response: 'hide', messages, seconds: 60 }],
});

const texts = (world: World): readonly string[] =>
  world.store.page(place, { kind: 'newest' }, 100).messages.map(({ text }) => text);

describe.each(engines)('what is held back, on %s', (engine) => {
  it('[T10] a rule hides a message from others: not in the page, the search, the unread or the mentions', async () => {
    const ada = createAuthor('ada');
    const bob = createAuthor('bob');
    const mention = { mentions: [{ type: 'member', id: ada.member }] } as const;
    bob.write([post('cheap spam', mention)], nowMs - 2_000);
    bob.write([post('hello')], nowMs - 1_000);
    await using reader = await openWorld(engine, ada);
    reader.restrain = (text) => (text.includes('spam') ? hide : null);
    reader.store.append([bob.run(0, 2)]);
    expect(texts(reader)).toEqual(['hello']);
    expect(reader.store.search({ text: 'spam', channels: null, before: null, limit: 5 }).hits).toEqual([]);
    expect(reader.store.unreadIn(place, [])).toMatchObject({ unread: 1, mentions: 0 });

    reader.sight = { readableFrom: () => null, seesHeld: () => true };
    const [held] = reader.store.page(place, { kind: 'newest' }, 100).messages;
    expect(held).toMatchObject({ text: 'cheap spam', held: { rules: [rule], tooSoon: false, barred: null } });

    await using author = await openWorld(engine, bob);
    author.restrain = reader.restrain;
    author.store.append([bob.run(0, 2)]);
    expect(texts(author)).toEqual(['cheap spam', 'hello']);
  });

  it('[T10] a flag leaves a message shown and puts it before the moderators, until it is deleted', async () => {
    const bob = createAuthor('bob');
    const message = bob.write([post('is this spam')], nowMs - 2_000);
    bob.write([{ type: 'deleted', message }], nowMs - 1_000);
    await using world = await openWorld(engine, createAuthor('ada'));
    world.restrain = () => flag;
    world.store.append([bob.run(0, 1)]);
    expect(texts(world)).toEqual(['is this spam']);
    expect(world.store.flagged([channel], 5)).toMatchObject([{ message: { id: message }, rules: [rule] }]);
    world.store.append([bob.run(1, 2)]);
    expect(world.store.flagged([channel], 5)).toEqual([]);
  });

  it('[S2] a message that comes late holds back the one that was too soon after it, and no other', async () => {
    const bob = createAuthor('bob');
    const other = createAuthor('bob on the phone');
    bob.write([post('first')], nowMs - 100_000);
    bob.write([post('second')], nowMs - 60_000);
    bob.write([post('third')], nowMs - 20_000);
    other.write([post('late')], nowMs - 70_000);
    // Both devices are one person's.
    const phone = { ...other.run(0, 1), opening: other.opening };
    await using world = await openWorld(engine, createAuthor('ada'));
    world.restrain = () => slow;
    world.store.append([bob.run(0, 3)]);
    expect(texts(world)).toEqual(['first', 'second', 'third']);
    world.oneAuthor = bob.member;
    world.store.append([phone]);
    expect(texts(world)).toEqual(['first', 'late', 'third']);
  });

  it('[S6] what was purged is hidden at once and erased after the grace time; what was reverted is never', async () => {
    const bob = createAuthor('bob');
    bob.write([post('the raid')], nowMs - 2_000);
    for (const bar of ['reverted', 'purged'] as const) {
      await using world = await openWorld(engine, createAuthor('ada'));
      world.store.append([bob.run(0, 1)]);
      world.judge = () => 'barred';
      world.bar = bar;
      world.store.rejudge({ kind: 'some', logs: [bob.log], channels: [] });
      expect(texts(world)).toEqual([]);
      expect(world.store.eraseDeleted(60_000)).toBe(0);
      world.now += 61_000;
      expect(world.store.eraseDeleted(60_000)).toBe(bar === 'purged' ? 1 : 0);
      world.judge = null;
      world.store.rejudge({ kind: 'some', logs: [bob.log], channels: [] });
      expect(texts(world)).toEqual([bar === 'purged' ? '' : 'the raid']);
    }
  });

  it('[T10] a cut asks again only about what lies beyond it, a purge only about what is dated since', async () => {
    const bob = createAuthor('bob');
    for (let index = 0; index < 40; index++) bob.write([post(`${index}`)], nowMs - 40_000 + index * 1_000);
    await using world = await openWorld(engine, createAuthor('ada'));
    world.store.append([bob.run(0, 40)]);
    const asked: number[] = [];
    world.judge = (_log, number) => {
      asked.push(number);
      return 'barred';
    };
    world.store.rejudge({ kind: 'beyond', reaches: [{ log: bob.log, from: () => 38, sinceMs: 0 }] });
    expect(asked).toEqual([38, 39]);
    world.store.rejudge({
      kind: 'beyond',
      reaches: [{ log: bob.log, from: () => 0, sinceMs: nowMs - 3_000 }],
    });
    expect(asked.slice(2)).toEqual([37, 38, 39]);
    expect(texts(world)).toHaveLength(37);
  });

  it('[S6] what somebody deleted stays deleted for whoever may look at what was held back', async () => {
    const bob = createAuthor('bob');
    const message = bob.write([post('ugly')], nowMs - 2_000);
    bob.write([{ type: 'deleted', message }], nowMs - 1_000);
    await using world = await openWorld(engine, createAuthor('ada'));
    world.sight = { readableFrom: () => null, seesHeld: () => true };
    world.store.append([bob.run(0, 2)]);
    world.judge = (_log, number) => (number === 0 ? 'barred' : 'counts');
    world.store.rejudge({ kind: 'all' });
    expect(world.store.message(message)).toMatchObject({
      deleted: true,
      text: '',
      held: { barred: 'removed' },
    });
  });

  it('[T13] history that one may not read is in no page, search, count or mention', async () => {
    const ada = createAuthor('ada');
    const bob = createAuthor('bob');
    const mention = { mentions: [{ type: 'member', id: ada.member }] } as const;
    const old = bob.write([post('old words', mention)], nowMs - 60_000);
    bob.write([post('new words', mention)], nowMs - 1_000);
    bob.write([post('old reply', { thread: old })], nowMs - 50_000);
    await using world = await openWorld(engine, ada);
    world.store.append([bob.run(0, 3)]);
    world.sight = { readableFrom: () => nowMs - 10_000, seesHeld: () => true };
    expect(world.store.page(place, { kind: 'newest' }, 10)).toMatchObject({
      messages: [{ text: 'new words' }],
      hasOlder: false,
    });
    expect(world.store.message(old)).toBeNull();
    expect(world.store.search({ text: 'words', channels: null, before: null, limit: 5 }).hits).toHaveLength(
      1,
    );
    expect(world.store.unreadIn(place, [])).toMatchObject({ unread: 1, mentions: 1 });
    expect(world.store.threads(channel, 5)).toEqual([]);
    world.sight = { readableFrom: () => Number.POSITIVE_INFINITY, seesHeld: () => true };
    expect(texts(world)).toEqual([]);
  });
});

/** What the definition says, worked out from the whole set at once. */
const expected = (sent: readonly { at: number; text: string }[], restraint: Restraint): readonly string[] => {
  const sorted = sent.toSorted((a, b) => a.at - b.at);
  return sorted.flatMap(({ at, text }, index) => {
    const earlier = sorted.slice(0, index);
    const tooSoon = earlier.some((before) => at < before.at + restraint.gapMs);
    const flooded = restraint.floods.some(
      ({ messages, seconds }) =>
        earlier.filter((before) => before.at > at - seconds * 1_000).length >= messages,
    );
    return tooSoon || flooded ? [] : [text];
  });
};

it('[S2] [T10] slow mode and floods: any order of arrival, in any batches, gives the same verdicts', async () => {
  const times = fc.uniqueArray(fc.integer({ min: 0, max: 200 }), { minLength: 1, maxLength: 14 });
  const plan = fc.record({
    times,
    devices: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 14, maxLength: 14 }),
    restraint: fc.constantFrom(slow, flood(2), { ...flood(3), gapMs: 10_000 }),
    order: fc.array(fc.nat(), { minLength: 14, maxLength: 14 }),
    atOnce: fc.integer({ min: 1, max: 5 }),
  });
  await fc.assert(
    fc.asyncProperty(plan, async ({ times, devices, restraint, order, atOnce }) => {
      const authors = [0, 1, 2].map((index) => createAuthor(`bob ${index}`));
      const sent = times
        .toSorted((a, b) => a - b)
        .map((second, index) => {
          const author = authors[devices[index] ?? 0];
          const at = nowMs - 1_000_000 + second * 1_000;
          author?.write([post(`at ${second}`)], at);
          return { at, text: `at ${second}` };
        });
      await using world = await openWorld('better-sqlite3', createAuthor('ada'));
      world.restrain = () => restraint;
      world.oneAuthor = authors[0]?.member ?? null;
      // Each log in its own order, the logs and pieces of them in any.
      const pieces = authors.flatMap((author) =>
        author.sealed.flatMap((_, from) =>
          from % atOnce === 0 ? [{ author, from, to: Math.min(author.sealed.length, from + atOnce) }] : [],
        ),
      );
      const left = new Set(pieces);
      for (let turn = 0; left.size > 0; turn++) {
        const ready = [...left].filter(
          ({ author, from }) => ![...left].some((other) => other.author === author && other.from < from),
        );
        const next = ready[(order[turn % order.length] ?? 0) % ready.length];
        if (next === undefined) throw new Error('nothing to send');
        left.delete(next);
        world.store.append([next.author.run(next.from, next.to)]);
      }
      expect(texts(world)).toEqual(expected(sent, restraint));
      const dump = world.store.projectionDump();
      world.store.rejudge({ kind: 'all' });
      expect(world.store.projectionDump()).toBe(dump);
      const held = new Map(
        authors.flatMap(({ log, sealed }) =>
          sealed.map(({ content }, number) => [`${log}${number}`, content] as const),
        ),
      );
      world.store.rebuild(({ envelope: { header } }) => held.get(`${header.log}${header.number}`) ?? null);
      expect(world.store.projectionDump()).toBe(dump);
    }),
    { numRuns: 25 },
  );
});
