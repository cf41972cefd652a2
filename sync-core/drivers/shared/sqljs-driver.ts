/**
 * The fallback driver: SQLite in memory, with snapshots of the whole file to a slot store.
 * A commit is durable only after `persist()`; calls made while a snapshot is being written share
 * the next one. Snapshots that are all damaged are reported as corrupt and left alone. [S1]
 */
import type { Database, SqlJsStatic } from 'sql.js';
import { err, ok } from '../../src/base/index.ts';
import { type Clock, type SqliteDriver, type StorageError, StorageFailure } from '../../src/ports/index.ts';
import { createEngineDatabase, type EngineDatabase } from './database.ts';
import { textToStorageError } from './errors.ts';
import { asideNameOf, assertFileName, isDatabaseName } from './names.ts';
import { createSnapshots, type SlotStore, type Snapshots } from './snapshots.ts';
import { createSqlJsEngine } from './sqljs-engine.ts';
import { checkSqliteVersion } from './version.ts';

export type SqlJsOptions = {
  readonly load: () => Promise<SqlJsStatic>;
  readonly slots: SlotStore;
  readonly clock: Clock;
  /** How long `persist()` gathers commits before it exports the file. Default 100 ms. */
  readonly debounceMs?: number;
  readonly checkVersion?: (found: string) => StorageError | null;
  readonly maxPages?: number;
};

const toError = (thrown: unknown): StorageError => {
  if (thrown instanceof StorageFailure) return thrown.error;
  if (!(thrown instanceof Error)) throw thrown;
  const known = textToStorageError(thrown.message);
  if (known) return known;
  // What browsers and Node throw when there is no room.
  const full = thrown.name === 'QuotaExceededError' || ('code' in thrown && thrown.code === 'ENOSPC');
  return { kind: full ? 'full' : 'io', message: thrown.message };
};

/** Writes snapshots one after the other; whoever asks during one waits for the next. */
const createPersister = (deps: {
  readonly options: SqlJsOptions;
  readonly snapshots: Snapshots;
  readonly name: string;
  readonly generation: number;
  readonly exportBytes: () => Uint8Array;
}) => {
  let generation = deps.generation;
  let stale = false;
  let waiting: Promise<void> | null = null;
  let last: Promise<void> = Promise.resolve();
  const pause = () =>
    new Promise<void>((resolve) => void deps.options.clock.schedule(deps.options.debounceMs ?? 100, resolve));
  const store = async (): Promise<void> => {
    stale = false;
    try {
      await deps.snapshots.save(deps.name, ++generation, deps.exportBytes());
    } catch (thrown) {
      stale = true;
      throw new StorageFailure(toError(thrown));
    }
  };
  return {
    changed: () => {
      stale = true;
    },
    persist(): Promise<void> {
      if (waiting) return waiting;
      if (!stale) return last;
      const next = Promise.all([last.catch(() => undefined), pause()]).then(() => {
        waiting = null;
        return store();
      });
      waiting = next;
      last = next;
      // The caller's own promise reports a failure; this one only orders what comes after.
      next.catch(() => undefined);
      return next;
    },
  };
};

const configure = (database: Database, options: SqlJsOptions): void => {
  database.run('PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF');
  if (options.maxPages !== undefined) database.run(`PRAGMA max_page_count = ${options.maxPages}`);
};

export const createSqlJsDriver = (options: SqlJsOptions): SqliteDriver => {
  const snapshots = createSnapshots(options.slots);
  const opened = new Set<string>();
  return {
    name: 'sql.js',
    commitWindowMs: 0,
    async open(name) {
      assertFileName(name);
      if (opened.has(name)) return err({ kind: 'busy', message: `${name} is open already` });
      opened.add(name);
      let database: Database | null = null;
      try {
        const sqlite = await options.load();
        const snapshot = await snapshots.load(name);
        if (snapshot.kind === 'damaged') {
          throw new StorageFailure({ kind: 'corrupt', message: `no whole snapshot of ${name}` });
        }
        const memory = new sqlite.Database(snapshot.kind === 'found' ? snapshot.bytes : null);
        database = memory;
        configure(memory, options);
        memory.exec('SELECT count(*) FROM sqlite_schema');
        const persister = createPersister({
          options,
          snapshots,
          name,
          generation: snapshot.kind === 'found' ? snapshot.generation : 0,
          exportBytes() {
            view.forgetStatements();
            const bytes = memory.export();
            configure(memory, options);
            return bytes;
          },
        });
        const view: EngineDatabase = createEngineDatabase(createSqlJsEngine(memory), {
          persist: persister.persist,
          committed: persister.changed,
          closed: () => void opened.delete(name),
        });
        const tooOld = (options.checkVersion ?? checkSqliteVersion)(view.sqliteVersion);
        if (!tooOld) return ok(view);
        view.close();
        return err(tooOld);
      } catch (thrown) {
        database?.close();
        opened.delete(name);
        return err(toError(thrown));
      }
    },
    list: async () => (await snapshots.list()).filter(isDatabaseName),
    async setAside(name) {
      assertFileName(name);
      if (opened.has(name)) throw new StorageFailure({ kind: 'busy', message: `${name} is open` });
      const aside = asideNameOf(name, new Set(await snapshots.list()));
      await snapshots.setAside(name, aside);
      return aside;
    },
  };
};
