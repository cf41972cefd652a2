/** `npm run bench`: see the README beside for its options. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { type Change, compareTrees } from './lib/compare.ts';
import { confirmedChanges, only } from './lib/compare-run.ts';
import { openFixtureStore } from './lib/fixture-store.ts';
import { readFlames, writeFlames } from './lib/flame-file.ts';
import { profileMissed } from './lib/flame-run.ts';
import { readCommit, readMachine, root } from './lib/machine.ts';
import { mergeResults, type Results, readResults, writeResults } from './lib/results.ts';
import { runTrees } from './lib/runner.ts';
import { isAsExpected, showCompare } from './lib/show-compare.ts';
import type { Plan, Tree } from './lib/steps.ts';
import { readWorkLog } from './lib/work-log.ts';
import { openOtherTree } from './lib/work-tree.ts';
import { fail, readOptions } from './options.ts';
import { resultsToHtml } from './report/html.ts';
import { changesToText, pairsToText, resultsToText, timesToText } from './report/terminal.ts';

const options = readOptions(process.argv.slice(2));
const { scale } = options;
const machine = readMachine();
const committedFolder = join(root, 'benchmarks/results', machine.key);
const committed = join(committedFolder, `${scale}.json`);
const here: Tree = { root, commit: readCommit(root), fixtures: openFixtureStore(root) };

const baselineFile = options.baseline ?? committed;
const baseline = readResults(baselineFile);

const plan: Plan = {
  scale,
  suites: options.suites,
  only: options.cases,
  rounds: options.rounds,
  command: options.command,
  profile: options.profile,
  knownSeconds: new Map(
    baseline?.suites.flatMap(({ name, caseSeconds }) =>
      Object.entries(caseSeconds).map(([id, seconds]): [string, number] => [`${name}/${id}`, seconds]),
    ),
  ),
  slowDown: 0,
};

const wrap = (suites: Results['suites'], fixtureSeconds: Results['fixtureSeconds'] = {}): Results => ({
  version: 1,
  scale,
  machine,
  fixtureSeconds,
  suites,
});

const nameOf = (path: string): string => relative(root, path);
const pageOf = (path: string): string => path.replace(/\.json$/, '.html');
const flamesOf = (path: string): string => path.replace(/\.json$/, '.flames.json');

/** What was written about this machine by hand, and the flames beside the figures, go into each page. */
const writePage = (path: string, kept: Results, changes: readonly Change[] | null): void => {
  // That of the machine whose figures these are, which may be another than this one.
  const folder = existsSync(join(dirname(path), 'changes.json')) ? dirname(path) : committedFolder;
  const log = readWorkLog(join(folder, 'changes.json'));
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(pageOf(path), resultsToHtml(kept, { changes, log, flames: readFlames(flamesOf(path)) }));
};

const writeFlamesOf = async (path: string, kept: Results): Promise<void> =>
  writeFlames(flamesOf(path), await profileMissed({ ...plan, only: null }, here, kept));

/** The page anew from figures that are there. */
const render = async (): Promise<void> => {
  const file = options.out ?? committed;
  const kept = readResults(file) ?? fail(`No figures in ${nameOf(file)}`);
  if (options.flames) await writeFlamesOf(file, kept);
  writePage(file, kept, null);
  console.log(`Report: ${nameOf(pageOf(file))}`);
};

/** Enough for an interval; three is the least that says anything. */
const abRounds = 7;

const runAb = async (ref: string): Promise<void> => {
  const other = openOtherTree(ref) ?? fail(`No commit ${ref} in this repository`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      other.close();
      process.exit(130);
    });
  try {
    const { suites, seconds } = await runTrees({ ...plan, rounds: plan.rounds ?? abRounds }, [other, here]);
    const pairs = compareTrees(suites[0] ?? [], suites[1] ?? []);
    console.log(
      `\n${other.commit} → ${here.commit}, in turns, ${Math.round(seconds)} s\n${pairsToText(pairs)}`,
    );
  } finally {
    other.close();
  }
};
/** So many that a fifth stands out from what a quiet machine scatters by. */
const showRounds = 15;

const runShowCompare = async (): Promise<void> => {
  const cases = new Set(['write-path/maru', 'write-path/bare']);
  const { suites } = readOptions(['--suite', 'write-path']);
  const rounds = plan.rounds ?? showRounds;
  const shown = await showCompare({ ...plan, suites, only: cases, rounds }, here, wrap);
  console.log(`\nThe unchanged code run twice:\n${changesToText(shown.unchanged)}`);
  console.log(`\nThe write path slowed down by a fifth:\n${changesToText(shown.slowed)}`);
  console.log(`\nOf ${shown.figures} figures slowed down, ${shown.slowed.length} were flagged.`);
  if (!isAsExpected(shown)) process.exitCode = 1;
};

const measure = async (): Promise<void> => {
  if (options.compare && !baseline)
    fail(
      `No baseline for this machine at this scale. Make one with: npm run bench -- ${scale === 'full' ? '' : `--${scale} `}--save`,
    );
  const ran = await runTrees(plan, [here]);
  const measured = only(ran);
  const changes = options.compare && baseline ? await confirmedChanges(plan, here, baseline, measured) : null;
  const results = wrap([...measured], { ...ran.fixtureSeconds });
  const target = options.out ?? (options.save ? committed : join(root, 'benchmarks/out', `${scale}.json`));
  const kept = options.save ? mergeResults(readResults(target), results) : results;
  writeResults(target, kept);
  if (options.flames) await writeFlamesOf(target, kept);
  writePage(target, kept, changes);
  console.log(resultsToText(results));
  if (changes) {
    console.log(`\nCompared with ${nameOf(baselineFile)}\n${changesToText(changes)}`);
    if (changes.some(({ verdict }) => verdict === 'worse')) process.exitCode = 1;
  }
  console.log(`\n${timesToText(results, ran.seconds)}`);
  console.log(`\nReport: ${nameOf(pageOf(target))}, figures: ${nameOf(target)}`);
};

if (options.render) await render();
else if (options.showCompare) await runShowCompare();
else if (options.ab !== null) await runAb(options.ab);
else await measure();
