import type { FixtureId } from '../../fixtures/index.ts';
import type { ByScale, Panel, Suite } from '../../lib/suite.ts';
import { sizeAt } from '../client/suite.ts';

const web: ByScale<readonly FixtureId[]> = { tiny: ['web'], quick: ['web'], full: ['web'] };
const community: ByScale<readonly FixtureId[]> = {
  tiny: [`community/${sizeAt.tiny}`],
  quick: [`community/${sizeAt.quick}`],
  full: [`community/${sizeAt.full}`],
};
const ms = { unit: 'ms', better: 'lower', kind: 'cpu' } as const;
const fps = { unit: 'fps', better: 'higher', kind: 'cpu' } as const;
const counts = { unit: 'count', better: 'lower', kind: 'cpu' } as const;

/** What of the desktop app is real here and what is not. */
const standIn =
  'Desktop: the app’s renderer in Chromium, its host over better-sqlite3 in a process of its own; a local WebSocket of JSON stands in for Electron’s MessagePort, since Electron itself is not there.';
const large = '1 M messages in the full run, 100 k in the quick one';
const frames =
  'The wheel turned back through the channel for some seconds. By Chromium’s trace: of the frames that had something to show, those that were shown, at 60 Hz. The count of requestAnimationFrame stands among the facts.';
const blanks =
  'Frames shown with a part not drawn (by the trace) or with messages on less than half of the view (by the page), and tasks of the page over 50 ms.';

const panels: readonly Panel[] = [
  {
    ...ms,
    id: 'desktop-own',
    title: 'Desktop: send → on own screen',
    note: `From the key that sends to the message in the page, committed, and to the frame that shows it, whose turn at 60 Hz comes up to 16.7 ms later. The key goes down once the typed words are drawn, and the page is not asked meanwhile. ${large}. ${standIn}`,
  },
  {
    ...ms,
    id: 'desktop-other',
    title: 'Desktop: send → on the other’s screen',
    note: `From that key to the frame that shows it in the other’s page; two hosts, a local relay with its own durable commit. A new community. ${standIn}`,
  },
  {
    ...ms,
    id: 'desktop-open',
    title: 'Desktop: cold open → on screen',
    note: `The host is told to open its files, dropped from the page cache, as the page begins to load; to the frame with messages. Start of the processes left out. ${large}. ${standIn}`,
  },
  { ...fps, id: 'desktop-scroll', title: 'Desktop: scroll', note: `${frames} Half of ${large}. ${standIn}` },
  { ...counts, id: 'desktop-scroll-blank', title: 'Desktop: blank frames and long tasks', note: blanks },
  {
    ...ms,
    id: 'send-own',
    title: 'Web: send → on own screen',
    note: 'As above. The host is a Worker with SQLite on OPFS, a durable commit for each; browsers with profiles on disk. A new community.',
  },
  {
    ...ms,
    id: 'send-other',
    title: 'Web: send → on the other’s screen',
    note: 'From that key to the frame that shows it in another browser, through a local relay with its own durable commit.',
  },
  {
    ...ms,
    id: 'open',
    title: 'Web: cold open → on screen',
    note: 'A reload of the page with its Worker, from the start of navigation to the frame with the newest messages. The community is the imported one of the scroll: 30 k messages in the full run, 2 k in the quick one.',
  },
  {
    id: 'import',
    title: 'Web: import',
    unit: 'ops/s',
    better: 'higher',
    kind: 'disk',
    note: 'Messages a second from an IRC log into OPFS, by the app’s own import. Checked: the count it tells.',
  },
  {
    ...fps,
    id: 'scroll',
    title: 'Web: scroll',
    note: `${frames} 30 k messages in the full run, 2 k in the quick one.`,
  },
  { ...counts, id: 'scroll-blank', title: 'Web: blank frames and long tasks', note: blanks },
];

export const ui: Suite = {
  name: 'ui',
  title: 'On screen',
  about:
    'The app in a real, headless Chromium: the desktop app’s page over a host in Node, and the built web client served by a relay in its own process.',
  panels,
  cases: [
    {
      id: 'desktop-talk',
      processes: { quick: 1, full: 1 },
      seconds: { tiny: 10, quick: 20, full: 45 },
      load: () => import('./desktop-talk-case.ts'),
    },
    {
      id: 'desktop',
      processes: { quick: 1, full: 1 },
      fixtures: community,
      seconds: { tiny: 12, quick: 25, full: 75 },
      load: () => import('./desktop-case.ts'),
    },
    {
      id: 'talk',
      processes: { quick: 1, full: 1 },
      fixtures: web,
      seconds: { tiny: 10, quick: 15, full: 40 },
      load: () => import('./talk-case.ts'),
    },
    {
      id: 'scroll',
      processes: { quick: 1, full: 1 },
      fixtures: web,
      seconds: { tiny: 10, quick: 15, full: 70 },
      load: () => import('./scroll-case.ts'),
    },
  ],
};
