/** How strong SQLite is, engine by engine, on Maru's own schema and statements. */
import type { Size } from '../../fixtures/index.ts';
import type { Case, Panel, Suite } from '../../lib/suite.ts';
import { isDurable, type NodeEngine, nodeEngines } from './node-engines.ts';
import { sweeps } from './sweep-list.ts';

const reference = 'better-sqlite3';
const memory = 'sql.js and sqlite-wasm in memory keep nothing, so their figures aren’t of durable writes.';

const write = (id: string, title: string, note: string): Panel => ({
  id,
  title,
  unit: 'ops/s',
  better: 'higher',
  kind: 'disk',
  reference,
  note: `${note} WAL, synchronous FULL. ${memory} Checked: every row is there.`,
});

/** Who write at once where commits are shared. */
export const groupWriters = 64;

export const batchSizes = [10, 100, 1_000, 10_000] as const;

const writePanels: readonly Panel[] = [
  write(
    'singles',
    'Durable single writes',
    'One message a transaction: envelope, message, search index, chain.',
  ),
  write(
    'group',
    'Group commit',
    `${groupWriters} writers at once, each waiting until its message is durable before the next; what is asked for in one turn shares a transaction.`,
  ),
  ...batchSizes.map((size) =>
    write(
      `batch-${size}`,
      `Writes in batches of ${size.toLocaleString('en')}`,
      `${size} messages a transaction.`,
    ),
  ),
  write(
    'mixed',
    'Reading while writing',
    'One message written, then nine pages of 50 read; counted are the writes.',
  ),
  {
    id: 'search-insert',
    title: 'Full-text insert',
    unit: 'ops/s',
    better: 'higher',
    kind: 'cpu',
    reference,
    note: 'Rows into the search table alone, 1,000 a transaction; Korean as pairs of syllables. sql.js has FTS4 only.',
  },
];

const sizes: readonly { readonly size: Size; readonly words: string }[] = [
  { size: '10k', words: '10 k messages' },
  { size: '100k', words: '100 k messages' },
  { size: '1m', words: '1 M messages' },
];

const readPanels = sizes.flatMap(({ size, words }): readonly Panel[] => {
  const base = { better: 'higher', kind: 'cpu', reference, unit: 'ops/s' } as const;
  return [
    {
      ...base,
      id: `pages-${size}`,
      title: `History pages of 50, ${words}`,
      note: 'Newest first from places spread over all channels. Checked: full pages.',
    },
    {
      ...base,
      id: `unread-${size}`,
      title: `Unread counts of 12 channels, ${words}`,
      note: 'Read up to the middle, counted up to 1,000 a channel. Checked: the sum is the same in all engines.',
    },
    {
      ...base,
      kind: 'disk',
      id: `singles-${size}`,
      title: `Durable single writes, into ${words}`,
      note: 'One message a transaction at the end of the history, into a file of that size. The engines that keep what they are told. WAL, synchronous FULL. Checked: every row is there.',
    },
    {
      ...base,
      kind: 'disk',
      id: `mixed-${size}`,
      title: `Reading while writing, into ${words}`,
      note: 'One message written, then nine pages of 50 read; counted are the writes.',
    },
    {
      ...base,
      id: `search-${size}`,
      title: `Full-text searches, ${words}`,
      note: 'Korean and English words, common and rare, newest 25 each. Stock sql.js has no FTS5 and isn’t in it. Checked: hits.',
    },
    {
      ...base,
      better: 'lower',
      unit: 'ms',
      id: `open-${size}`,
      title: `Cold open to the newest page, ${words}`,
      note: 'Opened anew each time, the file out of the system’s cache where the system allows that. In-memory engines read the whole file.',
    },
    {
      ...base,
      better: 'lower',
      unit: 'ms',
      kind: 'disk',
      id: `vacuum-${size}`,
      title: `VACUUM, ${words}`,
      note: 'On a copy. On OPFS at the smallest size only: it takes minutes there. Checked: every row is there.',
    },
  ];
});

/** Why Maru sets what it sets: said beside the figures that it costs or gains. */
const why = {
  'sweep-singles':
    'WAL, because a commit is one flush where a rollback journal needs several, and because readers go on while it runs. FULL, because what was acknowledged must outlive a power cut [S1]: NORMAL and OFF, which may lose the newest commits, show what that promise costs.',
  'sweep-batch':
    'Pages stay at 4 KiB, the default: WAL logs whole pages, so that larger ones write more for each single message, which is what people wait for; what they gain in batches is only gained by imports and catch-ups.',
  'sweep-read':
    'The cache stays at SQLite’s 2 MiB, because the system’s own cache holds the file already and each open community would pay for a larger one. mmap stays off: with it a failing disk ends the process, where it is an error that can be told otherwise.',
} as const;

const sweepPanels: readonly Panel[] = (
  [
    ['sweep-singles', 'Pragmas: durable single writes', 'ops/s', 'disk'],
    ['sweep-batch', 'Pragmas: batches of 1,000', 'ops/s', 'disk'],
    ['sweep-read', 'Pragmas: pages and searches', 'ops/s', 'cpu'],
  ] as const
).map(([id, title, unit, kind]) => ({
  id,
  title,
  unit,
  better: 'higher',
  kind,
  reference: sweeps[0].label,
  note: `better-sqlite3; the reference is what Maru sets. ${why[id]}`,
}));

/** A comma parts the cases of `--case`. */
const idOf = (kind: string, label: string): string => `${kind}-${label.replaceAll(',', '')}`;

const writeCases = nodeEngines.map(
  (engine): Case => ({
    id: idOf('write', engine),
    processes: { quick: 1, full: 2 },
    seconds: { tiny: 1, quick: 3, full: 12 },
    load: async () => ({ run: (await import('./write-case.ts')).createRun(engine) }),
  }),
);

/** Those in memory read the whole file at each open: once says it where that is half a gigabyte. */
const fullProcesses = (engine: NodeEngine, size: Size): number =>
  size !== '1m' ? 2 : isDurable(engine) ? 3 : 1;

const readCases = sizes.flatMap(({ size }) =>
  nodeEngines.map(
    (engine): Case => ({
      id: idOf('read', `${engine}-${size}`),
      processes:
        size === '10k'
          ? { tiny: engine === 'better-sqlite3' ? 1 : 0, quick: 1, full: 2 }
          : { tiny: 0, quick: 0, full: fullProcesses(engine, size) },
      fixtures: { tiny: ['rows/10k'], quick: [`rows/${size}`], full: [`rows/${size}`] },
      seconds: { tiny: 2, quick: 2, full: size === '1m' ? 14 : 5 },
      load: async () => ({ run: (await import('./read-case.ts')).createRun(engine, size) }),
    }),
  ),
);

const opfsCases: readonly Case[] = [
  {
    id: 'write-opfs',
    processes: { tiny: 1, quick: 1, full: 1 },
    seconds: { tiny: 4, quick: 7, full: 40 },
    load: async () => ({ run: (await import('./opfs-case.ts')).writeRun }),
  },
  ...sizes.map(
    ({ size }): Case => ({
      id: `read-opfs-${size}`,
      processes: size === '10k' ? { tiny: 1, quick: 1, full: 1 } : { tiny: 0, quick: 0, full: 1 },
      fixtures: { tiny: ['rows/10k'], quick: [`rows/${size}`], full: [`rows/${size}`] },
      seconds: { tiny: 4, quick: 4, full: size === '1m' ? 40 : 12 },
      load: async () => ({ run: (await import('./opfs-case.ts')).createReadRun(size) }),
    }),
  ),
];

const sweepCases = sweeps.map(
  (sweep): Case => ({
    id: idOf('sweep', sweep.label),
    processes: { tiny: 0, quick: 0, full: 2 },
    seconds: { tiny: 1, quick: 1, full: 4 },
    load: async () => ({ run: (await import('./sweep-case.ts')).createRun(sweep) }),
  }),
);

export const sqlite: Suite = {
  name: 'sqlite',
  title: 'SQLite engines',
  about:
    'The founders’ question: how strong is SQLite? Each engine runs Maru’s own tables, indexes and statements, bare, with no layer of Maru’s between.',
  panels: [...writePanels, ...readPanels, ...sweepPanels],
  cases: [...writeCases, ...opfsCases, ...readCases, ...sweepCases],
};
