import type { Clock } from '../../src/ports/index.ts';
import { createScheduler } from '../shared/timer.ts';

const schedule = createScheduler((task) => {
  const immediate = setImmediate(task);
  return () => clearImmediate(immediate);
});

/** The system's clock and Node's timers. A pending timer keeps the process alive. */
export const createNodeClock = (): Clock => ({ now: () => Date.now(), schedule });
