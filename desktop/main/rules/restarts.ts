/** Whether a host that died is started again: not when it dies at once, over and over. */
const most = 3;
const withinMs = 60_000;

export type Restarts = {
  /** Notes a death at `nowMs` (monotonic milliseconds); true when it may be started again. */
  died(nowMs: number): boolean;
};

/** At most three starts in a minute: data that kills the host on load must not spin. */
export const createRestarts = (): Restarts => {
  let deaths: readonly number[] = [];
  return {
    died(nowMs) {
      deaths = [...deaths.filter((at) => nowMs - at < withinMs), nowMs];
      return deaths.length <= most;
    },
  };
};
