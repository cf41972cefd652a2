/** The demo host's part on members: nicknames, roles, timeouts, removals, applicants. */
import type { DemoArea } from '../demo-area.ts';

export const createPeopleDemo = (_now: number): DemoArea => ({ queries: {}, commands: {} });
