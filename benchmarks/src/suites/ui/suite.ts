import type { FixtureId } from '../../fixtures/index.ts';
import type { ByScale, Panel, Suite } from '../../lib/suite.ts';

const fixtures: ByScale<readonly FixtureId[]> = { tiny: ['web'], quick: ['web'], full: ['web'] };
const ms = { unit: 'ms', better: 'lower', kind: 'cpu' } as const;
const panels: readonly Panel[] = [
  {
    ...ms,
    id: 'send-own',
    title: 'Send → on own screen',
    note: 'From the key that sends to the message in the page, and to the frame that shows it. The host is a Worker with SQLite on OPFS, a durable commit for each.',
  },
  {
    ...ms,
    id: 'send-other',
    title: 'Send → on the other’s screen',
    note: 'From that key to the frame that shows it in another browser context, through a local relay with its own durable commit.',
  },
  {
    ...ms,
    id: 'open',
    title: 'Cold open → on screen',
    note: 'A reload of the page with its Worker, from the start of navigation to the frame with the newest messages. The community is the imported one of the scroll: 100 k messages in the full run, 2 k in the quick one.',
  },
  {
    id: 'import',
    title: 'Import in the browser',
    unit: 'ops/s',
    better: 'higher',
    kind: 'disk',
    note: 'Messages a second from an IRC log into OPFS, by the app’s own import. Checked: the count it tells.',
  },
  {
    id: 'scroll',
    title: 'Scroll: frames per second',
    unit: 'fps',
    better: 'higher',
    kind: 'cpu',
    note: 'The wheel turned back through the imported channel for some seconds; frames counted by requestAnimationFrame, at 60 Hz.',
  },
  {
    id: 'scroll-blank',
    title: 'Scroll: blank frames and long tasks',
    unit: 'count',
    better: 'lower',
    kind: 'cpu',
    note: 'Frames in which messages covered less than half of the view, and tasks of the page over 50 ms.',
  },
];

export const ui: Suite = {
  name: 'ui',
  title: 'On screen',
  about: 'The built web client in a real, headless Chromium, served by a relay in its own process.',
  panels,
  cases: [
    {
      id: 'talk',
      processes: { quick: 1, full: 2 },
      fixtures,
      seconds: { tiny: 10, quick: 15, full: 40 },
      load: () => import('./talk-case.ts'),
    },
    {
      id: 'scroll',
      processes: { quick: 1, full: 1 },
      fixtures,
      seconds: { tiny: 10, quick: 15, full: 120 },
      load: () => import('./scroll-case.ts'),
    },
  ],
};
