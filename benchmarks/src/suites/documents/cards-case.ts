/** A board of a thousand cards that people moved about: opened, changed by one edit, its past read. */
import { concatBytes, isMemberId, type MemberId } from '@maru/sync-core';
import {
  type BoardDocument,
  type BoardEdit,
  type BoardEntry,
  boardEngine,
  readBoardPast,
  startAutomerge,
  type WriterId,
} from '@maru/sync-core/documents';
import { automergeFromPackage } from '@maru/sync-core/drivers/node';
import type { Trial } from '../../lib/trial.ts';
import { countsOf, editsPerEntry, label } from './counts.ts';

const writer = 'ca4d'.repeat(8) as WriterId;
const member = (): MemberId => {
  const id = 'ca4d'.repeat(16);
  if (!isMemberId(id)) throw new Error('no member id');
  return id;
};
const columns = 6;
const said = '회의 안건을 정리하고 다음 주까지 초안을 나눠요. Bring the numbers of last month. ';

const must = <T, E>(
  result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E },
): T => {
  if (!result.ok) throw new Error(`the board refused: ${JSON.stringify(result.error)}`);
  return result.value;
};

/** A board as a team leaves it: each card described, and moved a few times. */
const makeBoard = (cards: number, moves: number) => {
  const board = boardEngine.fold([]).document;
  const updates: Uint8Array[] = [];
  let made = 0;
  const fresh = () => new Uint8Array(new BigUint64Array([BigInt(++made)]).buffer);
  const edit = (change: BoardEdit) => {
    const edited = must(board.edit(change, { writer, fresh }));
    if (edited.update !== null) updates.push(edited.update);
    return edited.made;
  };
  const places = Array.from(
    { length: columns },
    (_, index) => edit({ type: 'addColumn', title: `Column ${index}`, before: null }).column,
  ).filter((id) => id !== null);
  const column = (index: number) => {
    const id = places[index % columns];
    if (id === undefined) throw new Error('no column');
    return id;
  };
  const ids = Array.from({ length: cards }, (_, index) => {
    const { card } = edit({ type: 'addCard', column: column(index), title: `Card ${index}`, before: null });
    if (card === null) throw new Error('no card');
    const splices = [{ at: 0, remove: 0, insert: said }];
    edit({ type: 'editDescription', card, base: '', splices });
    return card;
  });
  for (let index = 0; index < moves; index++) {
    const card = ids[(index * 7) % cards];
    if (card) edit({ type: 'moveCard', card, column: column(index * 5), before: null });
  }
  const entries: BoardEntry[] = [];
  for (let at = 0; at < updates.length; at += editsPerEntry)
    entries.push({
      id: String(at),
      at,
      by: member(),
      update: concatBytes(...updates.slice(at, at + editsPerEntry)),
      writer,
      place: entries.length,
      counts: true,
    });
  return { board, ids, column, entries, fresh };
};

export const run = async (trial: Trial): Promise<void> => {
  await startAutomerge(automergeFromPackage);
  const { cards, moves } = countsOf(trial);
  const { board, ids, column, entries, fresh } = makeBoard(cards, moves);
  const state = board.state();
  const check = (one: BoardDocument | null): void => {
    const shown = one?.view().columns.reduce((sum, { cards: held }) => sum + held.length, 0);
    if (shown !== cards) throw new Error('cards are missing');
  };
  await trial.measure('cards-open', label.board, {
    operations: 1,
    prepare: () => ({ opened: null as BoardDocument | null }),
    run(world) {
      world.opened = must(boardEngine.open(state, []));
      world.opened.view();
    },
    verify({ opened }) {
      check(opened);
      opened?.[Symbol.dispose]();
    },
  });
  await trial.measure('cards-fold', label.board, {
    operations: 1,
    repetitions: 1,
    warmUps: 0,
    prepare: () => ({ opened: null as BoardDocument | null }),
    run(world) {
      world.opened = boardEngine.fold(entries).document;
    },
    verify({ opened }) {
      check(opened);
      opened?.[Symbol.dispose]();
    },
  });
  const edits = 100;
  await trial.measure('cards-edit', label.board, {
    operations: edits,
    prepare: () => ({ opened: must(boardEngine.open(state, [])) }),
    run({ opened }) {
      for (let index = 0; index < edits; index++) {
        const card = ids[(index * 13) % cards];
        if (card)
          must(
            opened.edit({ type: 'moveCard', card, column: column(index), before: null }, { writer, fresh }),
          );
        opened.view();
      }
    },
    verify({ opened }) {
      check(opened);
      opened[Symbol.dispose]();
    },
  });
  await trial.measure('cards-past', label.board, {
    operations: 1,
    repetitions: 1,
    warmUps: 0,
    prepare: () => ({ steps: 0 }),
    run(world) {
      const [card] = ids;
      if (card) world.steps = readBoardPast(board, entries).cardSteps(card, 100).length;
    },
    verify({ steps }) {
      if (steps === 0) throw new Error('the card has no past');
    },
  });
  trial.record('cards-bytes', label.board, state.length / cards);
};
