/**
 * What is true only while somebody keeps saying it: an entry that isn't said again in time is forgotten. Nobody
 * is kept longer from now than at their last word, as the clock may have been set back since.
 */
import type { Clock } from '../../../ports/index.ts';

export type Fading<K, V> = {
  get(key: K): V | undefined;
  /** Said now: kept for another while. */
  say(key: K, value: V): void;
  /** Kept at least for so long from now, where it is there. */
  hold(key: K, forMs: number): void;
  /** False when it wasn't there. */
  forget(key: K): boolean;
  entries(): IterableIterator<[K, V]>;
  size(): number;
  stop(): void;
};

export type FadingDeps<K, V> = {
  readonly clock: Clock;
  readonly lifeMs: number;
  /** These fell silent. */
  readonly faded: (gone: readonly (readonly [K, V])[]) => void;
};

export const createFading = <K, V>({ clock, lifeMs, faded }: FadingDeps<K, V>): Fading<K, V> => {
  const said = new Map<K, V>();
  const until = new Map<K, number>();
  let cancel: (() => void) | null = null;
  let stopped = false;

  const forget = (key: K): boolean => {
    until.delete(key);
    return said.delete(key);
  };

  /** Runs again when the next is due. */
  const sweep = (): void => {
    cancel?.();
    cancel = null;
    const now = clock.now();
    const gone: (readonly [K, V])[] = [];
    let next = Number.POSITIVE_INFINITY;
    for (const [key, value] of said) {
      const due = Math.min(until.get(key) ?? now, now + lifeMs);
      until.set(key, due);
      if (due > now) next = Math.min(next, due);
      else gone.push([key, value]);
    }
    for (const [key] of gone) forget(key);
    if (Number.isFinite(next) && !stopped) cancel = clock.schedule(Math.max(1, next - now), sweep);
    if (gone.length > 0) faded(gone);
  };

  return {
    get: (key) => said.get(key),
    say(key, value) {
      said.set(key, value);
      until.set(key, clock.now() + lifeMs);
      sweep();
    },
    hold(key, forMs) {
      const due = until.get(key);
      if (due !== undefined) until.set(key, Math.max(due, clock.now() + forMs));
    },
    forget,
    entries: () => said.entries(),
    size: () => said.size,
    stop() {
      stopped = true;
      cancel?.();
    },
  };
};
