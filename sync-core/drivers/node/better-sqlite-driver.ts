/**
 * The driver of Node and Electron: one file per database in one folder, WAL with
 * synchronous=FULL, so a commit that returned has reached the disk. [S1, S4]
 *
 * One process owns a file: the owner holds BEGIN EXCLUSIVE on an empty side file `<name>.lock`.
 * That is an operating-system lock, gone with the process even on kill -9, and it leaves the
 * database itself open to `sqlite3` on the command line. A second process gets `busy`.
 *
 * A file that can't be read is probed read-only, so that reporting it changes no byte of it.
 */
import { existsSync, mkdirSync, readdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { err, ok } from '../../src/base/index.ts';
import { type SqliteDriver, type StorageError, StorageFailure } from '../../src/ports/index.ts';
import {
  asideNameOf,
  assertFileName,
  checkSqliteVersion,
  codeNameToStorageError,
  commonPragmas,
  createEngineDatabase,
  isDatabaseName,
  truncateWal,
} from '../shared/index.ts';
import { createBetterSqliteEngine } from './better-sqlite-engine.ts';

export type BetterSqliteOptions = {
  /** Created when missing, readable by its owner only. */
  readonly folder: string;
  /** How long a statement waits for a foreign lock, say of a `sqlite3` shell. Default 2,000 ms. */
  readonly busyTimeoutMs?: number;
  /** Replaced in tests: refuses an SQLite by its version. */
  readonly checkVersion?: (found: string) => StorageError | null;
  /** Caps the file's size in pages of 4 KiB, to test a full disk. */
  readonly maxPages?: number;
};

const toError = (thrown: unknown): StorageError => {
  if (thrown instanceof StorageFailure) return thrown.error;
  if (thrown instanceof Database.SqliteError) {
    const error = codeNameToStorageError(thrown.code, thrown.message);
    if (error) return error;
  } else if (thrown instanceof Error && 'code' in thrown) {
    // What node:fs throws; without a code it is a bug.
    return { kind: thrown.code === 'ENOSPC' ? 'full' : 'io', message: thrown.message };
  }
  throw thrown;
};

/** Takes the one-owner lock of `path`; throws SQLITE_BUSY when another holds it. */
const takeLock = (path: string): (() => void) => {
  const lock = new Database(`${path}.lock`, { timeout: 0 });
  try {
    // No journal file beside the lock: nothing is ever written to it.
    lock.pragma('journal_mode = MEMORY');
    lock.exec('BEGIN EXCLUSIVE');
  } catch (thrown) {
    lock.close();
    throw thrown;
  }
  return () => void lock.close();
};

const sizeOf = (path: string): number => (existsSync(path) ? statSync(path).size : 0);

/** No database is shorter, and the length of every one is a multiple of it. */
const sectorBytes = 512;

const corrupt = (message: string): StorageFailure => new StorageFailure({ kind: 'corrupt', message });

/** Reads the header and schema of an existing file without the right to change it. */
const probe = (path: string): void => {
  const size = sizeOf(path);
  const journal = sizeOf(`${path}-wal`);
  if (size === 0) {
    if (journal === 0) return;
    // SQLite takes the WAL of an empty file for a leftover and deletes it; here it may be all that is left.
    throw corrupt('the file is empty or gone, its journal is not');
  }
  // SQLite takes a file of a few bytes for a new one, and a last page cut short for one with zeros.
  if (size < sectorBytes || (journal === 0 && size % sectorBytes !== 0))
    throw corrupt('the file was cut short');
  const database = new Database(path, { readonly: true, fileMustExist: true });
  try {
    database.prepare('SELECT count(*) FROM sqlite_schema').get();
    database.prepare('PRAGMA user_version').get();
  } finally {
    database.close();
  }
};

const connect = (path: string, options: BetterSqliteOptions): Database.Database => {
  const database = new Database(path, { timeout: options.busyTimeoutMs ?? 2_000 });
  try {
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.exec(commonPragmas);
    if (options.maxPages !== undefined) database.pragma(`max_page_count = ${options.maxPages}`);
  } catch (thrown) {
    database.close();
    throw thrown;
  }
  return database;
};

const linkedVersion = (): string => {
  const database = new Database(':memory:');
  try {
    return String(database.prepare('SELECT sqlite_version()').pluck().get());
  } finally {
    database.close();
  }
};

export const createBetterSqliteDriver = (options: BetterSqliteOptions): SqliteDriver => {
  const { folder } = options;
  const tooOld = (options.checkVersion ?? checkSqliteVersion)(linkedVersion());
  const names = (): readonly string[] => (existsSync(folder) ? readdirSync(folder) : []);
  return {
    name: 'better-sqlite3',
    commitWindowMs: 0,
    durableAt: 'commit',
    async open(name) {
      assertFileName(name);
      if (tooOld) return err(tooOld);
      const path = join(folder, name);
      let unlock: (() => void) | null = null;
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        const release = takeLock(path);
        unlock = release;
        probe(path);
        const engine = createBetterSqliteEngine(connect(path, options));
        return ok(
          createEngineDatabase(engine, {
            persist: () => Promise.resolve(),
            scrub: truncateWal,
            closed: release,
          }),
        );
      } catch (thrown) {
        unlock?.();
        return err(toError(thrown));
      }
    },
    list: async () => names().filter(isDatabaseName).sort(),
    async setAside(name) {
      assertFileName(name);
      const path = join(folder, name);
      let release: () => void;
      try {
        release = takeLock(path);
      } catch (thrown) {
        throw new StorageFailure(toError(thrown));
      }
      try {
        const aside = asideNameOf(name, new Set(names()));
        // The WAL goes first: a crash in between leaves a database that lacks its newest commits at
        // its old name and can still be put together by hand, never a WAL applied to another file.
        for (const suffix of ['-wal', '']) {
          if (existsSync(path + suffix)) renameSync(path + suffix, join(folder, aside + suffix));
        }
        return aside;
      } catch (thrown) {
        throw new StorageFailure(toError(thrown));
      } finally {
        release();
      }
    },
  };
};
