import type { Panel, Suite } from '../../lib/suite.ts';
import { label } from './counts.ts';

const cpu = { better: 'lower', kind: 'cpu', reference: label.yjs } as const;
const size = { better: 'lower', kind: 'size', reference: label.yjs } as const;
const panels: readonly Panel[] = [
  {
    ...cpu,
    id: 'edit',
    unit: 'µs',
    title: 'Trace: one edit',
    note: 'An editing trace of the size and shape of the published one (259,778 single edits of a note, 10,000 of a board, whose descriptions hold less; 20,000 and 1,000 in the quick run), from real text where it lies beside the project. Note: made in a page, then looked at and merged by the host’s document. Board: made in the host’s document. Checked: the text.',
  },
  {
    ...cpu,
    id: 'take-in',
    unit: 'µs',
    title: 'Trace: one edit, taken in from a log',
    note: 'Entries of 20 edits each: read by Maru’s own reader, judged, applied. Checked: the text.',
  },
  {
    ...cpu,
    id: 'fold',
    unit: 'ms',
    title: 'Trace: folded from the whole log',
    note: 'As after a change of what counts, or without a stored state. Checked: the text.',
  },
  {
    ...cpu,
    id: 'load',
    unit: 'ms',
    title: 'Trace: loaded from its state',
    note: 'The normal load path, to the text in hand.',
  },
  {
    ...size,
    id: 'memory',
    unit: 'MiB',
    title: 'Trace: memory of the open document',
    note: 'Resident memory of a fresh process that opened it, less that of one that opened an empty one.',
  },
  {
    ...size,
    id: 'state-bytes',
    unit: 'bytes',
    title: 'Trace: state, bytes a character of the text',
    note: 'At rest, with all that was deleted, which both engines keep here.',
  },
  {
    ...size,
    id: 'log-bytes',
    unit: 'bytes',
    title: 'Trace: log, bytes an edit',
    note: 'Updates as they go into the log, 20 edits each, before sealing.',
  },
  {
    ...size,
    id: 'live-bytes',
    unit: 'bytes',
    title: 'Trace: bytes of one live edit',
    note: 'An update by itself, before sealing.',
  },
  {
    ...cpu,
    id: 'path-kept',
    unit: 'ms',
    title: 'Whole path: an edit is durable, p95',
    note: 'From the key in a page to the host’s answer: looked at, in the journal, committed with a flush. 100 edits of the trace in the quick run, 1,000 in the full.',
  },
  {
    ...cpu,
    id: 'path-seen',
    unit: 'ms',
    title: 'Whole path: an edit is seen by the other, p95',
    note: 'As above, then sealed and signed, by a local relay in its own process, to another person’s page. Checked after each: both read the same.',
  },
  {
    ...size,
    id: 'path-wire',
    unit: 'bytes',
    title: 'Whole path: bytes sent an edit',
    note: 'All that the writer sends while each edit is told alone: live, and once more in the log. WebSocket frames with their headers, presence and heads included.',
  },
  {
    ...size,
    id: 'path-rest',
    unit: 'bytes',
    title: 'Whole path: bytes at rest an edit',
    note: 'By how many pages the writer’s database grew: log, state, text for search.',
  },
  {
    ...cpu,
    id: 'large-open',
    unit: 'ms',
    title: 'A note of 1 MB: opened',
    note: 'From its state to its blocks as text.',
  },
  {
    ...cpu,
    id: 'large-edit',
    unit: 'µs',
    title: 'A note of 1 MB: one letter more',
    note: 'In the page and in the host’s document.',
  },
  {
    ...cpu,
    id: 'cards-open',
    unit: 'ms',
    title: 'A board of 1,000 cards: opened',
    note: 'From its state (6,000 changes, of which 4,000 moves) to its view.',
  },
  {
    ...cpu,
    id: 'cards-fold',
    unit: 'ms',
    title: 'A board of 1,000 cards: folded from the whole log',
    note: 'Read by Maru’s own reader, judged, applied at once. Checked: every card is there.',
  },
  {
    ...cpu,
    id: 'cards-edit',
    unit: 'µs',
    title: 'A board of 1,000 cards: one card moved',
    note: 'To the update for the log and the whole view in hand.',
  },
  {
    ...cpu,
    id: 'cards-past',
    unit: 'ms',
    title: 'A board of 1,000 cards: what one card went through',
    note: 'All entries read, the card at each of its steps.',
  },
  {
    ...size,
    id: 'cards-bytes',
    unit: 'bytes',
    title: 'A board of 1,000 cards: state, bytes a card',
    note: 'At rest, with its whole history.',
  },
];

export const documents: Suite = {
  name: 'documents',
  title: 'Notes and boards',
  about:
    'Shared documents as Maru keeps them, a recorded way of editing replayed through them: what people write is bound to them, looked at before it reaches an engine, and kept with its history.',
  panels,
  cases: [
    {
      id: 'note',
      processes: { quick: 1, full: 2 },
      seconds: { tiny: 3, quick: 8, full: 60 },
      load: () => import('./note-case.ts'),
    },
    {
      id: 'board',
      processes: { quick: 1, full: 1 },
      seconds: { tiny: 3, quick: 8, full: 60 },
      load: () => import('./board-case.ts'),
    },
    {
      id: 'path',
      processes: { quick: 1, full: 2 },
      seconds: { tiny: 4, quick: 8, full: 40 },
      load: () => import('./path-case.ts'),
    },
    {
      id: 'large',
      processes: { quick: 1, full: 2 },
      seconds: { tiny: 2, quick: 6, full: 15 },
      load: () => import('./large-case.ts'),
    },
    {
      id: 'cards',
      processes: { quick: 1, full: 1 },
      seconds: { tiny: 2, quick: 12, full: 20 },
      load: () => import('./cards-case.ts'),
    },
  ],
};
