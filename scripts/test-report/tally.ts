/** What one test runner reports to `npm test`: written by its reporter, read by `scripts/test.ts`. */
import { readFileSync, writeFileSync } from 'node:fs';

export type Skip = { readonly title: string; readonly why: string };
export type Tally = { readonly passed: number; readonly failed: number; readonly skipped: readonly Skip[] };

/** The variable that names the file; without it the reporters write nothing. */
export const tallyVariable = 'MARU_TEST_TALLY';

export const writeTally = (tally: Tally): void => {
  const path = process.env[tallyVariable];
  if (path) writeFileSync(path, JSON.stringify(tally));
};

const isSkip = (value: unknown): value is Skip =>
  typeof value === 'object' &&
  value !== null &&
  'title' in value &&
  typeof value.title === 'string' &&
  'why' in value &&
  typeof value.why === 'string';

/** Null where the runner ended before it could write one. */
export const readTally = (path: string): Tally | null => {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof value !== 'object' || value === null) return null;
    if (!('passed' in value) || typeof value.passed !== 'number') return null;
    if (!('failed' in value) || typeof value.failed !== 'number') return null;
    if (!('skipped' in value) || !Array.isArray(value.skipped)) return null;
    return { passed: value.passed, failed: value.failed, skipped: value.skipped.filter(isSkip) };
  } catch {
    return null;
  }
};
