/** The trace as descriptions of cards: a description holds less than a note, so it goes on in the next card. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { concatBytes } from '@maru/sync-core';
import {
  type BoardDocument,
  boardEngine,
  type DocumentEntry,
  startAutomerge,
  type WriterId,
} from '@maru/sync-core/documents';
import { automergeFromPackage } from '@maru/sync-core/drivers/node';
import type { Trial } from '../../lib/trial.ts';
import { countsOf, editsPerEntry, label } from './counts.ts';
import { recordMemory } from './memory.ts';
import { type Edit, makeTrace } from './trace.ts';

const writer = '5eed'.repeat(8) as WriterId;
/** Edits that end well below what a description may hold. */
const editsPerCard = 40_000;

const pen = () => {
  let made = 0;
  return { writer, fresh: () => new Uint8Array(new BigUint64Array([BigInt(++made)]).buffer) };
};

const must = <T, E>(
  result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E },
): T => {
  if (!result.ok) throw new Error(`the board refused: ${JSON.stringify(result.error)}`);
  return result.value;
};

type Typing = { readonly board: BoardDocument; readonly updates: Uint8Array[] };

const typeAll = ({ board, updates }: Typing, cards: readonly (readonly Edit[])[]): void => {
  const hand = pen();
  const put = (edited: { readonly update: Uint8Array | null }): void => {
    if (edited.update !== null) updates.push(edited.update);
  };
  const column = must(board.edit({ type: 'addColumn', title: 'Text', before: null }, hand));
  put(column);
  for (const edits of cards) {
    if (column.made.column === null) throw new Error('no column');
    const added = must(
      board.edit({ type: 'addCard', column: column.made.column, title: 'Text', before: null }, hand),
    );
    put(added);
    const { card } = added.made;
    if (card === null) throw new Error('no card');
    let base = '';
    for (const { at, deleted, inserted } of edits) {
      const splices = [{ at, remove: deleted, insert: inserted }];
      put(must(board.edit({ type: 'editDescription', card, base, splices }, hand)));
      base = base.slice(0, at) + inserted + base.slice(at + deleted);
    }
  }
};

export const run = async (trial: Trial): Promise<void> => {
  await startAutomerge(automergeFromPackage);
  const { boardEdits } = countsOf(trial);
  const traces = [];
  for (let left = boardEdits; left > 0; left -= editsPerCard)
    traces.push(makeTrace(trial.seed + left, Math.min(left, editsPerCard)));
  const texts = traces.map(({ text }) => text).join('');
  const edits = traces.map((trace) => trace.edits);
  const count = boardEdits;
  const check = (board: BoardDocument): void => {
    const said = board.view().columns.flatMap(({ cards }) => cards.map(({ description }) => description));
    if (said.join('') !== texts) throw new Error('the board says something else');
  };
  const empty = () => boardEngine.fold([]).document;

  let updates: readonly Uint8Array[] = [];
  await trial.measure('edit', label.board, {
    operations: count,
    repetitions: 1,
    warmUps: 0,
    prepare: (): Typing => ({ board: empty(), updates: [] }),
    run: (typing) => typeAll(typing, edits),
    verify(typing) {
      check(typing.board);
      updates = typing.updates;
      typing.board[Symbol.dispose]();
    },
  });
  const size = updates.reduce((sum, { length }) => sum + length, 0);
  trial.record('live-bytes', label.board, size / count);
  const entries: DocumentEntry[] = [];
  for (let at = 0; at < updates.length; at += editsPerEntry)
    entries.push({
      update: concatBytes(...updates.slice(at, at + editsPerEntry)),
      writer,
      place: entries.length,
      counts: true,
    });
  trial.record('log-bytes', label.board, size / count);
  await trial.measure('take-in', label.board, {
    operations: count,
    repetitions: 1,
    warmUps: 0,
    prepare: empty,
    run(board) {
      for (const entry of entries) must(board.add(entry));
    },
    verify(board) {
      check(board);
      board[Symbol.dispose]();
    },
  });
  let state: Uint8Array = new Uint8Array();
  await trial.measure('fold', label.board, {
    operations: 1,
    repetitions: 1,
    warmUps: 0,
    prepare: () => ({ board: empty() }),
    run(world) {
      world.board = boardEngine.fold(entries).document;
    },
    verify({ board }) {
      check(board);
      state = board.state();
      board[Symbol.dispose]();
    },
  });
  trial.record('state-bytes', label.board, state.length / texts.length);
  await trial.measure('load', label.board, {
    operations: 1,
    prepare: () => ({ board: null as BoardDocument | null }),
    run(world) {
      world.board = must(boardEngine.open(state, []));
      world.board.view();
    },
    verify({ board }) {
      if (board) check(board);
      board?.[Symbol.dispose]();
    },
  });
  const path = join(trial.folder, 'board');
  writeFileSync(path, state);
  await recordMemory(trial, label.board, { kind: 'board', path });
};
