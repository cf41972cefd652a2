/**
 * Disks of one installation: better-sqlite3 in memory, of which only what was durable survives a crash.
 * `commit` disks are durable with each commit (better-sqlite3 with FULL, OPFS); `persist` disks only
 * after `persist()` (sql.js), which takes a while. `lying` disks say so and store nothing: a mutant.
 */
import Database from 'better-sqlite3';
import { createBetterSqliteEngine } from '../../drivers/node/better-sqlite-engine.ts';
import { createEngineDatabase } from '../../drivers/shared/index.ts';
import { err, ok } from '../../src/base/index.ts';
import type { SqliteDatabase, SqliteDriver, SqlRow } from '../../src/ports/index.ts';

export type Durability = 'commit' | 'persist' | 'lying';
/** Changes what a query answers: how a mutant gets into the store. */
export type RowFilter = (sql: string, rows: readonly SqlRow[]) => readonly SqlRow[];

export type Disk = {
  readonly driver: SqliteDriver;
  /** The power goes: what was not durable is gone, and open databases are of no use any more. */
  crash(): void;
};

type File = { image: Buffer | null; open: Database.Database | null; rotten: number };

export type DiskOptions = {
  readonly durability: Durability;
  /** Runs `task` after the time that a flush takes. */
  readonly afterFlush: (task: () => void) => void;
  readonly filter?: RowFilter | undefined;
};

const filtered = (database: SqliteDatabase, filter: RowFilter): SqliteDatabase => ({
  ...database,
  read: (task) =>
    database.read((db) => task({ ...db, all: (sql, params) => filter(sql, db.all(sql, params)) })),
  write: (task) =>
    database.write((db) => task({ ...db, all: (sql, params) => filter(sql, db.all(sql, params)) })),
});

export const createDisk = (options: DiskOptions): Disk => {
  const files = new Map<string, File>();

  const store = (file: File): void => {
    // A lying disk keeps what it had: the first image, so that there is a file to open at all.
    if (file.open && !(options.durability === 'lying' && file.image !== null && ++file.rotten > 8))
      file.image = file.open.serialize();
  };

  const persist = (file: File): Promise<void> =>
    new Promise((resolve) =>
      options.afterFlush(() => {
        if (options.durability !== 'commit') store(file);
        resolve();
      }),
    );

  return {
    driver: {
      name: 'sim',
      commitWindowMs: 0,
      async open(name) {
        const file = files.get(name) ?? { image: null, open: null, rotten: 0 };
        if (file.open) return err({ kind: 'busy', message: `${name} is open already` });
        files.set(name, file);
        const memory = new Database(file.image ?? ':memory:');
        memory.pragma('foreign_keys = ON');
        memory.pragma('trusted_schema = OFF');
        file.open = memory;
        const database = createEngineDatabase(createBetterSqliteEngine(memory), {
          persist: () => persist(file),
          closed() {
            file.open = null;
          },
        });
        return ok(options.filter ? filtered(database, options.filter) : database);
      },
      list: async () => [...files.keys()],
      async setAside(name) {
        throw new Error(`the simulation met a damaged file: ${name}`);
      },
    },
    crash() {
      for (const file of files.values()) {
        // Between two steps no transaction is open: what is in memory is what was committed.
        if (options.durability === 'commit') store(file);
        file.open?.close();
        file.open = null;
      }
    },
  };
};
