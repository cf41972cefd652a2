/** Entry of a process that opens one saved timeline, reads its newest page, and tells how large it then is. */
import { readFileSync } from 'node:fs';
import { rssMiB } from '../../lib/latency.ts';
import { type Held, heldSchema } from './memory.ts';

const open = async (held: Held): Promise<unknown> => {
  switch (held.engine) {
    case 'nothing':
      return null;
    case 'maru':
      return (await import('./maru-timeline.ts')).openTimeline(held.path);
    default: {
      const { loadCrdt } = await import('./load-crdt.ts');
      return (await loadCrdt(held.engine)).loadTimeline(readFileSync(held.path));
    }
  }
};

process.once('message', async (message) => {
  const held = await open(heldSchema.parse(message));
  globalThis.gc?.();
  // What WebAssembly holds is freed by finalizers, which run between turns.
  await new Promise((resolve) => setImmediate(resolve));
  globalThis.gc?.();
  // Told with the figure, so that what is held is alive until then.
  process.send?.({ rssMiB: rssMiB(), holds: typeof held }, () => process.exit(0));
});
