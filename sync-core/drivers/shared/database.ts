/**
 * A `SqliteDatabase` over any engine: transactions, savepoints, the read/write divide and
 * what happens after a disk fault. [S1]
 *
 * - `write` is one BEGIN IMMEDIATE; nested calls are savepoints that undo only themselves.
 * - A disk fault inside a transaction dooms all of it, even where the task catches the error:
 *   SQLite may have rolled back already, and what follows would commit row by row.
 * - After an I/O error or corruption no more is written through this connection (a page that
 *   failed to reach the disk may be lost from the cache); it must be opened again. A full disk
 *   is no such case: writing goes on once there is room. Nor is a damaged full-text index: only
 *   its statement failed, and the caller may make the index anew.
 * - Refuses: writing in `read`, async tasks, and handles kept after their transaction ended.
 */
import { assert } from '../../src/base/index.ts';
import {
  type Deferred,
  type FullTextEngine,
  type NotPromise,
  type ReadDb,
  type SqliteDatabase,
  type SqlRow,
  type StorageError,
  StorageFailure,
  type WriteDb,
} from '../../src/ports/index.ts';
import type { Engine, EngineStatement } from './engine.ts';
import { createStatementCache } from './statement-cache.ts';

export type DatabaseOptions = {
  readonly persist: () => Promise<void>;
  /** What `scrub` does for this driver; called outside of transactions. */
  readonly scrub: (run: RunPragma) => Promise<void>;
  /** Called after the outermost commit of each write. */
  readonly committed?: () => void;
  readonly closed?: () => void;
  readonly statementCapacity?: number;
};

/** Runs a statement outside of any transaction. */
export type RunPragma = (sql: string) => SqlRow | undefined;

export type EngineDatabase = SqliteDatabase & {
  /** Forgets every prepared statement (the engine is about to replace its connection). */
  forgetStatements(): void;
  readonly inTransaction: boolean;
};

const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';

const isIndexAlone = (error: StorageError): boolean => error.kind === 'corrupt' && error.part === 'index';

const reads = /^\s*(?:--[^\n]*\n\s*|\/\*.*?\*\/\s*)*(?:select|with|values|explain|pragma)\b/is;

export const createEngineDatabase = (engine: Engine, options: DatabaseOptions): EngineDatabase => {
  const statements = createStatementCache(engine, options.statementCapacity);
  let depth = 0;
  let open = true;
  let rollbacks = 0;
  /** Why the running transaction can no longer commit. */
  let doomed: StorageFailure | null = null;
  const deferred: Deferred[] = [];
  /** Why this connection writes no more. */
  let discarded: StorageError | null = null;

  const guarded = <T>(action: () => T): T => {
    try {
      return action();
    } catch (thrown) {
      const error = engine.toStorageError(thrown);
      if (!error) throw thrown;
      const failure = new StorageFailure(error);
      if (depth > 0 && !isIndexAlone(error)) doomed ??= failure;
      throw failure;
    }
  };

  const prepareRead = (sql: string): EngineStatement => {
    assert(open, 'the database is closed');
    const statement = statements.prepare(sql);
    assert(statement.readOnly ?? reads.test(sql), `a statement that writes in read(): ${sql}`);
    return statement;
  };

  const reader: ReadDb = {
    get: (sql, params = []) => guarded(() => prepareRead(sql).get(params)),
    all: (sql, params = []) => guarded(() => prepareRead(sql).all(params)),
  };

  const createWriter = (): { db: WriteDb; end(): void } => {
    let active = true;
    const usable = (): void => {
      assert(active, 'a transaction handle was used after its transaction ended');
      if (doomed) throw doomed;
    };
    const prepare = (sql: string): EngineStatement => {
      usable();
      return statements.prepare(sql);
    };
    return {
      db: {
        get: (sql, params = []) => guarded(() => prepare(sql).get(params)),
        all: (sql, params = []) => guarded(() => prepare(sql).all(params)),
        run: (sql, params = []) => guarded(() => prepare(sql).run(params)),
        exec: (sql) =>
          guarded(() => {
            usable();
            engine.exec(sql);
          }),
      },
      end: () => {
        active = false;
      },
    };
  };

  const control = (sql: string): void => guarded(() => void statements.prepare(sql).run([]));

  const undo = (level: number): void => {
    try {
      if (level === 1) engine.exec('ROLLBACK');
      else engine.exec(`ROLLBACK TO level${level}; RELEASE level${level}`);
    } catch {
      // SQLite has rolled back by itself after the fault that brought us here; nothing is left to undo.
    }
  };

  /** Ends a failed level and says what to throw. */
  const fail = (level: number, marks: readonly number[], thrown: unknown): unknown => {
    undo(level);
    for (const [index, mark] of marks.entries()) deferred[index]?.undo(mark);
    rollbacks++;
    depth = level - 1;
    const failure: unknown = doomed ?? thrown;
    if (depth === 0) doomed = null;
    if (failure instanceof StorageFailure) {
      const { error } = failure;
      if (error.kind === 'io' || (error.kind === 'corrupt' && !isIndexAlone(error))) discarded = error;
    }
    return failure;
  };

  const write = <T>(task: (db: WriteDb) => NotPromise<T>): T => {
    assert(open, 'the database is closed');
    if (discarded) throw new StorageFailure(discarded);
    if (doomed) throw doomed;
    const level = depth + 1;
    const writer = createWriter();
    const marks = deferred.map((one) => one.mark());
    let outcome: unknown;
    try {
      control(level === 1 ? 'BEGIN IMMEDIATE' : `SAVEPOINT level${level}`);
      depth = level;
      const result: unknown = task(writer.db);
      if (level === 1 && !isThenable(result)) for (const one of deferred) one.flush(writer.db);
      writer.end();
      if (isThenable(result)) {
        // The task's remaining steps will fail on the ended handle; that rejection is reported here already.
        result.then(undefined, () => undefined);
        throw new Error('bug: a transaction cannot be async');
      }
      if (doomed) throw doomed;
      control(level === 1 ? 'COMMIT' : `RELEASE level${level}`);
      depth = level - 1;
      outcome = result;
    } catch (thrown) {
      writer.end();
      throw fail(level, marks, thrown);
    }
    if (level === 1) options.committed?.();
    // `NotPromise<T>` is `T` for everything that is not a promise, which was checked above.
    return outcome as T;
  };

  const compiledWithFts5 = reader.get(
    "SELECT 1 AS found FROM pragma_compile_options WHERE compile_options = 'ENABLE_FTS5'",
  );
  const fullText: FullTextEngine = compiledWithFts5 ? 'fts5' : 'fts4';

  return {
    sqliteVersion: String(reader.get('SELECT sqlite_version() AS version')?.['version']),
    fullText,
    read<T>(task: (db: ReadDb) => NotPromise<T>): T {
      const result: unknown = task(reader);
      assert(!isThenable(result), 'a read cannot be async');
      return result as T;
    },
    write,
    persist: options.persist,
    defer: (one) => void deferred.push(one),
    rollbacks: () => rollbacks,
    async scrub() {
      assert(open && depth === 0, 'scrubbed while closed or inside a transaction');
      if (discarded) throw new StorageFailure(discarded);
      await options.scrub((sql) => guarded(() => statements.prepare(sql).get([])));
    },
    close() {
      if (!open) return;
      assert(depth === 0, 'closed inside a transaction');
      open = false;
      statements.clear();
      engine.close();
      options.closed?.();
    },
    forgetStatements: () => statements.clear(),
    get inTransaction() {
      return depth > 0;
    },
  };
};
