/** What `npm test` is told of a run: nothing that didn't simply pass goes without its name. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { tallyOf } from '../test-report/playwright-tally.ts';
import { firstLine, readTally, tallyVariable, writeTally } from '../test-report/tally.ts';

const ran = (
  title: string,
  outcome: 'skipped' | 'expected' | 'unexpected' | 'flaky',
  messages: readonly string[] = [],
  annotations: { type: string; description?: string }[] = [],
) => ({
  titlePath: () => ['', 'acts', title],
  outcome: () => outcome,
  annotations,
  results: messages.map((message) => ({ errors: message === '' ? [] : [{ message }] })),
});

test('who passed only when run again is counted once, as passed, and named with what went wrong', () => {
  expect(
    tallyOf(
      [ran('calls', 'expected', ['']), ran('tabs', 'flaky', ['\u001b[31mTimeout\u001b[39m\nat …', ''])],
      [],
    ),
  ).toEqual({
    passed: 2,
    failures: [],
    flaky: [{ title: 'acts › tabs', why: 'Timeout' }],
    skipped: [],
  });
});

test('failures, what never ran, and what failed beside the tests are all named', () => {
  const { passed, failures } = tallyOf(
    [ran('calls', 'unexpected', ['no tone', 'no tone']), ran('tabs', 'skipped')],
    [{ message: 'worker died' }],
  );
  expect(passed).toBe(0);
  expect(failures).toEqual([
    { title: 'beside the tests', why: 'worker died' },
    { title: 'acts › calls', why: 'no tone' },
    { title: 'acts › tabs', why: 'it never ran' },
  ]);
});

test('a skip is one only with its reason', () => {
  expect(
    tallyOf([ran('electron', 'skipped', [], [{ type: 'skip', description: 'no binary' }])], []).skipped,
  ).toEqual([{ title: 'acts › electron', why: 'no binary' }]);
});

test('the first line is the first that says something', () => {
  expect(firstLine('\n  \u001b[2mexpected\u001b[22m 1\nmore')).toBe('expected 1');
  expect(firstLine(undefined)).toBe('no reason given');
});

const folder = mkdtempSync(join(tmpdir(), 'maru-tally-'));
afterEach(() => {
  vi.unstubAllEnvs();
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('a tally comes back as it was written; anything else is none', () => {
  const path = join(folder, 'tally.json');
  vi.stubEnv(tallyVariable, path);
  const tally = { passed: 3, failures: [{ title: 'one', why: 'so' }], flaky: [], skipped: [] };
  writeTally(tally);
  expect(readTally(path)).toEqual(tally);
  for (const text of ['{', 'null', '{"passed":3,"failed":0,"skipped":[]}']) {
    writeFileSync(path, text);
    expect(readTally(path)).toBeNull();
  }
  expect(readTally(join(folder, 'none'))).toBeNull();
});
