import { expect, test } from 'vitest';
import type { Panel } from '../src/lib/suite.ts';
import { createTrial, type TrialSettings } from '../src/lib/trial.ts';

const panel: Panel = {
  id: 'panel',
  title: '',
  unit: 'ms',
  better: 'lower',
  kind: 'cpu',
  reference: 'theirs',
  note: '',
};

const trialOf = (settings: Partial<TrialSettings> = {}) =>
  createTrial({
    scale: 'quick',
    seed: 1,
    folder: '',
    fixtures: {},
    panels: [panel, { ...panel, id: 'other' }],
    profiler: null,
    slowDown: 0,
    ...settings,
  });

const work = {
  operations: 1,
  warmUps: 1,
  repetitions: 2,
  prepare: () => undefined,
  run: () => undefined,
  verify: () => undefined,
};

test('only the timed parts of the panel that was asked for are profiled, warm-up left out', async () => {
  const told: string[] = [];
  const profiler = {
    panel: 'panel',
    start: async () => void told.push('start'),
    stop: async () => void told.push('stop'),
  };
  const trial = trialOf({ profiler });
  await trial.measure('other', 'ours', work);
  expect(told).toEqual([]);
  await trial.measure('panel', 'ours', { ...work, run: () => void told.push('run') });
  expect(told).toEqual(['run', 'start', 'run', 'stop', 'start', 'run', 'stop']);
});

test('what fails has no figure', async () => {
  const trial = trialOf();
  const verify = () => {
    throw new Error('not done');
  };
  await expect(trial.measure('panel', 'ours', { ...work, warmUps: 0, verify })).rejects.toThrow('not done');
  expect(trial.outcome().samples).toEqual([]);
});
