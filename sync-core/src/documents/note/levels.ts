/** How deep the structs of one update lie below what was there before it. */
export type Levels = {
  /** Of the own struct that holds this clock; 0 for what was there before. */
  of(clock: number): number;
  add(clock: number, level: number): void;
  most(): number;
};

export const createLevels = (): Levels => {
  const starts: number[] = [];
  const held: number[] = [];
  let most = 0;
  return {
    of(clock) {
      let [low, high] = [0, starts.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((starts[middle] ?? 0) <= clock) low = middle + 1;
        else high = middle;
      }
      return held[low - 1] ?? 0;
    },
    add(clock, level) {
      starts.push(clock);
      held.push(level);
      most = Math.max(most, level);
    },
    most: () => most,
  };
};
