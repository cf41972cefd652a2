import type { Clock } from '../../src/ports/index.ts';

/** The system's clock and Node's timers. A pending timer keeps the process alive. */
export const createNodeClock = (): Clock => ({
  now: () => Date.now(),
  schedule(delayMs, task) {
    const timer = setTimeout(task, delayMs);
    return () => clearTimeout(timer);
  },
});
