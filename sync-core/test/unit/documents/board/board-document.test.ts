/** What people do to a board, at once and apart, and what comes of it. */
import { describe, expect, test } from 'vitest';
import { boardEngine } from '../../../../src/documents/index.ts';
import { isMemberId } from '../../../../src/model/index.ts';
import { addCard, addColumn, createHand, lines, meet } from './hands.ts';

const member = (letter: string) => {
  const id = letter.repeat(64);
  if (!isMemberId(id)) throw new Error('not a member id');
  return id;
};

const two = () => {
  const [ann, ben] = [createHand('a'), createHand('b')];
  const todo = addColumn(ann, 'Todo');
  const doing = addColumn(ann, 'Doing');
  const card = addCard(ann, todo, 'Cake');
  meet(ann, ben);
  return { ann, ben, todo, doing, card };
};

describe('one person', () => {
  test('everything a card can say is there after it was said, and gone after it was taken back', () => {
    const { ann, todo, card } = two();
    const label = ann.edit({ type: 'addLabel', name: 'Soon', colour: 'rose' }).label;
    if (label === null) throw new Error('no label');
    const item = ann.edit({ type: 'addItem', card, text: 'Eggs', before: null }).item;
    if (item === null) throw new Error('no item');
    ann.edit({ type: 'addItem', card, text: 'Flour', before: item });
    ann.edit({ type: 'setItemDone', card, item, done: true });
    ann.edit({ type: 'setTitle', card, title: ' 케이크 ' });
    ann.edit({ type: 'editDescription', card, base: '', splices: [{ at: 0, remove: 0, insert: 'Bake 🎂' }] });
    ann.edit({ type: 'setDue', card, due: '2026-12-24' });
    ann.edit({ type: 'setDone', card, done: true });
    ann.edit({ type: 'assign', card, member: member('1'), on: true });
    ann.edit({ type: 'labelCard', card, label, on: true });
    ann.edit({ type: 'setCover', card, cover: 'amber' });
    const event = { starts: 1_000, ends: 2_000, place: 'At the lake house' };
    ann.edit({ type: 'setEvent', card, event });
    expect(ann.board.view().columns[0]?.cards).toEqual([
      {
        id: card,
        column: todo,
        title: '케이크',
        description: 'Bake 🎂',
        done: true,
        due: '2026-12-24',
        assignees: [member('1')],
        labels: [label],
        checklist: [
          { id: expect.any(String), text: 'Flour', done: false },
          { id: item, text: 'Eggs', done: true },
        ],
        cover: 'amber',
        event,
        archived: false,
      },
    ]);
    ann.edit({ type: 'removeItem', card, item });
    ann.edit({ type: 'setDue', card, due: null });
    ann.edit({ type: 'removeLabel', label });
    ann.edit({ type: 'assign', card, member: member('1'), on: false });
    ann.edit({ type: 'setEvent', card, event: null });
    ann.edit({ type: 'archiveCard', card });
    const { columns, archived, labels } = ann.board.view();
    expect(columns[0]?.cards).toEqual([]);
    expect(labels).toEqual([]);
    expect(archived[0]).toMatchObject({ due: null, labels: [], assignees: [], event: null, archived: true });
    expect(archived[0]?.checklist.map(({ text }) => text)).toEqual(['Flour']);
    ann.edit({ type: 'restoreCard', card });
    expect(lines(ann.board)).toEqual(['Todo: 케이크', 'Doing: ']);
  });

  test('an edit that changes nothing writes nothing; one that is refused leaves nothing behind', () => {
    const { ann, card, doing } = two();
    const pen = { writer: ann.writer, fresh: () => new Uint8Array(8) };
    const before = ann.board.heads();
    expect(ann.board.edit({ type: 'setTitle', card, title: 'Cake' }, pen)).toMatchObject({
      value: { update: null },
    });
    expect(ann.board.edit({ type: 'setTitle', card, title: ' ' }, pen)).toEqual({
      ok: false,
      error: { kind: 'not-so', of: 'title' },
    });
    expect(ann.board.edit({ type: 'setDue', card, due: '2026-06-31' }, pen).ok).toBe(false);
    expect(ann.board.heads()).toEqual(before);
    ann.edit({ type: 'moveCard', card, column: doing, before: null });
    expect(lines(ann.board)).toEqual(['Todo: ', 'Doing: Cake']);
  });

  test('what is saved opens as it was, and is written on in', () => {
    const { ann, card } = two();
    const opened = boardEngine.open(ann.board.state(), []);
    if (!opened.ok) throw new Error(opened.error.kind);
    expect(opened.value.view()).toEqual(ann.board.view());
    const edited = opened.value.edit(
      { type: 'setTitle', card, title: 'Pie' },
      { writer: ann.writer, fresh: () => new Uint8Array(8) },
    );
    if (!edited.ok || edited.value.update === null) throw new Error('not edited');
    const added = ann.board.add({ writer: ann.writer, update: edited.value.update, place: ann.log.length });
    expect(added.ok).toBe(true);
    expect(lines(ann.board)).toEqual(['Todo: Pie', 'Doing: ']);
    expect(opened.value.text().blocks).toEqual([{ key: card, text: 'Pie' }]);
  });
});

describe('two at once', () => {
  test('[S2] a card that both move is in one place, the same for both', () => {
    const { ann, ben, todo, doing, card } = two();
    addCard(ann, todo, 'Tea');
    ann.edit({ type: 'moveCard', card, column: todo, before: null });
    ben.edit({ type: 'moveCard', card, column: doing, before: null });
    meet(ann, ben);
    expect(lines(ann.board)).toEqual(lines(ben.board));
    expect(lines(ann.board).join(' ').match(/Cake/g)).toHaveLength(1);
  });

  test('a card put into a column that the other removes keeps the column there', () => {
    const { ann, ben, doing, card } = two();
    ann.edit({ type: 'removeColumn', column: doing, moveTo: null });
    ben.edit({ type: 'moveCard', card, column: doing, before: null });
    meet(ann, ben);
    expect(lines(ann.board)).toEqual(['Todo: ', 'Doing: Cake']);
    ben.edit({ type: 'archiveCard', card });
    expect(lines(ben.board)).toEqual(['Todo: ']);
  });

  test('both type in one description: both words stay', () => {
    const { ann, ben, card } = two();
    const type = (at: number, insert: string, base: string) =>
      ({ type: 'editDescription', card, base, splices: [{ at, remove: 0, insert }] }) as const;
    ann.edit(type(0, 'Bring cake.', ''));
    meet(ann, ben);
    ann.edit(type(11, ' Soon!', 'Bring cake.'));
    ben.edit(type(6, 'good ', 'Bring cake.'));
    meet(ann, ben);
    expect(ann.board.view()).toEqual(ben.board.view());
    expect(ann.board.view().columns[0]?.cards[0]?.description).toBe('Bring good cake. Soon!');
    // What the page sends was meant for the text before the other's words came.
    ann.edit({
      ...type(17, 'Very ', 'Bring cake. Soon!'),
      splices: [{ at: 12, remove: 0, insert: 'Very ' }],
    });
    expect(ann.board.view().columns[0]?.cards[0]?.description).toBe('Bring good cake. Very Soon!');
  });

  test('cards put in one place by both get places of their own', () => {
    const { ann, ben, todo } = two();
    addCard(ann, todo, 'A');
    addCard(ben, todo, 'B');
    meet(ann, ben);
    const [, first, second] = ann.board.view().columns[0]?.cards ?? [];
    if (!first || !second) throw new Error('cards are missing');
    const c = addCard(ann, todo, 'C');
    ann.edit({ type: 'moveCard', card: c, column: todo, before: second.id });
    meet(ann, ben);
    const titles = ['Cake', first.title, 'C', second.title].join(' ');
    expect(lines(ben.board)[0]).toBe(`Todo: ${titles}`);
  });
});
