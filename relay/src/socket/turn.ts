/**
 * The end of a turn of the event loop, in three steps: commit what arrived, hand what was stored to
 * the communities' listeners, write each socket once.
 */
export type Turn = {
  /** Runs `task` once at the end of this turn, in the step of that name. */
  at(step: TurnStep, task: () => void): void;
};
const steps = ['commit', 'fanOut', 'write'] as const;
export type TurnStep = (typeof steps)[number];

/** `failed`: a task threw. That is a bug of its own; the others of the turn are done all the same. */
export const createTurn = (failed: (error: unknown) => void): Turn => {
  const tasks = {
    commit: new Set<() => void>(),
    fanOut: new Set<() => void>(),
    write: new Set<() => void>(),
  };
  let scheduled = false;
  const run = (): void => {
    scheduled = false;
    for (const step of steps) {
      const due = [...tasks[step]];
      tasks[step].clear();
      for (const task of due)
        try {
          task();
        } catch (error) {
          failed(error);
        }
    }
  };
  return {
    at(step, task) {
      tasks[step].add(task);
      if (scheduled) return;
      scheduled = true;
      setImmediate(run);
    },
  };
};
