import type { Clock } from '../../src/ports/index.ts';
import { startTimer } from '../shared/timer.ts';

/** The system's clock and Node's timers. A pending timer keeps the process alive. */
export const createNodeClock = (): Clock => ({ now: () => Date.now(), schedule: startTimer });
