import type { Suite } from '../../lib/suite.ts';

export const governance: Suite = {
  name: 'governance',
  title: 'Governance',
  about:
    'One community with 1,000 people who came in by invite (certificates and proofs verified), 50 roles, 200 channels; the rest are roles granted and taken, channels and profiles edited, overwrites set, by 20 people at once.',
  panels: [
    {
      id: 'resolve',
      title: 'resolve(), cold',
      unit: 'ms',
      better: 'lower',
      kind: 'cpu',
      note: 'From nothing to the community. Checked: another order of the same operations gives the same community, byte for byte.',
    },
    {
      id: 'one-more',
      title: 'One operation more',
      unit: 'ms',
      better: 'lower',
      kind: 'cpu',
      note: 'add() of one envelope at the end, and the state read. Checked: it counts.',
    },
    {
      id: 'can',
      title: 'Permission questions',
      unit: 'ops/s',
      better: 'higher',
      kind: 'cpu',
      note: 'can(): may a member do this in that channel; members, permissions and channels in turn.',
    },
  ],
  cases: [
    {
      id: 'resolve',
      processes: { quick: 1, full: 2 },
      seconds: { tiny: 2, quick: 5, full: 20 },
      load: () => import('./case.ts'),
    },
  ],
};
