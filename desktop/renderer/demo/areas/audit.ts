/** The demo host's part on what was done and why it counts, and the community as of a moment. */
import type { DemoArea } from '../demo-area.ts';

export const createAuditDemo = (_now: number): DemoArea => ({ queries: {}, commands: {} });
