import type { FixtureId } from '../../fixtures/index.ts';
import type { Case, Panel, Suite } from '../../lib/suite.ts';
import type { SyncSize } from './place.ts';

const base = { better: 'lower', kind: 'cpu' } as const;
const size = { better: 'lower', kind: 'size' } as const;
const panels: readonly Panel[] = [
  {
    ...base,
    id: 'catch-up',
    unit: 'ms',
    title: 'Catch-up after absence',
    note: 'A member’s client opens and takes in all that was said meanwhile, from a local relay in its own process: verified, decrypted, folded, indexed, durable. From connecting to the last envelope held. Checked: the same count as the writer’s, nothing waiting.',
  },
  {
    ...base,
    id: 'join',
    unit: 'ms',
    title: 'Join by invite, to the last envelope',
    note: 'A new person with a link; governance, keys and history. Checked as above, and that they are a member.',
  },
  {
    ...base,
    id: 'join-seen',
    unit: 'ms',
    title: 'Join a crowd: the community on screen',
    note: 'From following a link to a sidebar with channels: the first look, which the inviter’s device signed and left at the relay. Checked: it is that, and names as many members as there are.',
  },
  {
    ...base,
    id: 'join-in',
    unit: 'ms',
    title: 'Join a crowd: in, and a message sent',
    note: 'Until governance has come so far that it names the invite, the join is written, and a message is committed; other members follow. Checked: the sidebar is the record’s, nothing forbids writing, and in the end every member is known.',
  },
  {
    ...size,
    id: 'join-wire',
    unit: 'bytes',
    title: 'Join a crowd: bytes on the wire',
    note: 'Both ways, with their frames’ headers, up to the moments above.',
  },
  {
    ...base,
    id: 'blocked',
    unit: 'ms',
    title: 'Longest stand-still while catching up',
    note: 'How late a 1 ms timer was at most in the client’s process: what the host’s answers to the UI would have waited.',
  },
  {
    ...size,
    id: 'wire',
    unit: 'bytes',
    title: 'Bytes on the wire',
    note: 'WebSocket frames with their headers. One live message of 100 bytes: what its writer sends of it.',
  },
  {
    ...size,
    id: 'round-trips',
    unit: 'count',
    title: 'Turns of a catch-up',
    note: 'How often the client sent after having received: an upper bound of the round trips that a slow link would cost. Segments in flight overlap.',
  },
  {
    ...size,
    id: 'nothing-new',
    unit: 'bytes',
    title: 'Catch-up with nothing new',
    note: 'All frames of the comparison: challenge, hello, welcome and what follows before the link rests. Live-room presence is counted apart.',
  },
  {
    ...size,
    id: 'nothing-new-turns',
    unit: 'count',
    title: 'Round trips with nothing new',
    note: 'Hello and welcome are one.',
  },
];

const cases = (
  [
    ['1k', { tiny: 1, quick: 1, full: 3 }, { tiny: 2, quick: 3, full: 4 }],
    ['10k', { tiny: 0, quick: 1, full: 5 }, { tiny: 4, quick: 6, full: 8 }],
    ['100k', { tiny: 0, quick: 0, full: 2 }, { tiny: 20, quick: 20, full: 40 }],
  ] as const
).flatMap(([of, processes, seconds]): readonly Case[] => {
  const fixture: readonly FixtureId[] = [`synced/${of satisfies SyncSize}`];
  const fixtures = { tiny: fixture, quick: fixture, full: fixture };
  return [
    {
      id: `catch-up-${of}`,
      processes,
      fixtures,
      seconds,
      load: async () => ({ run: (await import('./catch-up-case.ts')).createRun(of) }),
    },
    {
      id: `join-${of}`,
      processes: { ...processes, quick: of === '1k' ? 1 : 0, full: of === '100k' ? 1 : 3 },
      fixtures,
      seconds,
      load: async () => ({ run: (await import('./join-case.ts')).createRun(of) }),
    },
  ];
});

export const sync: Suite = {
  name: 'sync',
  title: 'Sync',
  about: 'Two clients and a relay, each in a process of its own, over real WebSockets on this machine.',
  panels,
  cases: [
    ...cases,
    {
      id: 'join-members',
      processes: { tiny: 1, quick: 1, full: 3 },
      fixtures: { tiny: ['crowd/200'], quick: ['crowd/5k'], full: ['crowd/5k'] },
      seconds: { tiny: 4, quick: 15, full: 15 },
      load: () => import('./join-members-case.ts'),
    },
    {
      id: 'small',
      processes: { quick: 1, full: 3 },
      fixtures: { tiny: ['synced/1k'], quick: ['synced/1k'], full: ['synced/1k'] },
      seconds: { tiny: 3, quick: 3, full: 4 },
      load: () => import('./small-case.ts'),
    },
  ],
};
