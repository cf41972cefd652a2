import type { FixtureId, Size } from '../../fixtures/index.ts';
import type { ByScale, Suite } from '../../lib/suite.ts';

/** The community that the client is measured in. */
export const sizeAt: ByScale<Size> = { tiny: '1k', quick: '100k', full: '1m' };
const fixtures: ByScale<readonly FixtureId[]> = {
  tiny: ['community/1k'],
  quick: ['community/100k'],
  full: ['community/1m'],
};
const lower = { better: 'lower', unit: 'ms' } as const;

export const client: Suite = {
  name: 'client',
  title: 'Client at scale',
  about:
    'One host with a large community: 1 M messages in the full run, 100 k in the quick one, by 40 people in 12 channels, an envelope each.',
  panels: [
    {
      ...lower,
      id: 'send',
      title: 'Send → committed',
      kind: 'disk',
      note: 'commands.post, one after the other, each answered after its durable commit. Checked: all are in the newest page’s channel.',
    },
    {
      ...lower,
      id: 'open',
      title: 'Cold open → newest page',
      kind: 'disk',
      note: 'A new process each time, files dropped from the system’s cache where it allows that. From the start of createClient (modules are loaded) to the newest 50 messages. Checked: 50 came.',
    },
    {
      ...lower,
      id: 'search',
      title: 'Search',
      kind: 'cpu',
      note: 'queries.search as the UI asks it: newest 25 in all channels with their ranges. Common and rare words, two-syllable Korean ones included. Checked: hits hold the word.',
    },
    {
      ...lower,
      id: 'pages',
      title: 'History pages and marks',
      kind: 'cpu',
      note: 'Pages of 50 scrolling back through the largest channel, and the sidebar with unread counts of all channels.',
    },
    {
      id: 'memory',
      title: 'Memory',
      unit: 'MiB',
      better: 'lower',
      kind: 'size',
      note: 'Resident memory of the host’s process after opening, paging, searching and sending, after a collection.',
    },
    {
      id: 'disk',
      title: 'Bytes on disk per 100-byte message',
      unit: 'bytes',
      better: 'lower',
      kind: 'size',
      note: 'Growth of the closed file over that many messages: envelope, projection, full-text index. Checked: every message is there.',
    },
  ],
  cases: [
    {
      id: 'use',
      processes: { quick: 2, full: 2 },
      fixtures,
      seconds: { tiny: 2, quick: 5, full: 40 },
      load: () => import('./use-case.ts'),
    },
    {
      id: 'open',
      processes: { full: 3 },
      fixtures,
      seconds: { tiny: 1, quick: 1, full: 3 },
      load: () => import('./open-case.ts'),
    },
    {
      id: 'disk',
      processes: { quick: 1, full: 1 },
      seconds: { tiny: 1, quick: 2, full: 8 },
      load: () => import('./disk-case.ts'),
    },
  ],
};
