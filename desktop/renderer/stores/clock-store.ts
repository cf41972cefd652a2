/** The current time as one store for the whole window: relative times age together, from one timer. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Timer } from './toast-store.ts';

/** Times are said in minutes: half of one is late enough. */
const tickMs = 30_000;

export type ClockStore = {
  /** Milliseconds since the Unix epoch. */
  readonly store: StoreApi<{ readonly now: number }>;
  dispose(): void;
};

export const createClockStore = (now: () => number, timer: Timer): ClockStore => {
  const store = createStore<{ readonly now: number }>(() => ({ now: now() }));
  let cancel: () => void;
  const tick = () => {
    store.setState({ now: now() });
    cancel = timer(tick, tickMs);
  };
  cancel = timer(tick, tickMs);
  return { store, dispose: () => cancel() };
};
