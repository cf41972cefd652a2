/** Counts Vitest's results for `npm test`, with the reason of each skip and failure. */
import type { Reporter, TestModule } from 'vitest/node';
import { firstLine, type Remark, writeTally } from './tally.ts';

export default class VitestTally implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly { readonly message: string }[]): void {
    let passed = 0;
    const failures: Remark[] = [];
    const skipped: Remark[] = [];
    const fail = (title: string, errors: readonly { readonly message: string }[]) =>
      failures.push(...errors.map(({ message }) => ({ title, why: firstLine(message) })));
    // An error outside any test counts as one failure: it may be why a test never ran.
    fail('beside the tests', unhandled);
    for (const module of modules) {
      const file = module.relativeModuleId;
      // A file that can't be collected, or a failing hook, has errors of its own.
      fail(file, module.errors());
      for (const suite of module.children.allSuites()) fail(`${file} > ${suite.fullName}`, suite.errors());
      for (const test of module.children.allTests()) {
        const title = `${file} > ${test.fullName}`;
        const result = test.result();
        if (result.state === 'passed') passed++;
        else if (result.state === 'skipped')
          skipped.push({ title: test.fullName, why: result.note ?? 'no reason given' });
        // Still pending at the end of the run: it never ran, which is a failure here.
        else failures.push({ title, why: firstLine(result.errors?.[0]?.message ?? 'it never ran') });
      }
    }
    writeTally({ passed, failures, flaky: [], skipped });
  }
}
