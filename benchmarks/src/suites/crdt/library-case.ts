import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Trial, Work } from '../../lib/trial.ts';
import { makeTexts } from '../write-path/work.ts';
import { countsOf } from './counts.ts';
import type { Crdt, Message } from './engine.ts';
import { type Library, loadCrdt } from './load-crdt.ts';
import { recordMemory } from './memory.ts';
import { makeCardEdits, makeEdits } from './traces.ts';

const makeMessages = (seed: number, count: number): readonly Message[] =>
  makeTexts(seed, count).map((text, index) => ({ author: `member-${index % 40}`, at: index, text }));

/** A little of everything, so that what is measured runs as compiled code. */
const warmUp = (crdt: Crdt, seed: number): void => {
  const timeline = crdt.timeline();
  crdt.applyTimeline(makeMessages(seed, 300).map((message) => timeline.append(message)));
  crdt.loadTimeline(timeline.save());
  const note = crdt.note();
  for (const { at, deleted, inserted } of makeEdits(seed, 500).edits) note.edit(at, deleted, inserted);
  crdt.loadNote(note.save());
  const board = crdt.board();
  for (const { card, field, value } of makeCardEdits(seed, 300)) board.set(card, field, value);
  crdt.loadBoard(board.save());
};

const longestMs = 2_000;

/** Again while there is time: some libraries need half a minute for what others do in a tenth of a second. */
const repeatWithin =
  (trial: Trial, label: string) =>
  async <World>(panel: string, work: Work<World>): Promise<void> => {
    const began = performance.now();
    for (let round = 0; round < trial.repetitions; round++) {
      await trial.measure(panel, label, { ...work, warmUps: 0, repetitions: 1 });
      if (performance.now() - began > longestMs) return;
    }
  };

export const createRun = (library: Library) => async (trial: Trial) => {
  const crdt = await loadCrdt(library);
  const { label } = crdt;
  const counts = countsOf(trial);
  warmUp(crdt, trial.seed);
  const measure = repeatWithin(trial, label);
  const messages = makeMessages(trial.seed, counts.messages);
  const last = messages.slice(-50).map(({ text }) => text);

  let updates: Uint8Array[] = [];
  let saved: Uint8Array = new Uint8Array();
  await measure('timeline-append', {
    operations: counts.messages,
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
  await measure('timeline-apply', {
    operations: counts.messages,
    prepare: () => undefined,
    run() {
      count = crdt.applyTimeline(updates);
    },
    verify() {
      if (count !== counts.messages) throw new Error(`${count} messages of ${counts.messages}`);
    },
  });
  updates = [];
  let texts: readonly string[] = [];
  await measure('timeline-load', {
    operations: 1,
    prepare: () => undefined,
    run() {
      ({ texts } = crdt.loadTimeline(saved));
    },
    verify() {
      if (texts.join('\n') !== last.join('\n')) throw new Error('other messages were loaded');
    },
  });
  const [full, empty] = [join(trial.folder, 'full'), join(trial.folder, 'empty')];
  writeFileSync(full, saved);
  writeFileSync(empty, crdt.timeline().save());
  await recordMemory(trial, label, library, { full, empty });

  const trace = makeEdits(trial.seed, counts.edits);
  await measure('note-edit', {
    operations: counts.edits,
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
  await measure('note-load', {
    operations: 1,
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
  await measure('board-edit', {
    operations: counts.cardEdits,
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
  await measure('board-load', {
    operations: 1,
    prepare: () => undefined,
    run() {
      count = crdt.loadBoard(saved);
    },
    verify() {
      if (count !== cards) throw new Error(`${count} cards of ${cards}`);
    },
  });
};
