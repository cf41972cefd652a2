/** A board's past: who said what and when, the board as it was, what a person did undone, versions brought back. */
import { describe, expect, test } from 'vitest';
import {
  type BoardEntry,
  changesBetween,
  readBoardPast,
  restoreWrites,
  undoWrites,
} from '../../../../src/documents/index.ts';
import { isMemberId, type MemberId } from '../../../../src/model/index.ts';
import { addCard, addColumn, createHand, type Hand, lines, meet } from './hands.ts';

const memberOf = ({ writer }: Hand): MemberId => {
  const id = `${writer}${writer}`;
  if (!isMemberId(id)) throw new Error('not a member id');
  return id;
};

/** People who act one after the other: `tell` says who did how many edits since. */
const diary = (...hands: readonly Hand[]) => {
  const entries: BoardEntry[] = [];
  const told = new Map<Hand, number>();
  return {
    entries,
    note() {
      for (const hand of hands) {
        for (const entry of hand.log.slice(told.get(hand) ?? 0))
          entries.push({ ...entry, id: String(entries.length), at: entries.length, by: memberOf(hand) });
        told.set(hand, hand.log.length);
      }
      meet(...hands);
    },
  };
};

const story = () => {
  const [ann, ben] = [createHand('a'), createHand('b')];
  const { entries, note } = diary(ann, ben);
  const todo = addColumn(ann, 'Todo');
  const doing = addColumn(ann, 'Doing');
  const card = addCard(ann, todo, 'Cake');
  const write = (hand: Hand, base: string, at: number, remove: number, insert: string): void => {
    hand.edit({ type: 'editDescription', card, base, splices: [{ at, remove, insert }] });
    note();
  };
  note();
  write(ann, '', 0, 0, 'Eggs, flour');
  const calm = entries.at(-1)?.id ?? '';
  ben.edit({ type: 'setTitle', card, title: 'Mud' });
  ben.edit({ type: 'moveCard', card, column: doing, before: null });
  addCard(ben, todo, 'Spam');
  note();
  write(ben, 'Eggs, flour', 4, 7, ' and mud');
  return { ann, ben, todo, doing, card, entries, note, write, calm };
};

describe('a card', () => {
  test('tells what it went through, by whom, with what was there before', () => {
    const { ann, ben, card, entries } = story();
    const past = readBoardPast(ann.board, entries);
    const steps = past
      .cardSteps(card, 100)
      .map(({ entry: { by }, made, changes }) => ({ by, made, changes }));
    expect(steps).toEqual([
      {
        by: memberOf(ben),
        made: false,
        changes: [{ field: 'description', before: 'Eggs, flour', after: 'Eggs and mud' }],
      },
      {
        by: memberOf(ben),
        made: false,
        changes: [
          {
            field: 'column',
            before: expect.objectContaining({ title: 'Todo' }),
            after: expect.objectContaining({ title: 'Doing' }),
          },
        ],
      },
      { by: memberOf(ben), made: false, changes: [{ field: 'title', before: 'Cake', after: 'Mud' }] },
      {
        by: memberOf(ann),
        made: false,
        changes: [{ field: 'description', before: '', after: 'Eggs, flour' }],
      },
      { by: memberOf(ann), made: true, changes: [] },
    ]);
    const blame = new Map(past.blame(card).map(({ field, by }) => [field, by]));
    expect(blame.get('title')).toBe(memberOf(ben));
    expect(blame.get('column')).toBe(memberOf(ben));
    ann.edit({ type: 'setTitle', card, title: 'Pie' });
  });
});

describe('versions', () => {
  test('the board is seen as it was at each of them, and told apart in words', () => {
    const { ann, entries, calm, card } = story();
    const past = readBoardPast(ann.board, entries);
    const was = past.viewAt(calm);
    if (!was) throw new Error('no such version');
    expect(was.columns.map(({ title, cards }) => [title, cards.map((one) => one.title)])).toEqual([
      ['Todo', ['Cake']],
      ['Doing', []],
    ]);
    const changes = changesBetween(was, ann.board.view());
    expect(changes.map(({ kind }) => kind)).toEqual(['cardAdded', 'cardChanged']);
    expect(changes[1]).toMatchObject({ card, title: 'Mud' });
    expect(past.viewAt('none')).toBeNull();
  });

  test('one is brought back as a change: what was made since is put away', () => {
    const { ann, ben, entries, note, calm } = story();
    const writes = restoreWrites(ann.board, readBoardPast(ann.board, entries), calm);
    const update = ann.board.write(writes ?? [], { writer: ann.writer, fresh: () => new Uint8Array(8) });
    if (update === null) throw new Error('nothing was written');
    ann.log.push({ writer: ann.writer, update, place: ann.log.length, counts: true });
    note();
    expect(lines(ben.board)).toEqual(['Todo: Cake', 'Doing: ']);
    expect(ben.board.view().columns[0]?.cards[0]?.description).toBe('Eggs, flour');
    expect(ben.board.view().archived.map(({ title }) => title)).toEqual(['Spam']);
    const again = restoreWrites(ann.board, readBoardPast(ann.board, entries), calm);
    expect(ann.board.write(again ?? [], { writer: ann.writer, fresh: () => new Uint8Array(8) })).toBeNull();
  });
});

describe('what one person did', () => {
  test("is undone field by field, without touching others' words in the same text", () => {
    const { ann, ben, card, entries, note, write } = story();
    write(ann, 'Eggs and mud', 0, 0, 'Milk, ');
    ann.edit({ type: 'setDue', card, due: '2026-12-01' });
    note();
    const past = readBoardPast(ann.board, entries);
    const writes = undoWrites(ann.board, past, ({ by }) => by === memberOf(ben));
    const update = ann.board.write(writes, { writer: ann.writer, fresh: () => new Uint8Array(8) });
    if (update === null) throw new Error('nothing was written');
    ann.log.push({ writer: ann.writer, update, place: ann.log.length, counts: true });
    note();
    expect(lines(ben.board)).toEqual(['Todo: Cake', 'Doing: ']);
    expect(ben.board.view().columns[0]?.cards[0]).toMatchObject({
      description: 'Milk, Eggs, flour',
      due: '2026-12-01',
    });
    expect(ben.board.view().archived.map(({ title }) => title)).toEqual(['Spam']);
    const again = undoWrites(ann.board, readBoardPast(ann.board, entries), ({ by }) => by === memberOf(ben));
    expect(ann.board.write(again, { writer: ann.writer, fresh: () => new Uint8Array(8) })).toBeNull();
  });
});
