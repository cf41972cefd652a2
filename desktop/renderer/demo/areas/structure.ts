/** The demo host's part on the community itself, its categories and channels. */
import type { DemoArea } from '../demo-area.ts';

export const createStructureDemo = (_now: number): DemoArea => ({ queries: {}, commands: {} });
