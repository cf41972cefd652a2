import type { Clock } from '../../src/ports/index.ts';
import { startTimer } from '../shared/timer.ts';

/** The browser's clock and timers, in a page or a Worker. */
export const createBrowserClock = (): Clock => ({ now: () => Date.now(), schedule: startTimer });
