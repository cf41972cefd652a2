/** Runs an async read again when asked while it runs: bursts of events cost at most two reads. */
export const createRefresher = (run: () => Promise<void>): (() => Promise<void>) => {
  let current: Promise<void> | null = null;
  let again = false;
  const loop = async () => {
    do {
      again = false;
      await run();
    } while (again);
    current = null;
  };
  return () => {
    if (current) again = true;
    else current = loop();
    return current ?? Promise.resolve();
  };
};
