import type { Suite } from '../../lib/suite.ts';

export const voice: Suite = {
  name: 'voice',
  title: 'The own voice',
  about: 'What a microphone costs while it is open: 10 ms for a second of sound are 1 % of a core.',
  panels: [
    {
      id: 'voice',
      title: 'One second of sound',
      unit: 'ms',
      better: 'lower',
      kind: 'cpu',
      note: 'The code that runs on the page’s audio thread, given blocks of 128 samples at 48 kHz in a process of its own. Checked: sound comes out.',
    },
  ],
  cases: [
    {
      id: 'suppression',
      seconds: { tiny: 2, quick: 15, full: 90 },
      load: () => import('./suppression-case.ts'),
    },
  ],
};
