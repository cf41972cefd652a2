/**
 * The fallback driver: SQLite in memory, with snapshots of the whole file to a slot store.
 * A commit is durable only after `persist()`. Snapshots that are all damaged are reported as
 * corrupt and left alone. [S1]
 */
import type { Database, SqlJsStatic } from 'sql.js';
import { err, ok } from '../../src/base/index.ts';
import {
  type Clock,
  type SqliteDatabase,
  type SqliteDriver,
  type StorageError,
  StorageFailure,
} from '../../src/ports/index.ts';
import { createEngineDatabase, type EngineDatabase } from './database.ts';
import { textToStorageError } from './errors.ts';
import { asideNameOf, assertFileName, isDatabaseName } from './names.ts';
import { createPersister } from './persister.ts';
import { commonPragmas } from './pragmas.ts';
import { createSnapshots, type SlotStore, type Snapshot } from './snapshots.ts';
import { createSqlJsEngine } from './sqljs-engine.ts';
import { checkSqliteVersion } from './version.ts';

export type SqlJsOptions = {
  readonly load: () => Promise<SqlJsStatic>;
  readonly slots: SlotStore;
  readonly clock: Clock;
  /** How long `persist()` gathers commits before it exports the file. Default 100 ms. */
  readonly debounceMs?: number;
  readonly checkVersion?: (found: string) => StorageError | null;
  /** Caps the file's size in pages of 4 KiB, to test a full disk. */
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

const configure = (database: Database, options: SqlJsOptions): void => {
  database.run(commonPragmas);
  if (options.maxPages !== undefined) database.run(`PRAGMA max_page_count = ${options.maxPages}`);
};

const bytesOf = (snapshot: Snapshot, name: string): Uint8Array | null => {
  if (snapshot.kind === 'found') return snapshot.bytes;
  if (snapshot.kind === 'none') return null;
  throw new StorageFailure({ kind: 'corrupt', message: `no whole snapshot of ${name}` });
};

export const createSqlJsDriver = (options: SqlJsOptions): SqliteDriver => {
  const snapshots = createSnapshots(options.slots);
  const opened = new Set<string>();
  /** Last snapshots of databases that were closed before they were stored. */
  const finishing = new Map<string, Promise<void>>();

  const openOver = (memory: Database, name: string, snapshot: Snapshot): SqliteDatabase => {
    let generation = snapshot.kind === 'found' ? snapshot.generation : 0;
    const persister = createPersister({
      clock: options.clock,
      debounceMs: options.debounceMs ?? 100,
      exportBytes() {
        view.forgetStatements();
        const bytes = memory.export();
        configure(memory, options);
        return bytes;
      },
      save: (bytes) => snapshots.save(name, ++generation, bytes),
      toError,
    });
    let closed = false;
    const engine = createSqlJsEngine(memory);
    const view: EngineDatabase = createEngineDatabase(
      {
        ...engine,
        close() {
          closed = true;
          const finished = persister.finish().catch(() => undefined);
          finishing.set(
            name,
            finished.then(() => void finishing.delete(name)),
          );
          engine.close();
          opened.delete(name);
        },
      },
      {
        persist: persister.persist,
        // The older of the two snapshots still holds what was erased since.
        async scrub() {
          await persister.persist();
          if (closed) return;
          persister.changed();
          await persister.persist();
        },
        committed: persister.changed,
      },
    );
    return view;
  };

  return {
    name: 'sql.js',
    commitWindowMs: 0,
    durableAt: 'persist',
    async open(name) {
      assertFileName(name);
      if (opened.has(name)) return err({ kind: 'busy', message: `${name} is open already` });
      opened.add(name);
      let memory: Database | null = null;
      try {
        await finishing.get(name);
        const sqlite = await options.load();
        const snapshot = await snapshots.load(name);
        memory = new sqlite.Database(bytesOf(snapshot, name));
        const [version] = memory.exec('SELECT sqlite_version()');
        const tooOld = (options.checkVersion ?? checkSqliteVersion)(String(version?.values[0]?.[0]));
        if (tooOld) throw new StorageFailure(tooOld);
        configure(memory, options);
        memory.exec('SELECT count(*) FROM sqlite_schema');
        return ok(openOver(memory, name, snapshot));
      } catch (thrown) {
        memory?.close();
        opened.delete(name);
        return err(toError(thrown));
      }
    },
    list: async () => (await snapshots.list()).filter(isDatabaseName),
    async setAside(name) {
      assertFileName(name);
      if (opened.has(name)) throw new StorageFailure({ kind: 'busy', message: `${name} is open` });
      await finishing.get(name);
      const aside = asideNameOf(name, new Set(await snapshots.list()));
      await snapshots.setAside(name, aside);
      return aside;
    },
  };
};
