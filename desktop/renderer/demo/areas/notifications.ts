/** The demo host's part on levels, mutes and do-not-disturb. */
import type { DemoArea } from '../demo-area.ts';

export const createNotificationsDemo = (_now: number): DemoArea => ({ queries: {}, commands: {} });
