/**
 * The world's only time: a queue of tasks ordered by (time, order of arrival). Nothing runs until
 * `step`, and between two steps all promises that can settle have settled.
 */
export type Timeline = {
  /** Milliseconds since the Unix epoch. */
  now(): number;
  at(time: number, task: () => void): () => void;
  /** Runs the next task that is due at or before `until`; false when there is none (time is then `until`). */
  step(until: number): Promise<boolean>;
};

type Task = { readonly time: number; readonly order: number; readonly run: () => void; cancelled: boolean };

export const createTimeline = (start: number): Timeline => {
  let now = start;
  let order = 0;
  const queue: Task[] = [];

  const place = (task: Task): number => {
    let low = 0;
    let high = queue.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = queue[middle];
      if (other && (other.time < task.time || (other.time === task.time && other.order < task.order)))
        low = middle + 1;
      else high = middle;
    }
    return low;
  };

  /** A macrotask later, every promise that only waited for promises has settled. */
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  return {
    now: () => now,
    at(time, run) {
      const task: Task = { time: Math.max(now, time), order: order++, run, cancelled: false };
      queue.splice(place(task), 0, task);
      return () => {
        task.cancelled = true;
      };
    },
    async step(until) {
      for (;;) {
        const next = queue[0];
        if (!next || next.time > until) {
          now = Math.max(now, until);
          return false;
        }
        queue.shift();
        if (next.cancelled) continue;
        now = next.time;
        next.run();
        await settle();
        return true;
      }
    },
  };
};
