import type { Clock } from '../../src/ports/index.ts';
import { createScheduler, type Soon } from '../shared/timer.ts';

/** A message to oneself: the one macrotask that a browser neither delays nor clamps. */
const createSoon = (): Soon => {
  const { port1, port2 } = new MessageChannel();
  const tasks = new Map<number, () => void>();
  let last = 0;
  port1.onmessage = ({ data }: MessageEvent<number>) => {
    const task = tasks.get(data);
    tasks.delete(data);
    task?.();
  };
  return (task) => {
    const id = ++last;
    tasks.set(id, task);
    port2.postMessage(id);
    return () => void tasks.delete(id);
  };
};

/** The browser's clock and timers, in a page or a Worker. */
export const createBrowserClock = (): Clock => ({
  now: () => Date.now(),
  schedule: createScheduler(createSoon()),
});
