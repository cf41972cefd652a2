/** Orders the snapshots of one in-memory database: one at a time, callers in between share the next. */
import { type Clock, type StorageError, StorageFailure } from '../../src/ports/index.ts';

export type PersisterOptions = {
  readonly clock: Clock;
  /** How long to gather commits before exporting. */
  readonly debounceMs: number;
  readonly exportBytes: () => Uint8Array;
  readonly save: (bytes: Uint8Array) => Promise<void>;
  readonly toError: (thrown: unknown) => StorageError;
};

export type Persister = {
  /** Something was committed since the last export. */
  changed(): void;
  /** Resolves once everything committed before the call is stored; rejects with `StorageFailure`. */
  persist(): Promise<void>;
  /** Exports what is not stored yet, now: the database is about to close. Resolves when it is stored. */
  finish(): Promise<void>;
};

export const createPersister = (options: PersisterOptions): Persister => {
  let stale = false;
  let waiting: { readonly stored: Promise<void>; readonly startNow: () => void } | null = null;
  let last: Promise<void> = Promise.resolve();
  /** What `finish` exported; the connection is gone after it. */
  let final: Uint8Array | null = null;

  const store = async (): Promise<void> => {
    waiting = null;
    stale = false;
    try {
      await options.save(final ?? options.exportBytes());
    } catch (thrown) {
      stale = true;
      throw new StorageFailure(options.toError(thrown));
    }
  };

  const persist = (): Promise<void> => {
    if (waiting) return waiting.stored;
    if (!stale) return last;
    let startNow = (): void => undefined;
    const pause = new Promise<void>((resolve) => {
      const cancel = options.clock.schedule(options.debounceMs, resolve);
      startNow = () => {
        cancel();
        resolve();
      };
    });
    // An earlier failure was its own callers' to hear of; this snapshot holds everything anyway.
    const earlier = last.catch(() => undefined);
    const stored = Promise.all([earlier, pause]).then(store);
    waiting = { stored, startNow };
    last = stored;
    // Whoever asked hears of a failure; a caller that did not wait must not end the process.
    stored.catch(() => undefined);
    return stored;
  };

  return {
    changed: () => {
      stale = true;
    },
    persist,
    finish() {
      if (!stale) return last;
      const stored = persist();
      final = options.exportBytes();
      waiting?.startNow();
      return stored;
    },
  };
};
