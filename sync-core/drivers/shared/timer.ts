/** Timers of any length: an engine runs one that is longer than 31 bits of milliseconds at once. */
const longestMs = 2 ** 31 - 1;

/** Runs `task` once after `delayMs`, unless the returned function is called first. */
export const startTimer = (delayMs: number, task: () => void): (() => void) => {
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
