/** Counts Vitest's results for `npm test`, with the reason of each skip. */
import type { Reporter, TestModule } from 'vitest/node';
import { type Skip, writeTally } from './tally.ts';

export default class VitestTally implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    let passed = 0;
    // An error outside any test counts as one failure: it may be why a test never ran.
    let failed = unhandled.length;
    const skipped: Skip[] = [];
    for (const module of modules) {
      // A file that can't be collected, or a failing hook, has errors of its own.
      failed += module.errors().length;
      for (const suite of module.children.allSuites()) failed += suite.errors().length;
      for (const test of module.children.allTests()) {
        const result = test.result();
        if (result.state === 'passed') passed++;
        else if (result.state === 'skipped')
          skipped.push({ title: test.fullName, why: result.note ?? 'no reason given' });
        // Still pending at the end of the run: it never ran, which is a failure here.
        else failed++;
      }
    }
    writeTally({ passed, failed, skipped });
  }
}
