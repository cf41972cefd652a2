import type { FixtureId } from '../../fixtures/index.ts';
import type { ByScale, Panel, Suite } from '../../lib/suite.ts';

const web: ByScale<readonly FixtureId[]> = { tiny: ['web'], quick: ['web'], full: ['web'] };
const ms = { unit: 'ms', better: 'lower', kind: 'cpu' } as const;
const fps = { unit: 'fps', better: 'higher', kind: 'cpu' } as const;
const percent = { unit: 'count', better: 'lower', kind: 'cpu' } as const;
const where =
  'The built web client in Chromium, a local relay with its signaling server. Pictures of 640 × 360 at 20 frames a second.';
const homes =
  'Two browsers and a relay in network namespaces of their own; a wire in user space passes their packets, and each way delays, loses and holds back as said. Microphone and camera of one, met by the other.';

const panels: readonly Panel[] = [
  {
    ...ms,
    id: 'voice',
    title: 'One second of the own voice',
    note: 'The code that runs on the page’s audio thread, given blocks of 128 samples at 48 kHz in a process of its own: 10 ms are 1 % of a core. Checked: sound comes out.',
  },
  {
    ...ms,
    id: 'join',
    title: 'Join → first sound, first picture',
    note: `From the press on the channel’s row to the first sample that is played and the first frame that is presented. Somebody with voice and camera is in already. ${where}`,
  },
  {
    ...percent,
    id: 'load-cores',
    title: 'Everybody on this machine: processor, % of a core',
    note: `All participants with voice and camera in one browser, so each frame is encoded and decoded here for each pair. ${where}`,
  },
  {
    ...fps,
    id: 'load-fps',
    title: 'Everybody on this machine: frames a second, each picture',
    note: 'Median over participants of what they decode.',
  },
  {
    ...percent,
    id: 'load-frozen',
    title: 'Everybody on this machine: time frozen, %',
    note: 'Chromium’s count of freezes: gaps far above the usual pace.',
  },
  {
    ...percent,
    id: 'load-concealed',
    title: 'Everybody on this machine: sound made up, %',
    note: 'Samples that had to be invented since theirs came too late or not at all.',
  },
  { ...ms, id: 'impaired-join', title: 'Behind a poor line: join → first sound, first picture', note: homes },
  { ...percent, id: 'impaired-concealed', title: 'Behind a poor line: sound made up, %', note: homes },
  {
    ...percent,
    id: 'impaired-frozen',
    title: 'Behind a poor line: picture frozen, % of the time',
    note: homes,
  },
  { ...fps, id: 'impaired-fps', title: 'Behind a poor line: frames a second', note: homes },
];

export const calls: Suite = {
  name: 'calls',
  title: 'Calls',
  about: 'Voice and pictures from page to page, in a real, headless Chromium.',
  panels,
  cases: [
    {
      id: 'suppression',
      seconds: { tiny: 2, quick: 15, full: 90 },
      load: () => import('./suppression-case.ts'),
    },
    {
      id: 'join',
      processes: { quick: 1, full: 1 },
      fixtures: web,
      seconds: { tiny: 15, quick: 25, full: 75 },
      load: () => import('./join-case.ts'),
    },
    {
      id: 'load',
      processes: { quick: 1, full: 1 },
      fixtures: web,
      seconds: { tiny: 20, quick: 60, full: 240 },
      load: () => import('./load-case.ts'),
    },
    {
      id: 'impaired',
      processes: { quick: 1, full: 1 },
      fixtures: web,
      seconds: { tiny: 30, quick: 80, full: 160 },
      load: () => import('./impaired-case.ts'),
    },
  ],
};
