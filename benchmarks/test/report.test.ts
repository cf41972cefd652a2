import { expect, test } from 'vitest';
import type { Results } from '../src/lib/results.ts';
import { emptyWorkLog } from '../src/lib/work-log.ts';
import { resultsToHtml } from '../src/report/html.ts';
import { resultsToText } from '../src/report/terminal.ts';
import { suites } from '../src/suites/index.ts';
import { judgeTarget, targets } from '../src/targets.ts';

const figures = (value: number) => ({
  round: 0,
  samples: [value, value * 1.1],
  cpuMs: 10,
  diskMs: 1,
  noisy: false,
});

const beside = { changes: null, log: emptyWorkLog, flames: [] };

/** Every panel that a target names, with the entry it names; and whatever else stands in `extra`. */
const results: Results = {
  version: 1,
  scale: 'full',
  machine: {
    key: 'test',
    cpu: 'A <fast> one',
    cores: 2,
    memoryMiB: 1,
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
  suites: suites.map((suite) => ({
    name: suite.name,
    title: suite.title,
    about: suite.about,
    measuredAt: '2026-01-01T00:00:00Z',
    commit: 'abc',
    command: 'npm run bench',
    seconds: 1,
    facts: {},
    skipped: [],
    caseSeconds: {},
    panels: suite.panels.map((panel) => {
      const named = targets.flatMap(({ source }) =>
        source?.suite === suite.name && source.panel === panel.id ? [source.entry] : [],
      );
      const labels = new Set([
        ...(panel.reference === undefined ? [] : [panel.reference]),
        ...named,
        '"other" & <more>',
      ]);
      return {
        ...panel,
        entries: [...labels].map((label, index) => ({
          label,
          case: 'case',
          processes: [figures(10 + index)],
        })),
      };
    }),
  })),
};

test('every target names a panel that a suite has, or says why it can’t', () => {
  for (const { source, reason, what } of targets) {
    if (source === null) expect(reason, what).toBeTruthy();
    else {
      const panel = suites
        .find(({ name }) => name === source.suite)
        ?.panels.find(({ id }) => id === source.panel);
      expect(panel, what).toBeDefined();
      if (source.as === 'ratio') expect(panel?.reference, what).toBeDefined();
    }
  }
});

test('the page shows every target with a verdict, and stands alone', () => {
  const html = resultsToHtml(results, { ...beside, changes: [] });
  for (const { what } of targets) expect(html).toContain(what);
  expect(html.match(/<span class="(?:met|missed)"/g)?.length).toBe(
    targets.filter(({ source }) => source !== null).length,
  );
  expect(html).not.toMatch(/(?:src|href)="(?!#)/);
  expect(html).not.toContain('<script');
  expect(html).toContain('A &lt;fast&gt; one');
  expect(html).toContain('&quot;other&quot; &amp; &lt;more&gt;');
  expect(html).not.toMatch(/NaN|undefined|Infinity/);
});

test('each chart has a name and a table with the same figures', () => {
  const html = resultsToHtml(results, beside);
  const charts = html.match(/<svg [^>]*role="img" aria-label="/g)?.length;
  expect(charts).toBe(suites.flatMap(({ panels }) => panels).length);
  expect(html.match(/<th scope="col">median/g)?.length).toBe(charts);
});

test('the text says what was not run', () => {
  const { suites: all, ...rest } = results;
  const text = resultsToText({ ...rest, suites: all.filter(({ name }) => name === 'sync') });
  expect(text).toContain('the suite relay was not run');
});

test('a missed target has its reason, a link to its flame, and what was done stands before and after', () => {
  const missed = targets.find((target) => judgeTarget(target, results).kind === 'missed');
  if (!missed) throw new Error('the made-up figures miss none');
  const hot = { name: 'hotLoop<1>', place: 'sync-core/src/x.ts:7', owner: 'Maru' as const };
  const html = resultsToHtml(results, {
    changes: null,
    log: {
      done: [
        {
          target: missed.id,
          what: 'Less is done.',
          before: 40,
          after: 10,
          unit: 'ms',
          commit: 'abc',
          how: '--ab',
        },
      ],
      missed: [{ target: missed.id, reason: 'It costs <this>.', record: 'docs/0001.md' }],
    },
    flames: [
      {
        targets: [missed.id],
        suite: 'sync',
        panel: 'catch-up',
        case: 'catch-up-10k',
        process: 'the timed part',
        commit: 'abc',
        flame: { busyMs: 12, frames: [{ ...hot, total: 1, children: [] }], hot: [{ ...hot, self: 0.9 }] },
      },
    ],
  });
  expect(html).toContain('It costs &lt;this&gt;.');
  expect(html).toContain('docs/0001.md');
  expect(html).toContain('4 × better');
  expect(html).toMatch(/before 40 [^,]*, after 10 /);
  expect(html).toContain(`href="#flames-${missed.id}"`);
  expect(html).toContain(`id="flames-${missed.id}"`);
  expect(html).toContain('hotLoop&lt;1&gt;');
  expect(html).toContain('90 %');
  expect(html).not.toMatch(/(?:src|href)="(?!#)|NaN|undefined/);
});
