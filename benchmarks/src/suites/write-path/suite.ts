import type { Panel, Suite } from '../../lib/suite.ts';

const bare = 'bare better-sqlite3';
const note =
  'The reference writes the very rows that Maru’s path left in its file, with the same tables, indexes and pragmas (WAL, FULL) and nothing else: no encoding, encryption, signature, hash or judgement. Checked: all messages are shown, or all rows there.';
const rows = (id: string, title: string, more: string): Panel => ({
  id,
  title,
  unit: 'ops/s',
  better: 'higher',
  kind: 'disk',
  reference: bare,
  note: `${more} ${note}`,
});

export const writePath: Suite = {
  name: 'write-path',
  title: 'Write path',
  about:
    'What lies between a command and its durable rows, layer by layer, and the whole of it beside bare SQLite.',
  panels: [
    rows('batched', 'Batched import', 'Messages through importMessages, 2,000 a call, as the importer does.'),
    rows(
      'posts',
      'Posts asked for at once',
      '1,000 at a time: group commit, an envelope and a signature each. The reference commits once for 1,000.',
    ),
    rows('single', 'One by one, durable', 'Each post answered before the next is asked for.'),
    {
      id: 'layers',
      title: 'Cost of a post by layer',
      unit: 'µs',
      better: 'lower',
      kind: 'cpu',
      note: 'One message of ordinary length, each layer alone, warm. “Fold and store” is the storage layer with its projections and index inside one large transaction; “commit” is one durable commit of a single small row.',
    },
    {
      id: 'read-layers',
      title: 'Cost of a received message by layer',
      unit: 'µs',
      better: 'lower',
      kind: 'cpu',
      note: 'One message of a segment of 100, of which one signature vouches for all.',
    },
  ],
  cases: [
    {
      id: 'maru',
      processes: { quick: 2, full: 3 },
      seconds: { tiny: 2, quick: 4, full: 15 },
      load: () => import('./maru-case.ts'),
    },
    {
      id: 'bare',
      processes: { quick: 2, full: 3 },
      seconds: { tiny: 2, quick: 3, full: 12 },
      load: () => import('./bare-case.ts'),
    },
    {
      id: 'layers',
      processes: { quick: 1 },
      seconds: { tiny: 2, quick: 3, full: 10 },
      load: () => import('./layers-case.ts'),
    },
  ],
};
