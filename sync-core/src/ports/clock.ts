/** Wall time and timers. The only way the core learns what time it is. */
export type Clock = {
  /** Milliseconds since the Unix epoch. May jump in either direction. */
  now(): number;
  /** Runs `task` once after `delayMs`, unless the returned function is called first. */
  schedule(delayMs: number, task: () => void): () => void;
};
