/** How often something may happen: so many times in a stretch of time. */
export type Pace = { readonly isFull: (nowMs: number) => boolean; readonly note: (nowMs: number) => void };

export const createPace = (most: number, stretchMs: number): Pace => {
  let times: readonly number[] = [];
  return {
    isFull(nowMs) {
      // A clock that was set back must not hold everything up until it is there again.
      times = times.filter((at) => at > nowMs - stretchMs && at <= nowMs);
      return times.length >= most;
    },
    note(nowMs) {
      times = [...times, nowMs];
    },
  };
};

/** True, and counted, while there is room. */
export const takeTurn = (pace: Pace, nowMs: number): boolean => {
  if (pace.isFull(nowMs)) return false;
  pace.note(nowMs);
  return true;
};
