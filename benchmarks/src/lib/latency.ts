/** Latencies of single acts, and the longest time that the event loop of this process stood still. */
import { percentile } from './stats.ts';

export const timeEach = async (count: number, act: (index: number) => Promise<void> | void) => {
  const taken: number[] = [];
  for (let index = 0; index < count; index++) {
    const start = process.hrtime.bigint();
    const done = act(index);
    if (done instanceof Promise) await done;
    taken.push(Number(process.hrtime.bigint() - start) / 1e6);
  }
  return {
    p50: percentile(taken, 0.5),
    p95: percentile(taken, 0.95),
    p99: percentile(taken, 0.99),
  };
};

/** By a timer of 1 ms: how late it was at most, in milliseconds. */
export const watchEventLoop = (): { longest(): number; stop(): number } => {
  let longest = 0;
  let last = performance.now();
  const look = (): void => {
    const now = performance.now();
    longest = Math.max(longest, now - last - 1);
    last = now;
  };
  const timer = setInterval(look, 1);
  return {
    longest: () => longest,
    stop() {
      look();
      clearInterval(timer);
      return longest;
    },
  };
};

export const rssMiB = (): number => process.memoryUsage.rss() / 1024 ** 2;
