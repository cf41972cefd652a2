/**
 * Counts Playwright's results for `npm test`. A test that passed only when it was run again counts as passed, and is
 * named with what went wrong the first time.
 */
import type { FullConfig, Reporter, Suite, TestCase, TestError } from '@playwright/test/reporter';
import { firstLine, type Remark, type Tally, writeTally } from './tally.ts';

type Ran = Pick<TestCase, 'titlePath' | 'outcome' | 'annotations'> & {
  readonly results: readonly { readonly errors: readonly TestError[] }[];
};

/** `errors`: of the run itself, outside of any test. */
export const tallyOf = (tests: Iterable<Ran>, errors: readonly TestError[]): Tally => {
  let passed = 0;
  const failures: Remark[] = errors.map(({ message }) => ({
    title: 'beside the tests',
    why: firstLine(message),
  }));
  const flaky: Remark[] = [];
  const skipped: Remark[] = [];
  for (const test of tests) {
    const title = test.titlePath().filter(Boolean).join(' › ');
    const outcome = test.outcome();
    const skip = test.annotations.find(({ type }) => type === 'skip' || type === 'fixme');
    const [error] = test.results.flatMap((result) => result.errors);
    if (outcome === 'expected') passed++;
    else if (outcome === 'flaky') {
      passed++;
      flaky.push({ title, why: firstLine(error?.message) });
    } else if (outcome === 'skipped' && skip)
      skipped.push({ title, why: skip.description ?? 'no reason given' });
    // A test that never started (the run was cut short) is reported as skipped too, without an annotation.
    else failures.push({ title, why: outcome === 'skipped' ? 'it never ran' : firstLine(error?.message) });
  }
  return { passed, failures, flaky, skipped };
};

export default class PlaywrightTally implements Reporter {
  #root: Suite | null = null;
  readonly #errors: TestError[] = [];

  printsToStdio(): boolean {
    return false;
  }

  onBegin(_config: FullConfig, suite: Suite): void {
    this.#root = suite;
  }

  onError(error: TestError): void {
    this.#errors.push(error);
  }

  onEnd(): void {
    writeTally(tallyOf(this.#root?.allTests() ?? [], this.#errors));
  }
}
