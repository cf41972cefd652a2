/**
 * The browser's default driver: official sqlite-wasm over OPFS, in a Worker. WAL with exclusive
 * locking and synchronous=FULL, so a commit that returned has been flushed. No commit window: what
 * comes while one runs waits for it and shares the next. [S1, S4]
 *
 * The pool belongs to one tab (see `tab-owner.ts`); `release` hands it on.
 */
import type { Database } from '@sqlite.org/sqlite-wasm';
import { err, ok } from '../../src/base/index.ts';
import {
  type Clock,
  type Logger,
  type SqliteDriver,
  type StorageError,
  StorageFailure,
  silentLogger,
} from '../../src/ports/index.ts';
import {
  asideNameOf,
  assertFileName,
  checkSqliteVersion,
  commonPragmas,
  createEngineDatabase,
  isDatabaseName,
  truncateWal,
} from '../shared/index.ts';
import { watchOpfsRefusals } from './opfs-refusals.ts';
import { openOpfsFolder, writeOpfsFile } from './opfs-slots.ts';
import { createSqliteWasmEngine, opfsCodeToStorageError } from './sqlite-wasm-engine.ts';
import { createPoolOpener, type Pool } from './sqlite-wasm-pool.ts';

export type SqliteWasmOptions = {
  readonly folder?: string;
  readonly clock: Clock;
  readonly logger?: Logger;
  readonly checkVersion?: (found: string) => StorageError | null;
  /** Caps the file's size in pages of 4 KiB, to test a full disk. */
  readonly maxPages?: number;
};

export type SqliteWasmDriver = SqliteDriver & {
  /** Gives up the files for another tab. Every database must be closed; opening one takes them again. */
  release(): Promise<void>;
  /** Puts a file in place byte for byte (import of a database, tests). */
  place(name: string, bytes: Uint8Array): Promise<void>;
  /** The bytes of a closed database. */
  bytesOf(name: string): Promise<Uint8Array>;
};

const toError = (pool: Pool | null, thrown: unknown): StorageError => {
  if (thrown instanceof StorageFailure) return thrown.error;
  if (pool && thrown instanceof pool.sqlite.SQLite3Error) {
    const error = opfsCodeToStorageError(thrown.resultCode, thrown.message);
    if (error) return error;
  }
  if (thrown instanceof DOMException) {
    return { kind: thrown.name === 'QuotaExceededError' ? 'full' : 'io', message: thrown.message };
  }
  throw thrown;
};

const configure = (database: Database, options: SqliteWasmOptions): void => {
  // Before the first access: WAL needs no shared memory only where the lock is exclusive from the start.
  database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA temp_store = MEMORY');
  // Read before anything is written, so that a damaged file is reported as it is.
  database.exec('SELECT count(*) FROM sqlite_schema');
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  database.exec(commonPragmas);
  if (options.maxPages !== undefined) database.exec(`PRAGMA max_page_count = ${options.maxPages}`);
};

export const createSqliteWasmDriver = (options: SqliteWasmOptions): SqliteWasmDriver => {
  // Before the pool takes its handles.
  watchOpfsRefusals();
  const folder = options.folder ?? 'maru';
  const asideFolder = `${folder}-aside`;
  const opened = new Set<string>();
  const openPool = createPoolOpener({ folder, clock: options.clock, logger: options.logger ?? silentLogger });
  let current: Pool | null = null;
  const pool = async (): Promise<Pool> => {
    current = await openPool();
    return current;
  };
  const reserve = async (taken: Pool): Promise<void> => {
    // The file, its WAL, and two to spare; SQLite can't ask for more while it runs.
    await taken.files.reserveMinimumCapacity(Number(taken.files.getFileCount()) + 4);
  };

  return {
    name: 'sqlite-wasm',
    commitWindowMs: 0,
    durableAt: 'commit',
    async open(name) {
      assertFileName(name);
      if (opened.has(name)) return err({ kind: 'busy', message: `${name} is open already` });
      opened.add(name);
      let taken: Pool | null = null;
      let database: Database | null = null;
      try {
        taken = await pool();
        const tooOld = (options.checkVersion ?? checkSqliteVersion)(taken.sqlite.version.libVersion);
        if (tooOld) throw new StorageFailure(tooOld);
        await reserve(taken);
        database = new taken.files.OpfsSAHPoolDb(`/${name}`);
        configure(database, options);
        const engine = createSqliteWasmEngine(taken.sqlite, database);
        return ok(
          createEngineDatabase(engine, {
            persist: () => Promise.resolve(),
            scrub: truncateWal,
            closed: () => void opened.delete(name),
          }),
        );
      } catch (thrown) {
        database?.close();
        opened.delete(name);
        return err(toError(taken, thrown));
      }
    },
    async list() {
      const { files } = await pool();
      return files
        .getFileNames()
        .map((path) => path.slice(1))
        .filter(isDatabaseName)
        .sort();
    },
    async setAside(name) {
      assertFileName(name);
      if (opened.has(name)) throw new StorageFailure({ kind: 'busy', message: `${name} is open` });
      const { files } = await pool();
      const target = await openOpfsFolder(asideFolder);
      const existing = new Set<string>();
      for await (const other of target.keys()) existing.add(other);
      const aside = asideNameOf(name, existing);
      const present = new Set(files.getFileNames());
      // The pool can't rename. Copies are flushed before the originals are let go.
      const suffixes = ['-wal', ''].filter((suffix) => present.has(`/${name}${suffix}`));
      for (const suffix of suffixes) {
        await writeOpfsFile(target, aside + suffix, files.exportFile(`/${name}${suffix}`));
      }
      for (const suffix of suffixes) files.unlink(`/${name}${suffix}`);
      return aside;
    },
    async release() {
      if (opened.size > 0) throw new Error('bug: databases are still open');
      current?.files.pauseVfs();
      current = null;
    },
    async place(name, bytes) {
      assertFileName(name);
      if (opened.has(name)) throw new Error('bug: the database is open');
      const taken = await pool();
      await reserve(taken);
      await taken.files.importDb(`/${name}`, bytes);
    },
    async bytesOf(name) {
      assertFileName(name);
      return (await pool()).files.exportFile(`/${name}`);
    },
  };
};
