/** Boards among people: at once and apart, tried on branches, undone, answered, removed. */
import { expect, test } from 'vitest';
import { automergeFromPackage } from '../../drivers/node/automerge.ts';
import type { BoardEdit, BoardPage, CardId, ColumnId, EditMade } from '../../src/client/index.ts';
import { startAutomerge } from '../../src/documents/index.ts';
import { type DocumentStream, documentStream, limits, type OpId } from '../../src/model/index.ts';
import type { Installation } from '../../testing/sim/installation.ts';
import { createCircle } from './circle.ts';

await startAutomerge(automergeFromPackage);

const createBoardWorld = async <const Names extends readonly string[]>(names: Names) => {
  const circle = await createCircle(names);
  const { settled, home, run } = circle;
  const founder = circle.person(names[0] as Names[number]);
  const made = await settled(
    home(founder).commands.createChannel({ category: null, kind: 'board', name: 'party', topic: '' }),
  );
  if (!made.ok) throw new Error('no channel');
  await run(10_000);
  const stream: DocumentStream = documentStream('board', made.value.channel);
  const value = <T>(outcome: { ok: true; value: T } | { ok: false; error: { kind: string } }): T => {
    if (!outcome.ok) throw new Error(outcome.error.kind);
    return outcome.value;
  };
  const edit = async (one: Installation, change: BoardEdit, branch: OpId | null = null): Promise<EditMade> =>
    value(await settled(home(one).documents.boards.edit(stream, branch, change)));
  const page = async (one: Installation, branch: OpId | null = null): Promise<BoardPage> =>
    value(await settled(home(one).documents.boards.board(stream, branch, null)));
  return {
    ...circle,
    stream,
    value,
    edit,
    page,
    boards: (one: Installation) => home(one).documents.boards,
    async column(one: Installation, title: string): Promise<ColumnId> {
      const { column } = await edit(one, { type: 'addColumn', title, before: null });
      if (column === null) throw new Error('no column');
      return column;
    },
    async card(one: Installation, column: ColumnId, title: string): Promise<CardId> {
      const { card } = await edit(one, { type: 'addCard', column, title, before: null });
      if (card === null) throw new Error('no card');
      return card;
    },
    /** Columns as `title: card card`. */
    async lines(one: Installation, branch: OpId | null = null): Promise<readonly string[]> {
      const { board } = await page(one, branch);
      return board.columns.map(
        ({ title, cards }) => `${title}: ${cards.map((card) => card.title).join(' ')}`,
      );
    },
    async dump(one: Installation): Promise<readonly string[]> {
      await settled(home(one).documents.settle());
      return home(one)
        .core.store.projectionDump()
        .split('\n')
        .filter((line) => line.startsWith('{"document"'));
    },
  };
};

test('[S1] [S2] three change one board at once and apart: all see the same, before and after it is in the log', async () => {
  using world = await createBoardWorld(['ada', 'bo', 'cy']);
  const { run, edit, column, card, lines, dump, errors } = world;
  const [ada, bo, cy] = [world.person('ada'), world.person('bo'), world.person('cy')];
  const todo = await column(ada, 'Todo');
  const doing = await column(ada, 'Doing');
  const cake = await card(ada, todo, 'Cake');
  await lines(bo);
  await run(2_000);
  // An act goes into the log at once.
  expect(await lines(bo)).toEqual(['Todo: Cake', 'Doing: ']);
  await run(60_000);

  world.offline(bo);
  world.offline(cy);
  await edit(ada, { type: 'moveCard', card: cake, column: doing, before: null });
  await edit(bo, { type: 'setTitle', card: cake, title: 'Pie' });
  await edit(cy, { type: 'moveCard', card: cake, column: todo, before: null });
  await card(cy, todo, 'Tea');
  await run(30_000);
  expect(await lines(ada)).toEqual(['Todo: ', 'Doing: Cake']);
  expect(await lines(bo)).toEqual(['Todo: Pie', 'Doing: ']);
  world.online(bo);
  world.online(cy);
  await run(180_000);
  const all = await lines(ada);
  expect(all.join(' ').match(/Pie/g)).toHaveLength(1);
  expect(all.join(' ')).toContain('Tea');
  expect(await lines(bo)).toEqual(all);
  expect(await lines(cy)).toEqual(all);
  expect(await dump(bo)).toEqual(await dump(ada));
  expect(await dump(cy)).toEqual(await dump(ada));
  expect((await dump(ada))[0]).toContain('Pie');
  expect(errors).toEqual([]);
});

test('a branch is tried, told apart from the board, merged for everyone or dropped; a plan is answered, a card commented on and found', async () => {
  using world = await createBoardWorld(['ada', 'bo']);
  const { run, settled, stream, value, edit, page, boards, column, card, lines, home, errors } = world;
  const [ada, bo] = [world.person('ada'), world.person('bo')];
  const todo = await column(ada, 'Todo');
  const cake = await card(ada, todo, 'Cake');
  await run(60_000);

  const { branch } = value(await settled(boards(bo).openBranch(stream, 'Bigger')));
  await edit(bo, { type: 'setTitle', card: cake, title: 'Two cakes' }, branch);
  await edit(bo, { type: 'addCard', column: todo, title: 'Chairs', before: null }, branch);
  await edit(ada, { type: 'setDue', card: cake, due: '2026-12-24' });
  await run(60_000);
  expect(await lines(ada)).toEqual(['Todo: Cake']);
  expect(await lines(ada, branch)).toEqual(['Todo: Two cakes Chairs']);
  const { changes } = value(await settled(boards(ada).difference(stream, branch)));
  expect(changes).toMatchObject([
    { kind: 'cardChanged', card: cake, changes: [{ field: 'title', before: 'Cake', after: 'Two cakes' }] },
    { kind: 'cardAdded', card: { title: 'Chairs' }, column: { title: 'Todo' } },
  ]);
  expect((await page(ada)).branches).toMatchObject([{ id: branch, name: 'Bigger', state: 'open' }]);
  value(await settled(boards(ada).closeBranch(stream, branch, true)));
  const other = value(await settled(boards(ada).openBranch(stream, 'Nothing')));
  await edit(ada, { type: 'archiveCard', card: cake }, other.branch);
  value(await settled(boards(ada).closeBranch(stream, other.branch, false)));
  await run(60_000);
  for (const one of [ada, bo]) {
    expect(await lines(one)).toEqual(['Todo: Two cakes Chairs']);
    expect((await page(one)).board.columns[0]?.cards[0]?.due).toBe('2026-12-24');
    expect((await page(one)).branches.map(({ state }) => state).sort()).toEqual(['dropped', 'merged']);
  }
  expect(
    (await settled(boards(bo).edit(stream, branch, { type: 'setDone', card: cake, done: true }))).ok,
  ).toBe(false);

  // What comes after a merge rests on it, whoever merged and whoever had the branch open.
  await card(bo, todo, 'Plates');
  await run(30_000);
  await card(ada, todo, 'Cups');
  await run(30_000);
  const third = value(await settled(boards(ada).openBranch(stream, 'Third')));
  await edit(ada, { type: 'addCard', column: todo, title: 'Spoons', before: null }, third.branch);
  await run(30_000);
  await lines(bo, third.branch);
  value(await settled(boards(ada).closeBranch(stream, third.branch, true)));
  await run(30_000);
  await lines(bo);
  await card(bo, todo, 'Forks');
  await run(30_000);
  for (const one of [ada, bo])
    expect(await lines(one)).toEqual(['Todo: Two cakes Chairs Plates Cups Spoons Forks']);

  await edit(ada, { type: 'setEvent', card: cake, event: { starts: 1_000, ends: null, place: 'Lake' } });
  value(await settled(boards(bo).answer(stream, cake, 'maybe')));
  value(await settled(boards(bo).answer(stream, cake, 'yes')));
  await run(60_000);
  const [answers] = (await page(ada)).answers;
  expect(answers).toMatchObject({ card: cake, answers: [{ answer: 'yes' }], mine: null });
  expect((await page(bo)).answers[0]?.mine).toBe('yes');

  const said = { text: 'Which flour?', quote: 'Two cakes', suggestion: null };
  const place = { channel: stream.channel, thread: null };
  const target = { kind: 'card', card: cake } as const;
  value(await settled(home(bo).documents.comments.post(place, { ...said, target })));
  await run(60_000);
  expect((await page(ada)).comments).toEqual([{ card: cake, open: 1 }]);
  const [hit] = home(ada).documents.queries.search('chairs', [stream.channel], 10);
  expect(hit).toMatchObject({ kind: 'board', excerpt: 'Chairs', card: expect.any(String) });
  expect(errors).toEqual([]);
});

test("a vandal's changes are undone by person and time, found in the history, and a version is brought back", async () => {
  using world = await createBoardWorld(['ada', 'bo']);
  const { run, settled, stream, value, edit, page, boards, column, card, lines, home, errors } = world;
  const [ada, bo] = [world.person('ada'), world.person('bo')];
  const todo = await column(ada, 'Todo');
  const cake = await card(ada, todo, 'Cake');
  await run(60_000);
  await edit(bo, { type: 'setTitle', card: cake, title: 'Mud' });
  await run(60_000);
  await edit(bo, { type: 'removeColumn', column: todo, moveTo: null });
  await run(60_000);
  expect(await lines(ada)).toEqual([]);

  const { entries } = value(await settled(boards(ada).cardHistory(stream, null, cake)));
  expect(entries.map(({ by, made, changes }) => [by.member, made ? 'made' : changes[0]?.field])).toEqual([
    [home(bo).core.self, 'archived'],
    [home(bo).core.self, 'title'],
    [home(ada).core.self, 'made'],
  ]);
  const { versions } = value(await settled(boards(ada).history(stream, null, null)));
  const calm = versions.find(({ by }) => by.member === home(ada).core.self)?.id ?? '';
  const was = value(await settled(boards(ada).board(stream, null, calm)));
  expect(was.board.columns.map(({ title, cards }) => [title, cards[0]?.title])).toEqual([['Todo', 'Cake']]);
  expect(was.canEdit).toBe(false);

  const { undone } = value(await settled(boards(ada).undoPerson(stream, home(bo).core.self, 0)));
  expect(undone).toBe(true);
  await run(60_000);
  expect(await lines(bo)).toEqual(['Todo: Cake']);
  await edit(bo, { type: 'setTitle', card: cake, title: 'Stones' });
  await run(60_000);
  expect(value(await settled(boards(ada).restore(stream, null, calm)))).toEqual({ changed: true });
  await run(60_000);
  expect(await lines(bo)).toEqual(['Todo: Cake']);
  expect((await page(bo)).board.archived).toEqual([]);
  expect(errors).toEqual([]);
});

test('[S1] HARDENING 14: what is tried before it is applied comes also to a board that has branches', async () => {
  using world = await createBoardWorld(['ada', 'bo']);
  const { run, edit, column, card, lines, page, boards, stream, value, settled, errors } = world;
  const [ada, bo] = [world.person('ada'), world.person('bo')];
  const todo = await column(ada, 'Todo');
  const cake = await card(ada, todo, 'Cake');
  await run(10_000);
  expect(await lines(bo)).toEqual(['Todo: Cake']);
  const { branch } = value(await settled(boards(ada).openBranch(stream, 'try')));
  await edit(ada, { type: 'setTitle', card: cake, title: 'Pie' }, branch);
  // More than is applied without a trial, and not to be made small.
  const long = Array.from({ length: 2_000 }, (_, index) => ((index * 7_919) % 99_991).toString(36)).join(' ');
  expect(long.length).toBeLessThan(limits.cardTextChars);
  for (const base of ['', long.slice(0, 4_000)])
    await edit(ada, {
      type: 'editDescription',
      card: cake,
      base,
      splices: [
        { at: base.length, remove: 0, insert: base === '' ? long.slice(0, 4_000) : long.slice(4_000) },
      ],
    });
  await card(ada, todo, 'Tea');
  await run(60_000);
  expect(await lines(bo)).toEqual(['Todo: Cake Tea']);
  expect((await page(bo)).board.columns[0]?.cards[0]?.description).toBe(long);
  value(await settled(boards(ada).closeBranch(stream, branch, true)));
  await run(60_000);
  expect(await lines(bo)).toEqual(['Todo: Pie Tea']);
  expect(errors).toEqual([]);
});
