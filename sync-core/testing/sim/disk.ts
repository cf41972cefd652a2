/**
 * Disks of one installation: better-sqlite3 in memory, of which only what was durable survives a crash.
 * `commit` disks are durable with each commit (better-sqlite3 with FULL, OPFS); `persist` disks only
 * after `persist()` (sql.js), which takes a while. `lying` disks say so and store nothing: a mutant.
 * A full disk refuses what would change it: whole transactions, or snapshots.
 */
import Database from 'better-sqlite3';
import { createBetterSqliteEngine } from '../../drivers/node/better-sqlite-engine.ts';
import { createEngineDatabase } from '../../drivers/shared/index.ts';
import { err, ok } from '../../src/base/index.ts';
import {
  type SqliteDatabase,
  type SqliteDriver,
  type SqlRow,
  StorageFailure,
} from '../../src/ports/index.ts';

export type Durability = 'commit' | 'persist' | 'lying';
/** Changes what a query answers: how a mutant gets into the store. */
export type RowFilter = (sql: string, rows: readonly SqlRow[]) => readonly SqlRow[];

export type Disk = {
  readonly driver: SqliteDriver;
  /** The power goes: what was not durable is gone, and open databases are of no use any more. */
  crash(): void;
  /** A copy of all files as they are stored now. */
  backUp(): Backup;
  /** Puts a copy back; nothing may be open. */
  restore(backup: Backup): void;
  /** How often the disk refused for lack of room. */
  refusals(): number;
};

export type Backup = ReadonlyMap<string, Buffer | null>;

type File = { image: Buffer | null; open: Database.Database | null; rotten: number };

export type DiskOptions = {
  readonly durability: Durability;
  /** Runs `task` after the time that a flush takes. */
  readonly afterFlush: (task: () => void) => void;
  readonly filter?: RowFilter | undefined;
  readonly isFull: () => boolean;
};

const filtered = (database: SqliteDatabase, filter: RowFilter): SqliteDatabase => ({
  ...database,
  read: (task) =>
    database.read((db) => task({ ...db, all: (sql, params) => filter(sql, db.all(sql, params)) })),
  write: (task) =>
    database.write((db) => task({ ...db, all: (sql, params) => filter(sql, db.all(sql, params)) })),
});

/** Undoes each outermost transaction that changed something while `refuse` answers why it must not. */
const refusing = (database: SqliteDatabase, refuse: () => StorageFailure | null): SqliteDatabase => {
  let depth = 0;
  return {
    ...database,
    write: (task) =>
      database.write((db) => {
        const changes = () => db.get('SELECT total_changes() AS count')?.['count'];
        const before = depth === 0 ? changes() : null;
        depth++;
        try {
          const value = task(db);
          const failure = depth === 1 && changes() !== before ? refuse() : null;
          if (failure) throw failure;
          return value;
        } finally {
          depth--;
        }
      }),
  };
};

export const createDisk = (options: DiskOptions): Disk => {
  const files = new Map<string, File>();
  let refused = 0;
  const refuse = (): StorageFailure | null => {
    if (!options.isFull()) return null;
    refused++;
    return new StorageFailure({ kind: 'full', message: 'the simulated disk is full' });
  };

  const store = (file: File): void => {
    // A lying disk keeps what it had: the first image, so that there is a file to open at all.
    if (file.open && !(options.durability === 'lying' && file.image !== null && ++file.rotten > 8))
      file.image = file.open.serialize();
  };

  const persist = (file: File): Promise<void> =>
    new Promise((resolve, reject) =>
      options.afterFlush(() => {
        if (options.durability === 'commit') return resolve();
        const failure = refuse();
        if (failure) return reject(failure);
        store(file);
        resolve();
      }),
    );

  return {
    driver: {
      name: 'sim',
      commitWindowMs: 0,
      durableAt: options.durability === 'persist' ? 'persist' : 'commit',
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
          scrub: () => Promise.resolve(),
          closed() {
            file.open = null;
          },
        });
        const writable = options.durability === 'commit' ? refusing(database, refuse) : database;
        return ok(options.filter ? filtered(writable, options.filter) : writable);
      },
      list: async () => [...files.keys()],
      async setAside(name) {
        throw new Error(`the simulation met a damaged file: ${name}`);
      },
    },
    backUp() {
      for (const file of files.values()) if (options.durability === 'commit') store(file);
      return new Map([...files].map(([name, { image }]) => [name, image]));
    },
    restore(backup) {
      files.clear();
      for (const [name, image] of backup) files.set(name, { image, open: null, rotten: 0 });
    },
    refusals: () => refused,
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
