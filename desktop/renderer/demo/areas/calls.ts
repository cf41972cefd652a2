/** The demo host's part on calls. */
import type { DemoArea } from '../demo-area.ts';

export const createCallsDemo = (_now: number): DemoArea => ({
  queries: { calls: () => [], voicePlaces: () => [] },
  commands: {},
});
