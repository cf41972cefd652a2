/**
 * Group commit. Writes that arrive within one window share a transaction, because a durable
 * commit is dear (a flush to disk, tens of milliseconds on OPFS). A promise resolves only after
 * the commit is durable [S1]. Each write is a savepoint of its own: one that throws takes nothing
 * of the others with it.
 */
import { err, ok, type Result } from '../base/index.ts';
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
  /** Commits what is queued now and waits until it is durable. */
  flush(): Promise<void>;
};

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
};

export const createCommitter = ({ database, clock, windowMs, onRollback }: CommitterDeps): Committer => {
  let queue: Job[] = [];
  let running: Promise<void> | null = null;
  let cancelTimer: (() => void) | null = null;

  const runBatch = async (batch: readonly Job[]): Promise<void> => {
    try {
      database.write((db) => {
        for (const job of batch) job.run(db);
      });
      await database.persist();
    } catch (thrown) {
      if (!(thrown instanceof StorageFailure)) throw thrown;
      onRollback(thrown.error);
      for (const job of batch) job.settle(thrown.error);
      return;
    }
    for (const job of batch) job.settle(null);
  };

  const drain = async (): Promise<void> => {
    while (queue.length > 0) {
      const batch = queue;
      queue = [];
      await runBatch(batch);
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
    async flush() {
      while (queue.length > 0 || running) await start();
    },
  };
};
