/** The demo host's part on invites. */
import type { DemoArea } from '../demo-area.ts';

export const createInvitesDemo = (_now: number): DemoArea => ({ queries: {}, commands: {} });
