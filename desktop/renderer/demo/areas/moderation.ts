/** The demo host's part on reports, automatic rules, and hiding what was written. */
import type { DemoArea } from '../demo-area.ts';

export const createModerationDemo = (_now: number): DemoArea => ({ queries: {}, commands: {} });
