/** The trace as a note: edited, taken in by others, folded from its log, loaded from its state. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DocumentEntry, noteEngine } from '@maru/sync-core/documents';
import { applyUpdate, Doc, encodeStateAsUpdate } from 'yjs';
import type { Trial } from '../../lib/trial.ts';
import { countsOf, editsPerEntry, label } from './counts.ts';
import { recordMemory } from './memory.ts';
import { createPage, toEntries, writer } from './note-pages.ts';
import { makeTrace } from './trace.ts';

const sizeOf = (updates: readonly Uint8Array[]): number =>
  updates.reduce((sum, { length }) => sum + length, 0);
const empty = () => noteEngine.fold([]).document;

export const run = async (trial: Trial): Promise<void> => {
  const { edits: count } = countsOf(trial);
  const trace = makeTrace(trial.seed, count);
  trial.fact('text', trace.source);
  const check = (text: string): void => {
    if (text.trim() !== trace.text.trim()) throw new Error('the note has another text');
  };
  const textOf = (document: ReturnType<typeof empty>): string => document.text().blocks[0]?.text ?? '';

  let updates: readonly Uint8Array[] = [];
  await trial.measure('edit', label.yjs, {
    operations: count,
    repetitions: trial.pick({ tiny: 1, quick: 1, full: 2 }),
    prepare: createPage,
    run(page) {
      for (const edit of trace.edits) page.edit(edit);
    },
    verify(page) {
      updates = page.take();
    },
  });
  trial.record('live-bytes', label.note, sizeOf(updates) / count);
  await trial.measure('edit', label.note, {
    operations: count,
    repetitions: trial.pick({ tiny: 1, quick: 1, full: 2 }),
    warmUps: 0,
    prepare: () => ({ page: createPage(), document: empty() }),
    run({ page, document }) {
      for (const edit of trace.edits) {
        page.edit(edit);
        for (const update of page.take()) document.add({ update, writer, place: null });
      }
    },
    verify: ({ document }) => check(textOf(document)),
  });

  const entries: readonly DocumentEntry[] = toEntries(updates, editsPerEntry);
  trial.record('log-bytes', label.note, sizeOf(entries.map(({ update }) => update)) / count);
  await trial.measure('take-in', label.note, {
    operations: count,
    repetitions: trial.pick({ tiny: 1, quick: 1, full: 2 }),
    prepare: empty,
    run(document) {
      for (const entry of entries) document.add(entry);
    },
    verify: (document) => check(textOf(document)),
  });
  let state: Uint8Array = new Uint8Array();
  await trial.measure('fold', label.note, {
    operations: 1,
    prepare: () => ({ document: empty() }),
    run(world) {
      world.document = noteEngine.fold(entries).document;
    },
    verify({ document }) {
      check(textOf(document));
      state = document.state();
      document[Symbol.dispose]();
    },
  });
  trial.record('state-bytes', label.note, state.length / trace.text.length);
  await trial.measure('load', label.note, {
    operations: 1,
    prepare: () => ({ text: '' }),
    run(world) {
      const opened = noteEngine.open(state, []);
      if (opened.ok) world.text = textOf(opened.value);
    },
    verify: ({ text }) => check(text),
  });
  const plain = new Doc();
  for (const update of updates) applyUpdate(plain, update);
  const plainState = encodeStateAsUpdate(plain);
  trial.record('state-bytes', label.yjs, plainState.length / trace.text.length);
  await trial.measure('load', label.yjs, {
    operations: 1,
    prepare: () => ({ doc: new Doc() }),
    run: ({ doc }) => applyUpdate(doc, plainState),
    verify: ({ doc }) => doc.destroy(),
  });
  const path = join(trial.folder, 'note');
  writeFileSync(path, state);
  await recordMemory(trial, label.note, { kind: 'note', path });
};
