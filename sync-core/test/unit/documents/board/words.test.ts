/** A board in words: what differs between two, as Markdown and CSV, texts that two wrote in; and within limits. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type BoardEdit,
  boardEngine,
  boardToCsv,
  boardToMarkdown,
  changesBetween,
  emptyBoard,
} from '../../../../src/documents/index.ts';
import { limits } from '../../../../src/model/index.ts';
import { addCard, addColumn, createHand, type Hand } from './hands.ts';

const names = { member: () => 'Ann' };
const refusalOf = (hand: Hand, edit: BoardEdit) => {
  const done = hand.board.edit(edit, { writer: hand.writer, fresh: () => new Uint8Array(8) });
  return done.ok ? null : done.error;
};

describe('two boards', () => {
  test('differ by what was added, renamed, moved, labelled, ticked and put away, and by nothing else', () => {
    const ann = createHand('a');
    const [todo, done] = [addColumn(ann, 'Todo'), addColumn(ann, 'Done')];
    const [cake, tea, jam] = ['Cake', 'Tea', 'Jam'].map((title) => addCard(ann, todo, title));
    const { item } = ann.edit({ type: 'addItem', card: cake ?? never(), text: 'Eggs', before: null });
    const before = ann.board.view();
    expect(changesBetween(before, before)).toEqual([]);
    ann.edit({ type: 'moveColumn', column: done, before: todo });
    ann.edit({ type: 'renameColumn', column: done, title: 'Finished' });
    const { label } = ann.edit({ type: 'addLabel', name: 'Soon', colour: 'rose' });
    ann.edit({ type: 'labelCard', card: cake ?? never(), label: label ?? never(), on: true });
    ann.edit({ type: 'setItemDone', card: cake ?? never(), item: item ?? never(), done: true });
    ann.edit({ type: 'moveCard', card: jam ?? never(), column: todo, before: cake ?? never() });
    ann.edit({ type: 'archiveCard', card: tea ?? never() });
    const changes = changesBetween(before, ann.board.view());
    expect(changes).toMatchObject([
      { kind: 'columnRenamed', before: 'Done', after: 'Finished' },
      { kind: 'columnMoved' },
      { kind: 'labelAdded', label: { name: 'Soon' } },
      { kind: 'cardChanged', title: 'Jam', changes: [{ field: 'position' }] },
      {
        kind: 'cardChanged',
        title: 'Cake',
        changes: [
          { field: 'label', name: 'Soon', on: true },
          { field: 'item', before: { done: false }, after: { done: true } },
        ],
      },
      { kind: 'cardChanged', title: 'Tea', changes: [{ field: 'archived', after: true }] },
    ]);
    expect(changesBetween(emptyBoard, before).map(({ kind }) => kind)).toEqual([
      'columnAdded',
      'columnAdded',
      'cardAdded',
      'cardAdded',
      'cardAdded',
    ]);
  });
});

describe('a file of a board', () => {
  const ann = createHand('a');
  const todo = addColumn(ann, '1. To *do*');
  const card = addCard(ann, todo, '=cmd|x, "quoted"');
  ann.edit({
    type: 'editDescription',
    card,
    base: '',
    splices: [{ at: 0, remove: 0, insert: 'Two\nlines' }],
  });
  ann.edit({ type: 'addItem', card, text: 'Eggs', before: null });
  ann.edit({ type: 'setDue', card, due: '2026-12-24' });
  ann.edit({ type: 'setEvent', card, event: { starts: 0, ends: null, place: 'Lake' } });

  test('as Markdown reads as the board does, and no title becomes markup', () => {
    expect(boardToMarkdown('Party', ann.board.view(), names).split('\n')).toEqual([
      '# Party',
      '',
      '## \\1. To \\*do\\*',
      '',
      '- [ ] **\\=cmd\\|x, "quoted"**',
      '  - Due: 2026-12-24',
      '  - When: 1970-01-01 00:00 UTC',
      '  - Where: Lake',
      '  - [ ] Eggs',
      '',
      '  Two',
      '  lines',
      '',
    ]);
  });

  test('as CSV has a row a card; no cell becomes a formula', () => {
    expect(boardToCsv(ann.board.view(), names)).toBe(
      'Column,Title,Description,Done,Due,Assigned,Labels,Checklist,Starts,Ends,Place,Archived\r\n' +
        '1. To *do*,"\'=cmd|x, ""quoted""","Two\nlines",no,2026-12-24,,,[ ] Eggs,1970-01-01T00:00:00.000Z,,Lake,no\r\n',
    );
  });
});

test('a description keeps what both wrote, whatever was typed where', () => {
  const text = (letter: string) =>
    fc.array(fc.constantFrom(letter, '🎂', ' '), { maxLength: 8 }).map((parts) => parts.join(''));
  const splice = (letter: string) => fc.record({ at: fc.nat(12), remove: fc.nat(4), insert: text(letter) });
  const count = (said: string, letter: string): number => said.split(letter).length - 1;
  fc.assert(
    fc.property(text('a'), splice('M'), splice('T'), (start, mine, theirs) => {
      const ann = createHand('a');
      const card = addCard(ann, addColumn(ann, 'Todo'), 'Cake');
      const write = (base: string, one: typeof mine) =>
        ann.edit({ type: 'editDescription', card, base, splices: [one] });
      const said = () => ann.board.view().columns[0]?.cards[0]?.description ?? '';
      write('', { at: 0, remove: 0, insert: start });
      write(start, theirs);
      const current = said();
      write(start, mine);
      expect(said().isWellFormed()).toBe(true);
      expect(count(said(), 'T')).toBe(count(theirs.insert, 'T'));
      expect(count(said(), 'M')).toBe(count(mine.insert, 'M'));
      if (mine.remove === 0 && mine.insert === '') expect(said()).toBe(current);
      ann.board[Symbol.dispose]();
    }),
    { numRuns: 60 },
  );
});

describe('limits', () => {
  test('what is too long or too many is refused and nothing is written', () => {
    const ann = createHand('a');
    const todo = addColumn(ann, 'Todo');
    const card = addCard(ann, todo, 'Cake');
    const long = 'x'.repeat(limits.boardTitleChars + 1);
    expect(refusalOf(ann, { type: 'addCard', column: todo, title: long, before: null })).toEqual({
      kind: 'too-long',
      of: 'title',
    });
    const splices = [{ at: 0, remove: 0, insert: 'x'.repeat(limits.cardTextChars + 1) }];
    expect(refusalOf(ann, { type: 'editDescription', card, base: '', splices })).toEqual({
      kind: 'too-long',
      of: 'description',
    });
    for (let index = 1; index < limits.boardColumns; index++) addColumn(ann, 'More');
    expect(refusalOf(ann, { type: 'addColumn', title: 'One more', before: null })).toEqual({
      kind: 'too-many',
      of: 'columns',
    });
    for (let index = 0; index < limits.cardItems; index++)
      ann.edit({ type: 'addItem', card, text: 'Egg', before: null });
    expect(refusalOf(ann, { type: 'addItem', card, text: 'Egg', before: null })).toEqual({
      kind: 'too-many',
      of: 'items',
    });
    expect(refusalOf(ann, { type: 'setEvent', card, event: { starts: 5, ends: 4, place: '' } })).toEqual({
      kind: 'not-so',
      of: 'event',
    });
    expect(ann.board.view().columns).toHaveLength(limits.boardColumns);
  });

  test('what others wrote beyond them is cut, alike for everyone, and said to be', () => {
    const [ann, ben] = [createHand('a'), createHand('b')];
    for (let index = 0; index < limits.boardColumns; index++) addColumn(ann, 'A');
    addColumn(ben, 'B');
    const both = [...ann.log, ...ben.log];
    const views = [both, both.toReversed()].map((entries) => boardEngine.fold(entries).document.view());
    expect(views[0]).toEqual(views[1]);
    expect(views[0]?.columns).toHaveLength(limits.boardColumns);
    expect(views[0]?.cut).toBe(true);
  });
});

function never(): never {
  throw new Error('was not made');
}
