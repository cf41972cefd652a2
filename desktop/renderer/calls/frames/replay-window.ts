/** Each counter once: a frame that comes again is no frame. What is older than all that is remembered is one too. */
export type ReplayWindow = {
  isNew(counter: number): boolean;
  /** Only of what was found to be sealed so. */
  remember(counter: number): void;
};

/** Frames of one track that may overtake each other: some seconds of sound. */
const remembered = 256;

export const createReplayWindow = (): ReplayWindow => {
  const seen = new Set<number>();
  let floor = -1;
  return {
    isNew: (counter) => counter > floor && !seen.has(counter),
    remember(counter) {
      seen.add(counter);
      for (const oldest of seen) {
        if (seen.size <= remembered) break;
        seen.delete(oldest);
        floor = Math.max(floor, oldest);
      }
    },
  };
};
