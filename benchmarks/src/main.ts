/** `npm run bench`: see the README beside for its options. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { type Change, compareSuites, confirmChanges, fewest } from './lib/compare.ts';
import { openFixtureStore } from './lib/fixture-store.ts';
import { readCommit, readMachine, root } from './lib/machine.ts';
import { mergeResults, type Results, readResults, type SuiteResult, writeResults } from './lib/results.ts';
import { type Plan, runPlan } from './lib/runner.ts';
import type { Scale } from './lib/suite.ts';
import { resultsToHtml } from './report/html.ts';
import { changesToText, resultsToText } from './report/terminal.ts';
import { suites } from './suites/index.ts';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    tiny: { type: 'boolean', default: false },
    suite: { type: 'string' },
    rounds: { type: 'string' },
    save: { type: 'boolean', default: false },
    compare: { type: 'boolean', default: false },
    baseline: { type: 'string' },
    out: { type: 'string' },
    profile: { type: 'string' },
  },
});

const scale: Scale = values.tiny ? 'tiny' : values.quick ? 'quick' : 'full';
const fail = (reason: string): never => {
  console.error(reason);
  process.exit(2);
};
const toRounds = (text: string | undefined): number | null => {
  if (text === undefined) return null;
  const rounds = Number(text);
  return Number.isInteger(rounds) && rounds > 0 ? rounds : fail('--rounds needs a whole number from 1');
};
const chooseSuites = (names: string | undefined) => {
  if (names === undefined) return suites;
  const wanted = names.split(',');
  const known = new Set(suites.map(({ name }) => name));
  const unknown = wanted.filter((name) => !known.has(name));
  if (unknown.length > 0) fail(`No suite ${unknown.join(', ')}. There are: ${[...known].join(', ')}`);
  return suites.filter(({ name }) => wanted.includes(name));
};

const machine = readMachine();
const committed = join(root, 'benchmarks/results', machine.key, `${scale}.json`);
const baselineFile = values.baseline ?? committed;
const baseline = readResults(baselineFile);
if (values.compare && !baseline)
  fail(
    `No baseline for this machine at this scale. Make one with: npm run bench -- ${scale === 'full' ? '' : `--${scale} `}--save`,
  );

const knownSeconds = (before: Results | null): ReadonlyMap<string, number> =>
  new Map(
    before?.suites.flatMap(({ name, caseSeconds }) =>
      Object.entries(caseSeconds).map(([id, seconds]): [string, number] => [`${name}/${id}`, seconds]),
    ),
  );

const plan: Plan = {
  scale,
  suites: chooseSuites(values.suite),
  only: null,
  rounds: toRounds(values.rounds),
  command: ['npm run bench', ...(process.argv.length > 2 ? ['--', ...process.argv.slice(2)] : [])].join(' '),
  commit: readCommit(),
  fixtures: openFixtureStore(),
  profile: values.profile ?? null,
  knownSeconds: knownSeconds(baseline),
};

/** The cases behind what is suspected, and those behind their references. */
const casesOf = (changes: readonly Change[]): ReadonlySet<string> =>
  new Set(
    changes.flatMap(({ suite, panel, label }) =>
      panel.entries
        .filter((entry) => entry.label === label || entry.label === panel.reference)
        .map((entry) => `${suite}/${entry.case}`),
    ),
  );

const compare = async (before: Results, now: readonly SuiteResult[]): Promise<readonly Change[]> => {
  const suspected = compareSuites(before, now);
  if (suspected.length === 0) return [];
  console.error(`${suspected.length} figures may have moved: measuring those again.`);
  const names = new Set(suspected.map(({ suite }) => suite));
  const again = await runPlan({
    ...plan,
    suites: plan.suites.filter(({ name }) => names.has(name)),
    only: casesOf(suspected),
    rounds: Math.max(fewest + 2, plan.rounds ?? 0),
  });
  return confirmChanges(suspected, compareSuites(before, again));
};

const measured = await runPlan(plan);
const changes = values.compare && baseline ? await compare(baseline, measured) : null;
const results: Results = { version: 1, scale, machine, suites: [...measured] };

const target = values.out ?? (values.save ? committed : join(root, 'benchmarks/out', `${scale}.json`));
const kept = values.save ? mergeResults(readResults(target), results) : results;
writeResults(target, kept);
const page = target.replace(/\.json$/, '.html');
mkdirSync(dirname(page), { recursive: true });
writeFileSync(page, resultsToHtml(kept, changes));

console.log(resultsToText(results));
if (changes) {
  console.log(`\nCompared with ${relative(root, baselineFile)}\n${changesToText(changes)}`);
  if (changes.some(({ verdict }) => verdict === 'worse')) process.exitCode = 1;
}
console.log(`\nReport: ${relative(root, page)}, figures: ${relative(root, target)}`);
