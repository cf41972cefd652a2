/** Timers of any length: an engine runs one that is longer than 31 bits of milliseconds at once. */
const longestMs = 2 ** 31 - 1;

/** Runs a task once, unless the returned function is called first. */
export type Soon = (task: () => void) => () => void;

/**
 * `Clock.schedule` over the platform's timers. `soon` runs a task in a macrotask of its own without a
 * timer's least delay (1 ms in Node, 4 ms in a browser once timers nest), which each commit would pay.
 */
export const createScheduler =
  (soon: Soon) =>
  (delayMs: number, task: () => void): (() => void) => {
    if (delayMs <= 0) return soon(task);
    let timer: ReturnType<typeof setTimeout>;
    const wait = (leftMs: number): void => {
      timer = setTimeout(
        () => (leftMs > longestMs ? wait(leftMs - longestMs) : task()),
        Math.min(leftMs, longestMs),
      );
    };
    wait(delayMs);
    return () => clearTimeout(timer);
  };
