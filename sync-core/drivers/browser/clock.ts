import type { Clock } from '../../src/ports/index.ts';

/** The browser's clock and timers, in a page or a Worker. */
export const createBrowserClock = (): Clock => ({
  now: () => Date.now(),
  schedule(delayMs, task) {
    const timer = setTimeout(task, delayMs);
    return () => clearTimeout(timer);
  },
});
