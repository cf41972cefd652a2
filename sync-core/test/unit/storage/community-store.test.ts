import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashHeader } from '../../../src/crypto/index.ts';
import type { MessageId, Position } from '../../../src/model/index.ts';
import type { AppendRun } from '../../../src/storage/index.ts';
import {
  type Author,
  channel,
  createAuthor,
  engines,
  nowMs,
  openStore,
  openWorld,
  post,
  stream,
  suite,
} from './store-world.ts';

const main = { channel, thread: null };
const runsOf = (...authors: readonly Author[]): readonly AppendRun[] =>
  authors.flatMap((author) => author.sealed.map((_, number) => author.run(number, number + 1)));

/** Two people post, edit, react, delete, thread and import the same source line. */
const conversation = () => {
  const ada = createAuthor('ada');
  const bea = createAuthor('bea');
  const first = ada.write([post('안녕하세요 여러분')], nowMs);
  const second = bea.write([post('hello', { mentions: [{ type: 'member', id: ada.member }] })], nowMs + 1);
  bea.write([{ type: 'reacted', message: first, emoji: '🎉', on: true }], nowMs + 2);
  ada.write([{ type: 'edited', message: first, text: '반갑습니다' }], nowMs + 3);
  bea.write([{ type: 'edited', message: first, text: 'not mine' }], nowMs + 4);
  bea.write([post('in thread', { thread: first })], nowMs + 5);
  ada.write([{ type: 'threadNamed', message: first, name: '인사' }], nowMs + 6);
  bea.write([{ type: 'deleted', message: second }], nowMs + 7);
  const line = {
    type: 'imported',
    author: 'nick',
    text: 'old line',
    replyTo: null,
    system: null,
    source: new Uint8Array(16).fill(9),
  } as const;
  ada.write([{ ...line, at: { ms: nowMs - 1000, counter: 0 } }], nowMs + 8);
  bea.write([{ ...line, at: { ms: nowMs - 1000, counter: 0 } }], nowMs + 9);
  bea.write([{ type: 'reacted', message: first, emoji: '🎉', on: false }], nowMs + 10);
  return { ada, bea, first, second };
};

describe.each(engines)('community store on %s', (engine) => {
  it('[S2] any order, duplication or batching folds to the same dump; rebuild too', async () => {
    const { ada, bea } = conversation();
    await using straight = await openWorld(engine, ada);
    straight.store.append([ada.run(0, 99), bea.run(0, 99)]);
    const expected = straight.store.projectionDump();
    expect(expected.split('\n')).toHaveLength(3);
    straight.store.rebuild(
      ({ envelope }) =>
        [ada, bea].flatMap(({ sealed }) => sealed).find((item) => item.envelope.hash === envelope.hash)
          ?.content ?? null,
    );
    expect(straight.store.projectionDump()).toBe(expected);
    const runs = runsOf(ada, bea);
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([...runs, ...runs], { minLength: runs.length * 2 }),
        fc.integer({ min: 1, max: 7 }),
        async (order, batch) => {
          await using world = await openWorld(engine, ada);
          const pending = [...order];
          // What doesn't touch prefix or island is asked for again, as sync does.
          for (let round = 0; round < 30; round++)
            for (let at = 0; at < pending.length; at += batch)
              world.store.append(pending.slice(at, at + batch));
          expect(world.store.projectionDump()).toBe(expected);
          expect(world.store.digestOfAll()).toEqual(straight.store.digestOfAll());
        },
      ),
      { numRuns: 15, seed: 1 },
    );
  });

  it('finds two-syllable Korean words inside longer ones, after edits too', async () => {
    const { ada, bea, first } = conversation();
    await using world = await openWorld(engine, ada);
    world.store.append([ada.run(0, 99), bea.run(0, 99)]);
    const find = (text: string) => world.store.search({ text, channels: null, before: null, limit: 10 }).hits;
    expect(find('갑습').map(({ message, ranges }) => [message.id, ranges])).toEqual([[first, [[1, 3]]]]);
    expect(find('안녕')).toEqual([]);
    expect(find('hello')).toEqual([]);
    expect(find('thr')).toHaveLength(1);
    expect(find('in zzz')).toEqual([]);
  });

  it('pages in both directions and around a message without gaps', async () => {
    const ada = createAuthor('ada');
    const ids: MessageId[] = [];
    for (let index = 0; index < 53; index++) ids.push(ada.write([post(`m${index}`)], nowMs + index));
    await using world = await openWorld(engine, ada);
    world.store.append([ada.run(0, 99)]);
    const seen: MessageId[] = [];
    let page = world.store.page(main, { kind: 'newest' }, 10);
    expect(page.hasNewer).toBe(false);
    for (;;) {
      seen.unshift(...page.messages.map(({ id }) => id));
      if (!page.hasOlder) break;
      page = world.store.page(
        main,
        { kind: 'before', position: page.messages[0]?.position ?? ('' as Position) },
        10,
      );
      expect(page.hasNewer).toBe(true);
    }
    expect(seen).toEqual(ids);
    const after = world.store.page(
      main,
      { kind: 'after', position: page.messages[0]?.position ?? ('' as Position) },
      10,
    );
    expect(after.messages.map(({ id }) => id)).toEqual(ids.slice(1, 11));
    expect([after.hasOlder, after.hasNewer]).toEqual([true, true]);
    const around = world.store.page(main, { kind: 'around', message: ids[20] ?? ('' as MessageId) }, 11);
    expect(around.messages.map(({ id }) => id)).toEqual(ids.slice(15, 26));
  });

  it('[S1] a throw inside leaves nothing', async () => {
    const { ada, bea } = conversation();
    await using world = await openWorld(engine, ada);
    world.judge = (log, number) => {
      if (log === bea.log && number === 3) throw new Error('power cut');
      return 'counts';
    };
    expect(() => world.store.append([ada.run(0, 99), bea.run(0, 99)])).toThrow('power cut');
    expect([world.store.envelopeCount(), world.store.unsentCount(), world.store.messageCount()]).toEqual([
      0, 0, 0,
    ]);
    world.judge = null;
    world.store.append([ada.run(0, 99), bea.run(0, 99)]);
    expect(world.store.unsentCount()).toBe(ada.sealed.length);
  });

  it('[S3] acknowledgements under another generation are forgotten', async () => {
    const { ada, first } = conversation();
    await using world = await openWorld(engine, ada);
    world.store.append([ada.run(0, 99)]);
    expect(world.store.message(first)?.delivery).toEqual({ kind: 'saved' });
    world.store.relayGeneration('relay', new Uint8Array(16));
    world.store.acknowledged('relay', stream, ada.log, ada.sealed.length);
    expect(world.store.unsentCount()).toBe(0);
    expect(world.store.message(first)?.delivery).toEqual({ kind: 'relayed' });
    world.store.relayGeneration('relay', new Uint8Array(16).fill(1));
    expect(world.store.unsentCount()).toBe(ada.sealed.length);
  });

  it('counts unread and mentions; own messages never; the position only moves forward', async () => {
    const ada = createAuthor('ada');
    const bea = createAuthor('bea');
    ada.write([post('mine')], nowMs);
    bea.write(
      [post('one', { mentions: [{ type: 'member', id: ada.member }, { type: 'everyone' }] })],
      nowMs + 1,
    );
    bea.write([post('two')], nowMs + 2);
    await using world = await openWorld(engine, ada);
    world.store.append([ada.run(0, 9), bea.run(0, 9)]);
    expect(world.store.unreadIn(main, [])).toMatchObject({ unread: 2, mentions: 1 });
    const [, one, two] = world.store.page(main, { kind: 'newest' }, 9).messages;
    expect(world.store.markRead(main, two?.position ?? ('' as Position))).toBe(true);
    expect(world.store.markRead(main, one?.position ?? ('' as Position))).toBe(false);
    expect(world.store.unread([])).toMatchObject([{ unread: 0, mentions: 0 }]);
  });

  it('counts what of a millisecond is unread, and mentions in threads until they are read there', async () => {
    const ada = createAuthor('ada');
    const bea = createAuthor('bea');
    const root = bea.write([post('a'), post('b'), post('c')], nowMs);
    const mentions = [{ type: 'member', id: ada.member }] as const;
    bea.write([post('in the thread', { thread: root, mentions })], nowMs + 1);
    ada.write([post('mine', { mentions })], nowMs + 2);
    await using world = await openWorld(engine, ada);
    world.store.append([ada.run(0, 9), bea.run(0, 9)]);
    const [, second] = world.store.page(main, { kind: 'newest' }, 9).messages;
    world.store.markRead(main, second?.position ?? ('' as Position));
    expect(world.store.unread([])).toMatchObject([{ unread: 1, mentions: 0, threadMentions: 1 }]);
    const thread = { channel, thread: root };
    const [reply] = world.store.page(thread, { kind: 'newest' }, 9).messages;
    world.store.markRead(thread, reply?.position ?? ('' as Position));
    expect(world.store.unread([])).toMatchObject([{ unread: 1, threadMentions: 0 }]);
    expect([...world.store.newest().keys()]).toEqual([channel]);
  });

  it('counts all that others wrote for whoever takes up the file of another', async () => {
    const ada = createAuthor('ada');
    const bea = createAuthor('bea');
    ada.write([post('from ada')], nowMs);
    bea.write([post('from bea')], nowMs + 1);
    await using world = await openWorld(engine, ada);
    world.store.append([ada.run(0, 9), bea.run(0, 9)]);
    expect(world.store.unreadIn(main, [])).toMatchObject({ unread: 1 });
    const taken = openStore(world.database, bea, { now: nowMs + 2 });
    expect(taken.unreadIn(main, [])).toMatchObject({ unread: 1 });
    const stranger = openStore(world.database, createAuthor('cy'), { now: nowMs + 2 });
    expect(stranger.unreadIn(main, [])).toMatchObject({ unread: 2 });
  });

  it('[S8] holds back what is dated beyond the drift limit until it is due', async () => {
    const ada = createAuthor('ada');
    const bea = createAuthor('bea');
    bea.write([post('from the future')], nowMs + 600_000);
    await using world = await openWorld(engine, ada);
    world.store.append([bea.run(0, 9)]);
    expect(world.store.page(main, { kind: 'newest' }, 9).messages).toEqual([]);
    expect(world.store.nextDue()).toBe(nowMs + 300_000);
    world.now = nowMs + 300_000;
    expect(world.store.page(main, { kind: 'newest' }, 9).messages).toHaveLength(1);
  });

  it('[S6] erases the body of a deleted post; the chain still verifies', async () => {
    const { ada, bea, second } = conversation();
    await using world = await openWorld(engine, ada);
    world.store.append([ada.run(0, 99), bea.run(0, 99)]);
    world.now = nowMs + 1_000;
    expect(world.store.eraseDeleted(0)).toBe(1);
    const stored = world.store.envelope(stream, bea.log, 0);
    expect(stored?.envelope.body).toBeNull();
    expect(stored && hashHeader(suite, stored.envelope.header)).toBe(bea.sealed[0]?.envelope.hash);
    expect(world.store.message(second)).toMatchObject({ deleted: true, text: '' });
  });

  it('[T10] judges again when governance changed, to the same dump as if known at once', async () => {
    const { ada, bea } = conversation();
    await using late = await openWorld(engine, ada);
    await using known = await openWorld(engine, ada);
    late.judge = () => 'waiting';
    late.store.append([ada.run(0, 99), bea.run(0, 99)]);
    expect(late.store.projectionDump()).toBe('');
    const cut = (log: string, number: number) => (log === bea.log && number >= 2 ? 'never' : 'counts');
    late.judge = cut;
    known.judge = cut;
    late.store.rejudge({ kind: 'waiting' });
    known.store.append([ada.run(0, 99), bea.run(0, 99)]);
    expect(late.store.projectionDump()).toBe(known.store.projectionDump());
    expect(late.store.projectionDump()).not.toBe('');
  });

  it('reports a fork as a value and freezes at the common prefix [S4]', async () => {
    const ada = createAuthor('ada');
    const twin = createAuthor('ada');
    ada.write([post('same place')], nowMs);
    twin.write([post('other words')], nowMs);
    await using world = await openWorld(engine, createAuthor('bea'));
    world.store.append([ada.run(0, 1)]);
    expect(world.store.append([twin.run(0, 1)]).forks).toMatchObject([{ number: 0 }]);
    world.store.freeze(stream, ada.log, 0, new Uint8Array([1]));
    expect(world.store.messageCount()).toBe(0);
    expect(world.store.append([ada.run(0, 1)]).frozen).toBe(1);
  });

  it('quarantines poison without a throw and keeps its place in the chain', async () => {
    const { ada } = conversation();
    await using world = await openWorld(engine, ada);
    const run = ada.run(0, 99);
    const items = run.items.map((item, index) =>
      index === 1 ? { ...item, content: { kind: 'bad-content' } as const } : item,
    );
    world.store.append([{ ...run, items }]);
    expect(world.store.envelope(stream, ada.log, 1)?.state).toBe('bad-content');
    expect(world.store.vector(stream)[0]?.length).toBe(ada.sealed.length);
  });
});
