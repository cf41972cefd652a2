/**
 * `npm test`: a browser, the web client and the desktop app, unit tests (Vitest), browser tests (Playwright).
 * Its last line is `N passed, N failed`, the sum of all; it fails when a test failed, when a runner did, or
 * when none ran. Before it stand, by name, those that failed, were skipped, or passed only when run again.
 * `npm test -- <words>` passes the words to both runners as filters.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildElectron, buildWeb } from '../desktop/cli/build.ts';
import { buildDemo } from '../desktop/test/screens/build-demo.ts';
import { findBrowser, installBrowser } from './find-browser.ts';
import { type Remark, readTally, type Tally, tallyVariable } from './test-report/tally.ts';

const root = join(import.meta.dirname, '..');
const filters = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'maru-test-'));

const run = (name: string, script: string, parts: readonly string[]): Tally => {
  const path = join(folder, `${name}.json`);
  console.log(`\n— ${name} —`);
  const { status } = spawnSync(process.execPath, [join(root, script), ...parts, ...filters], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...builds, [tallyVariable]: path },
  });
  const fail = (why: string): readonly Remark[] => [{ title: name, why }];
  const tally = readTally(path) ?? {
    passed: 0,
    failures: fail('it ended before it could count its tests'),
    flaky: [],
    skipped: [],
  };
  // A runner that fails although every test passed (a filter that matches nothing, a crash at the end).
  return status === 0 || tally.failures.length > 0
    ? tally
    : { ...tally, failures: fail(`it ended with ${status}`) };
};

/** Ends with one line that says what is missing, and the counts that scripts look for. */
const giveUp = (reason: string): never => {
  console.error(reason);
  console.log('\n0 passed, 1 failed');
  process.exit(1);
};

try {
  if (!findBrowser()) {
    console.log('No Chromium found: installing one.');
    const installation = installBrowser();
    if (!installation.ok) giveUp(installation.hint);
  }
} catch (error) {
  giveUp(error instanceof Error ? error.message : String(error));
}
console.log(`Browser: ${findBrowser()?.path}`);

for (const build of [buildWeb, buildElectron]) {
  const built = build();
  if (!built.ok) giveUp(built.error);
}
const demo = join(folder, 'demo');
await buildDemo(demo);
/** Browser tests use what was built here. */
const builds = { MARU_WEB_BUILT: '1', MARU_DEMO_BUILT: demo };

const reporter = (name: string): string => join(root, 'scripts', 'test-report', `${name}-tally.ts`);
const tallies = [
  run('vitest', 'node_modules/vitest/vitest.mjs', [
    'run',
    '--reporter=default',
    `--reporter=${reporter('vitest')}`,
  ]),
  ...[
    // Calls want both cores for themselves: sound and pictures that come late are heard as gaps.
    { project: 'calls', workers: 1 },
    { project: 'acts', workers: 2 },
    { project: 'screens', workers: 2 },
  ].map(({ project, workers }) =>
    run(`playwright, ${project}`, 'node_modules/@playwright/test/cli.js', [
      'test',
      `--project=${project}`,
      `--workers=${workers}`,
      '--pass-with-no-tests',
      // On a machine that is busy with others a browser may be late once: it is said, not hidden.
      '--retries=1',
      `--reporter=list,${reporter('playwright')}`,
    ]),
  ),
];
rmSync(folder, { recursive: true, force: true });

const list = (heading: string, remarks: readonly Remark[]): void => {
  if (remarks.length === 0) return;
  console.log(`\n${remarks.length} ${heading}:`);
  for (const { title, why } of remarks) console.log(`- ${title}: ${why}`);
};
const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0);
const failures = tallies.flatMap((tally) => tally.failures);
list(
  'skipped',
  tallies.flatMap((tally) => tally.skipped),
);
list(
  'FLAKY, passed only when run again (the first time)',
  tallies.flatMap((tally) => tally.flaky),
);
list('FAILED', failures);
if (passed + failures.length === 0) giveUp('No test ran.');
console.log(`\n${passed} passed, ${failures.length} failed`);
process.exitCode = failures.length > 0 ? 1 : 0;
