/** Counts Playwright's results for `npm test`, with the reason of each skip. */
import type { FullConfig, Reporter, Suite } from '@playwright/test/reporter';
import { type Skip, writeTally } from './tally.ts';

export default class PlaywrightTally implements Reporter {
  #root: Suite | null = null;
  #errors = 0;

  printsToStdio(): boolean {
    return false;
  }

  onBegin(_config: FullConfig, suite: Suite): void {
    this.#root = suite;
  }

  onError(): void {
    this.#errors++;
  }

  onEnd(): void {
    let passed = 0;
    let failed = this.#errors;
    const skipped: Skip[] = [];
    for (const test of this.#root?.allTests() ?? []) {
      const outcome = test.outcome();
      const annotation = test.annotations.find(({ type }) => type === 'skip' || type === 'fixme');
      if (outcome === 'expected') passed++;
      // A test that never started (the run was cut short) is reported as skipped too, without an annotation.
      else if (outcome === 'skipped' && annotation)
        skipped.push({
          title: test.titlePath().filter(Boolean).join(' › '),
          why: annotation.description ?? 'no reason given',
        });
      else failed++;
    }
    writeTally({ passed, failed, skipped });
  }
}
