/**
 * SQLite as the core sees it: synchronous, with reading and writing told apart by type,
 * and transactions that cannot be async. Drivers live in `sync-core/drivers`.
 */
import type { Result } from '../base/index.ts';

export type SqlValue = string | number | bigint | Uint8Array | null;
export type SqlRow = { readonly [column: string]: SqlValue };
export type SqlParams = readonly SqlValue[];

/** A function that returns a promise is a compile error where this is asked for. */
export type NotPromise<T> = T extends PromiseLike<unknown> ? 'a transaction cannot be async' : T;

/** Statements are prepared once per SQL text and cached by the driver. Blobs come back as Uint8Array. */
export type ReadDb = {
  get(sql: string, params?: SqlParams): SqlRow | undefined;
  all(sql: string, params?: SqlParams): readonly SqlRow[];
};

export type WriteDb = ReadDb & {
  /** Runs one statement; returns the number of rows it changed. */
  run(sql: string, params?: SqlParams): number;
  /** Runs several statements without parameters (migrations). */
  exec(sql: string): void;
};

/** What went wrong with a file, in terms a person can act on. The file is left as it was. */
export type StorageError =
  | { readonly kind: 'busy'; readonly message: string }
  | { readonly kind: 'full'; readonly message: string }
  /** `part: 'index'`: only a full-text index is damaged, which can be made anew from the tables. */
  | { readonly kind: 'corrupt'; readonly message: string; readonly part?: 'index' }
  | { readonly kind: 'io'; readonly message: string }
  | { readonly kind: 'newer-schema'; readonly found: number; readonly known: number }
  | { readonly kind: 'sqlite-too-old'; readonly found: string; readonly needed: string };

/** Thrown by `read` and `write` when SQLite fails; caught at the client's edge and returned as its `error`. */
export class StorageFailure extends Error {
  readonly error: StorageError;
  constructor(error: StorageError) {
    super(error.kind);
    this.error = error;
  }
}

/**
 * What is kept in memory while a transaction runs, and written just before it commits. Rolled back with
 * the level that it was noted in, as rows are.
 */
export type Deferred = {
  /** How much was noted so far. */
  mark(): number;
  /** Takes back what was noted since that mark. */
  undo(mark: number): void;
  /** Writes all that was noted. What it throws rolls the transaction back. */
  flush(db: WriteDb): void;
};

export type FullTextEngine = 'fts5' | 'fts4';

export type SqliteDatabase = {
  readonly sqliteVersion: string;
  readonly fullText: FullTextEngine;
  read<T>(task: (db: ReadDb) => NotPromise<T>): T;
  /**
   * One `BEGIN IMMEDIATE` transaction: all of `task` or nothing. Nested calls are savepoints.
   * Throws `StorageFailure` for what the disk did; rethrows what `task` threw, rolled back.
   */
  write<T>(task: (db: WriteDb) => NotPromise<T>): T;
  /**
   * Resolves once everything committed so far survives a crash. At once where a commit is
   * already durable (better-sqlite3 FULL, OPFS); after the snapshot is stored for sql.js.
   */
  persist(): Promise<void>;
  /** Takes part in every transaction from now on. */
  defer(deferred: Deferred): void;
  /** How many transactions and savepoints were undone so far: whoever keeps what rows said forgets it when this grew. */
  rollbacks(): number;
  /**
   * Leaves no copy of what was overwritten or deleted beside the live rows: empties the journal, renews
   * every snapshot [S6]. Rejects with `StorageFailure`; doing it later does as well.
   */
  scrub(): Promise<void>;
  close(): void;
};

export type SqliteDriver = {
  readonly name: string;
  /** How long to gather writes into one commit; 0 commits each macrotask's writes together. */
  readonly commitWindowMs: number;
  /** What survives a crash: each commit, or what `persist()` stored. */
  readonly durableAt: 'commit' | 'persist';
  /** Opens or creates the file called `name` (no path separators; the driver knows the folder). */
  open(name: string): Promise<Result<SqliteDatabase, StorageError>>;
  /** Names of the files that exist. */
  list(): Promise<readonly string[]>;
  /** Moves a file aside under a new name (quarantine); never deletes. */
  setAside(name: string): Promise<string>;
};
