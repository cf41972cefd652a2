import { rssMiB } from '../../lib/latency.ts';
import type { Trial } from '../../lib/trial.ts';
import { makeTexts } from '../write-path/work.ts';
import { countsOf } from './counts.ts';
import type { Crdt } from './engine.ts';
import { makeCardEdits, makeEdits } from './traces.ts';

export type Library = 'yjs' | 'automerge' | 'loro';

const loadCrdt = async (library: Library): Promise<Crdt> => {
  switch (library) {
    case 'yjs':
      return (await import('./yjs.ts')).yjs;
    case 'automerge':
      return (await import('./automerge.ts')).automerge;
    case 'loro':
      return (await import('./loro.ts')).loro;
  }
};

const heldMiB = (before: number): number => {
  globalThis.gc?.();
  return Math.max(0, rssMiB() - before);
};

export const createRun = (library: Library) => async (trial: Trial) => {
  const crdt = await loadCrdt(library);
  const { label } = crdt;
  const counts = countsOf(trial);
  const repetitions = trial.pick({ tiny: 1, quick: 1, full: 3 });
  const messages = makeTexts(trial.seed, counts.messages).map((text, index) => ({
    author: `member-${index % 40}`,
    at: index,
    text,
  }));
  const last = messages.slice(-50).map(({ text }) => text);

  let updates: Uint8Array[] = [];
  let saved: Uint8Array = new Uint8Array();
  await trial.measure('timeline-append', label, {
    operations: counts.messages,
    repetitions,
    prepare() {
      updates = [];
      return crdt.timeline();
    },
    run(timeline) {
      for (const message of messages) updates.push(timeline.append(message));
    },
    verify(timeline) {
      saved = timeline.save();
    },
  });
  trial.record('timeline-bytes', label, saved.length / counts.messages);
  let count = 0;
  await trial.measure('timeline-apply', label, {
    operations: counts.messages,
    repetitions,
    prepare: () => undefined,
    run() {
      count = crdt.applyTimeline(updates);
    },
    verify() {
      if (count !== counts.messages) throw new Error(`${count} messages of ${counts.messages}`);
    },
  });
  updates = [];
  globalThis.gc?.();
  const before = rssMiB();
  let texts: readonly string[] = [];
  await trial.measure('timeline-load', label, {
    operations: 1,
    repetitions,
    warmUps: 0,
    prepare: () => undefined,
    run() {
      texts = crdt.loadTimeline(saved);
    },
    verify() {
      if (texts.join('\n') !== last.join('\n')) throw new Error('other messages were loaded');
    },
  });
  trial.record('timeline-memory', label, heldMiB(before));

  const trace = makeEdits(trial.seed, counts.edits);
  await trial.measure('note-edit', label, {
    operations: counts.edits,
    repetitions,
    prepare: () => crdt.note(),
    run(note) {
      for (const { at, deleted, inserted } of trace.edits) note.edit(at, deleted, inserted);
    },
    verify(note) {
      if (note.text() !== trace.text) throw new Error('the note has another text');
      saved = note.save();
    },
  });
  trial.record('note-bytes', label, saved.length / trace.text.length);
  let text = '';
  await trial.measure('note-load', label, {
    operations: 1,
    repetitions,
    prepare: () => undefined,
    run() {
      text = crdt.loadNote(saved);
    },
    verify() {
      if (text !== trace.text) throw new Error('another text was loaded');
    },
  });

  const cardEdits = makeCardEdits(trial.seed, counts.cardEdits);
  const cards = new Set(cardEdits.map(({ card }) => card)).size;
  await trial.measure('board-edit', label, {
    operations: counts.cardEdits,
    repetitions,
    prepare: () => crdt.board(),
    run(board) {
      for (const { card, field, value } of cardEdits) board.set(card, field, value);
    },
    verify(board) {
      if (board.cards() !== cards) throw new Error('cards are missing');
      saved = board.save();
    },
  });
  trial.record('board-bytes', label, saved.length / counts.cardEdits);
  await trial.measure('board-load', label, {
    operations: 1,
    repetitions,
    prepare: () => undefined,
    run() {
      count = crdt.loadBoard(saved);
    },
    verify() {
      if (count !== cards) throw new Error(`${count} cards of ${cards}`);
    },
  });
};
