/** The demo host's part on roles, overwrites, and what a change of them would do. */
import type { DemoArea } from '../demo-area.ts';

export const createRolesDemo = (_now: number): DemoArea => ({ queries: {}, commands: {} });
