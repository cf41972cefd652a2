/** What one test runner reports to `npm test`: written by its reporter, read by `scripts/test.ts`. */
import { readFileSync, writeFileSync } from 'node:fs';

/** A test that didn't simply pass, and why: the first line of what it said. */
export type Remark = { readonly title: string; readonly why: string };
export type Tally = {
  /** Flaky ones count here, once, and are named besides. */
  readonly passed: number;
  /** Each counts as a failure, whether a test failed or something beside the tests did. */
  readonly failures: readonly Remark[];
  /** Passed only when they were run again. */
  readonly flaky: readonly Remark[];
  readonly skipped: readonly Remark[];
};

/** The variable that names the file; without it the reporters write nothing. */
export const tallyVariable = 'MARU_TEST_TALLY';

export const writeTally = (tally: Tally): void => {
  const path = process.env[tallyVariable];
  if (path) writeFileSync(path, JSON.stringify(tally));
};

// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape that begins a colour.
const colours = /\u001b\[[0-9;]*m/g;
/** The first line that says something; runners colour what they print. */
export const firstLine = (message: string | undefined): string =>
  (message ?? '')
    .replace(colours, '')
    .split('\n')
    .map((line) => line.trim())
    .find((line) => line !== '') ?? 'no reason given';

const isRemark = (value: unknown): value is Remark =>
  typeof value === 'object' &&
  value !== null &&
  'title' in value &&
  typeof value.title === 'string' &&
  'why' in value &&
  typeof value.why === 'string';
const isRemarks = (value: unknown): value is readonly Remark[] =>
  Array.isArray(value) && value.every(isRemark);

/** Null where the runner ended before it could write one, or wrote something else. */
export const readTally = (path: string): Tally | null => {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof value !== 'object' || value === null) return null;
    if (!('passed' in value) || typeof value.passed !== 'number') return null;
    if (!('failures' in value && 'flaky' in value && 'skipped' in value)) return null;
    const { passed, failures, flaky, skipped } = value;
    if (!isRemarks(failures) || !isRemarks(flaky) || !isRemarks(skipped)) return null;
    return { passed, failures, flaky, skipped };
  } catch {
    return null;
  }
};
