import { expect, test } from 'vitest';
import { compareSuites, compareTrees, confirmChanges } from '../src/lib/compare.ts';
import type { PanelResult, Results, SuiteResult } from '../src/lib/results.ts';
import { createSeeded } from '../src/lib/seeded.ts';
import { isAsExpected } from '../src/lib/show-compare.ts';

type Shape = {
  readonly seed: number;
  /** Factor on the rates of our own entry. */
  readonly speed?: number;
  /** Factor on the time of everything on this machine. */
  readonly drift?: number;
  readonly spread?: number;
  readonly reference?: boolean;
};

const processes = 7;

/** Rates of one entry with noise of `spread`, beside a noise loop that drifts with the machine. */
const makePanel = ({ seed, speed = 1, drift = 1, spread = 0.04, reference = false }: Shape): PanelResult => {
  const random = createSeeded(seed);
  const shake = () => 1 + (random.next() * 2 - 1) * spread;
  const entryOf = (label: string, rate: number) => ({
    label,
    case: 'case',
    processes: Array.from({ length: processes }, (_, round) => ({
      round,
      samples: Array.from({ length: 5 }, () => (rate * shake()) / drift),
      cpuMs: 10 * drift * (1 + (random.next() - 0.5) * 0.02),
      diskMs: 2 * drift,
      noisy: false,
    })),
  });
  return {
    id: 'panel',
    title: 'Panel',
    unit: 'ops/s',
    better: 'higher',
    kind: 'cpu',
    ...(reference ? { reference: 'theirs' } : {}),
    note: '',
    entries: [...(reference ? [entryOf('theirs', 2_000)] : []), entryOf('ours', 1_000 * speed)],
  };
};

const suiteOf = (panel: PanelResult): SuiteResult => ({
  name: 'suite',
  title: '',
  about: '',
  measuredAt: '',
  commit: '',
  command: '',
  seconds: 0,
  facts: {},
  skipped: [],
  caseSeconds: {},
  panels: [panel],
});

const resultsOf = (panel: PanelResult): Results => ({
  version: 1,
  scale: 'quick',
  machine: {
    key: '',
    cpu: '',
    cores: 2,
    memoryMiB: 0,
    platform: '',
    kernel: '',
    filesystem: '',
    node: '',
    v8: '',
    packages: {},
    sqlite: {},
    pragmas: {},
  },
  fixtureSeconds: {},
  suites: [suiteOf(panel)],
});

const compare = (before: Shape, now: Shape) =>
  compareSuites(resultsOf(makePanel(before)), [suiteOf(makePanel(now))]);

const seeds = Array.from({ length: 60 }, (_, index) => index * 2 + 1);

test.each([false, true])('a slow-down of 20 %% is flagged as worse (reference: %s)', (reference) => {
  for (const seed of seeds)
    expect(compare({ seed, reference }, { seed: seed + 1, speed: 0.8, reference })).toMatchObject([
      { label: 'ours', verdict: 'worse' },
    ]);
});

test('a speed-up of 25 % is flagged as better', () => {
  for (const seed of seeds)
    expect(compare({ seed }, { seed: seed + 1, speed: 1.25 })).toMatchObject([{ verdict: 'better' }]);
});

test.each([false, true])('the same code run twice is not flagged (reference: %s)', (reference) => {
  for (const seed of seeds) expect(compare({ seed, reference }, { seed: seed + 1, reference })).toEqual([]);
});

test('a machine that became 40 % slower as a whole moves nothing', () => {
  for (const seed of seeds) {
    expect(compare({ seed }, { seed: seed + 1, drift: 1.4 })).toEqual([]);
    expect(compare({ seed, reference: true }, { seed: seed + 1, drift: 1.4, reference: true })).toEqual([]);
  }
});

test.each([1, 0.95])(
  'a figure that scatters widely is not flagged by two runs in a row (speed %d)',
  (speed) => {
    for (const seed of seeds) {
      const before = { seed, spread: 0.5 };
      const [now, again] = [1, 1_001].map((more) =>
        compare(before, { seed: seed + more, speed, spread: 0.5 }),
      );
      expect(confirmChanges(now ?? [], again ?? [])).toEqual([]);
    }
  },
);

test('what a second run does not say again is dropped', () => {
  const suspected = compare({ seed: 1 }, { seed: 2, speed: 0.8 });
  expect(confirmChanges(suspected, [])).toEqual([]);
  expect(confirmChanges(suspected, compare({ seed: 1 }, { seed: 3, speed: 1.25 }))).toEqual([]);
  expect(confirmChanges(suspected, compare({ seed: 1 }, { seed: 3, speed: 0.8 }))).toEqual(suspected);
});

test('too few processes say nothing', () => {
  const short = (panel: PanelResult): PanelResult => ({
    ...panel,
    entries: panel.entries.map((entry) => ({ ...entry, processes: entry.processes.slice(0, 2) })),
  });
  const now = suiteOf(short(makePanel({ seed: 2, speed: 0.5 })));
  expect(compareSuites(resultsOf(makePanel({ seed: 1 })), [now])).toEqual([]);
});

test('trees in turns: a slow-down of 20 % is worse, the same code within noise, though the machine drifts', () => {
  for (const seed of seeds) {
    const drifting = (panel: PanelResult): PanelResult => ({
      ...panel,
      entries: panel.entries.map((entry) => ({
        ...entry,
        // A machine that slows down to a third from round to round slows both.
        processes: entry.processes.map((one) => ({
          ...one,
          samples: one.samples.map((value) => value / (1 + one.round / 3)),
        })),
      })),
    });
    const pairOf = (speed: number) =>
      compareTrees(
        [suiteOf(drifting(makePanel({ seed })))],
        [suiteOf(drifting(makePanel({ seed: seed + 1, speed })))],
      );
    expect(pairOf(0.8)).toMatchObject([{ label: 'ours', verdict: 'worse', rounds: processes }]);
    expect(pairOf(1)).toMatchObject([{ label: 'ours', verdict: null }]);
  }
});

test('--compare is shown to work only where the slowed path is flagged as worse, and nothing else is', () => {
  const worse = compare({ seed: 1 }, { seed: 2, speed: 0.8 });
  const better = compare({ seed: 1 }, { seed: 2, speed: 1.25 });
  const figures = 1;
  expect(isAsExpected({ unchanged: [], slowed: worse, figures })).toBe(true);
  expect(isAsExpected({ unchanged: [], slowed: [], figures })).toBe(false);
  expect(isAsExpected({ unchanged: worse, slowed: worse, figures })).toBe(false);
  expect(isAsExpected({ unchanged: [], slowed: better, figures })).toBe(false);
});
