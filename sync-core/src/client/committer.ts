/**
 * Group commit. Writes that arrive within one window share a transaction, because a durable
 * commit is dear (a flush to disk, tens of milliseconds on OPFS). A promise resolves only after
 * the commit is durable [S1]. Long work comes as many writes, and is cut into slices between which
 * the host answers. Each write is a savepoint of its own: one that throws takes nothing
 * of the others with it. What is committed but can't be made durable is not answered until it can: an
 * error would say that nothing was written, and the person would write it twice.
 */
import { err, ok, type Result } from '../base/index.ts';
import { limits } from '../model/index.ts';
import {
  type Clock,
  type SqliteDatabase,
  type StorageError,
  StorageFailure,
  type WriteDb,
} from '../ports/index.ts';

export type Committer = {
  /**
   * Runs `task` in the next commit. `Err` for what the disk did (nothing was written); rejects with
   * what `task` itself threw.
   */
  commit<T>(task: (db: WriteDb) => T): Promise<Result<T, StorageError>>;
  /** The end: commits what is queued now; what can't be made durable at once is answered with why. */
  finish(): Promise<void>;
};

/**
 * How long a transaction goes on taking jobs, in milliseconds. With the job that is running then and the
 * commit, the host is back within 50 ms to answer who is waiting.
 */
const sliceMs = 20;

type Job = {
  run(db: WriteDb): void;
  settle(failure: StorageError | null): void;
};

export type CommitterDeps = {
  readonly database: SqliteDatabase;
  readonly clock: Clock;
  readonly windowMs: number;
  /** The outer transaction failed: state kept beside the database must be read again. */
  onRollback(error: StorageError): void;
  /** What was committed could not be stored; it is tried again until it is. */
  onUnsaved(error: StorageError): void;
};

export const createCommitter = (deps: CommitterDeps): Committer => {
  const { database, clock, windowMs } = deps;
  let queue: Job[] = [];
  let running: Promise<void> | null = null;
  let cancelTimer: (() => void) | null = null;
  let finishing = false;
  /** Ends the pause before the next try. */
  let tryNow = (): void => undefined;

  const pause = (): Promise<void> =>
    new Promise((resolve) => {
      const cancel = clock.schedule(limits.storageRetryMs, resolve);
      tryNow = () => {
        cancel();
        resolve();
      };
    });

  const makeDurable = async (): Promise<StorageError | null> => {
    for (;;) {
      try {
        await database.persist();
        return null;
      } catch (thrown) {
        if (!(thrown instanceof StorageFailure)) throw thrown;
        deps.onUnsaved(thrown.error);
        if (finishing) return thrown.error;
        await pause();
      }
    }
  };

  /** Runs what is queued in one transaction, for as long as a slice lasts; the rest stays queued. */
  const runSlice = async (): Promise<void> => {
    const batch = queue;
    queue = [];
    let done = 0;
    const startedAt = clock.now();
    try {
      database.write((db) => {
        for (const job of batch) {
          job.run(db);
          done++;
          if (clock.now() - startedAt >= sliceMs) break;
        }
      });
    } catch (thrown) {
      if (!(thrown instanceof StorageFailure)) throw thrown;
      deps.onRollback(thrown.error);
      for (const job of batch) job.settle(thrown.error);
      return;
    }
    queue = [...batch.splice(done), ...queue];
    const failure = await makeDurable();
    for (const job of batch) job.settle(failure);
  };

  const breathe = (): Promise<void> => new Promise((resolve) => clock.schedule(0, resolve));

  const drain = async (): Promise<void> => {
    while (queue.length > 0) {
      await runSlice();
      if (queue.length > 0) await breathe();
    }
  };

  const start = (): Promise<void> => {
    cancelTimer?.();
    cancelTimer = null;
    running ??= drain().finally(() => {
      running = null;
      // What arrived after the last batch and before this line.
      if (queue.length > 0) schedule();
    });
    return running;
  };

  const schedule = (): void => {
    if (!running) cancelTimer ??= clock.schedule(windowMs, () => void start());
  };

  return {
    commit<T>(task: (db: WriteDb) => T) {
      return new Promise<Result<T, StorageError>>((resolve, reject) => {
        let outcome: { readonly value: T } | { readonly thrown: unknown } | null = null;
        queue.push({
          run() {
            try {
              // Nested: a savepoint of the batch's transaction.
              const value = database.write((db) => task(db) as never);
              outcome = { value };
            } catch (thrown) {
              if (thrown instanceof StorageFailure) throw thrown;
              outcome = { thrown };
            }
          },
          settle(failure) {
            if (failure) resolve(err(failure));
            else if (outcome === null) reject(new Error('bug: a job was settled before it ran'));
            else if ('thrown' in outcome) reject(outcome.thrown);
            else resolve(ok(outcome.value));
          },
        });
        schedule();
      });
    },
    async finish() {
      finishing = true;
      tryNow();
      while (queue.length > 0 || running) await start();
    },
  };
};
