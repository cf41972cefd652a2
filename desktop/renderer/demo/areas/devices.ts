/** The demo host's part on one’s own devices, recovery and guardians. */
import type { DemoArea } from '../demo-area.ts';

export const createDevicesDemo = (_now: number): DemoArea => ({ queries: {}, commands: {} });
