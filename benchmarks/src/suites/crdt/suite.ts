import type { Case, Panel, Suite } from '../../lib/suite.ts';
import type { Library } from './load-crdt.ts';

const reference = 'Yjs';
const panel = (
  id: string,
  title: string,
  unit: Panel['unit'],
  better: Panel['better'],
  kind: Panel['kind'],
  note: string,
): Panel => ({ id, title, unit, better, kind, reference, note });

const alike =
  'The libraries work in memory on plain data; Maru’s figure holds encryption, signature, search index and a durable commit.';

export const crdt: Suite = {
  name: 'crdt',
  title: 'CRDT engines',
  about:
    'Our operation sets, which are folded into SQLite, beside Yjs, Automerge and Loro on timelines; and those three on notes and boards, for which Maru has no layer yet. Each library by its recommended types, one change for each act.',
  panels: [
    panel(
      'timeline-append',
      'Timeline: append',
      'ops/s',
      'higher',
      'cpu',
      `5,000 messages (500 in the quick run), a change each. ${alike}`,
    ),
    panel(
      'timeline-apply',
      'Timeline: apply on another replica',
      'ops/s',
      'higher',
      'cpu',
      `The same changes, one by one; segments of 100 in Maru. ${alike} Checked: all are there.`,
    ),
    panel(
      'timeline-load',
      'Timeline: load and read the newest 50',
      'ms',
      'lower',
      'cpu',
      'From saved bytes in memory; Maru opens its files. Checked: the right texts.',
    ),
    panel(
      'timeline-memory',
      'Timeline: memory once loaded',
      'MiB',
      'lower',
      'size',
      'Resident memory of a fresh process that has the timeline open and has read its newest page, less that of one that loads nothing: code, heap, WebAssembly and SQLite’s pages alike, after a collection; what loading left behind counts too.',
    ),
    panel(
      'timeline-bytes',
      'Timeline: bytes a message',
      'bytes',
      'lower',
      'size',
      'Saved form; Maru’s is its SQLite file with envelopes, projection and search index.',
    ),
    panel(
      'note-edit',
      'Note: single edits',
      'ops/s',
      'higher',
      'cpu',
      'Typing, corrections and jumps made by a seed. Checked: the text is the same in all.',
    ),
    panel('note-load', 'Note: load', 'ms', 'lower', 'cpu', 'From saved bytes to the text.'),
    panel(
      'note-bytes',
      'Note: bytes a character',
      'bytes',
      'lower',
      'size',
      'Saved form with its history, as each library keeps it.',
    ),
    panel(
      'board-edit',
      'Board: single edits',
      'ops/s',
      'higher',
      'cpu',
      'Cards moved, renamed, ticked; fields of nested maps.',
    ),
    panel('board-load', 'Board: load', 'ms', 'lower', 'cpu', 'From saved bytes to the number of cards.'),
    panel('board-bytes', 'Board: bytes an edit', 'bytes', 'lower', 'size', 'Saved form.'),
  ],
  cases: [
    ...(['yjs', 'automerge', 'loro'] as const satisfies readonly Library[]).map(
      (library): Case => ({
        id: library,
        processes: { quick: 1, full: library === 'automerge' ? 1 : 2 },
        seconds: { tiny: 2, quick: 4, full: library === 'automerge' ? 25 : 8 },
        load: async () => ({ run: (await import('./library-case.ts')).createRun(library) }),
      }),
    ),
    {
      id: 'maru',
      processes: { quick: 1, full: 2 },
      seconds: { tiny: 2, quick: 5, full: 20 },
      load: () => import('./maru-case.ts'),
    },
  ],
};
