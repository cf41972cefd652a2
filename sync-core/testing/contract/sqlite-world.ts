/** What a SQLite driver brings to its contract: storage of its own that outlives its drivers. */
import type { SqliteDatabase, SqliteDriver, StorageError } from '../../src/ports/index.ts';
import { check } from './contract.ts';

export type WorldDriverOptions = {
  readonly maxPages?: number;
  readonly checkVersion?: (found: string) => StorageError | null;
};

export type SqliteWorld = {
  /** The drivers' own version check. */
  readonly checkVersion: (found: string) => StorageError | null;
  /** A new driver over this world's storage, as after a restart. */
  createDriver(options?: WorldDriverOptions): SqliteDriver;
  /** Everything stored of a closed database, for comparison. */
  bytesOf(name: string): Promise<Uint8Array>;
  /** Spoils a closed database so that its schema can't be read. */
  damage(name: string): Promise<void>;
};

export const fileName = 'contract.sqlite';

/** Opens `name`; a refusal fails the case. */
export const openOrFail = async (driver: SqliteDriver, name = fileName): Promise<SqliteDatabase> => {
  const opened = await driver.open(name);
  check(opened.ok, `open failed: ${opened.ok ? '' : JSON.stringify(opened.error)}`);
  return opened.value;
};

/** Runs `task` with an open database that has a table `item`, and closes it. */
export const withItems = async (
  world: SqliteWorld,
  task: (db: SqliteDatabase) => void | Promise<void>,
  options?: WorldDriverOptions,
): Promise<void> => {
  const db = await openOrFail(world.createDriver(options));
  try {
    db.write((tx) => tx.exec('CREATE TABLE IF NOT EXISTS item (id INTEGER PRIMARY KEY, body) '));
    await task(db);
  } finally {
    db.close();
  }
};

export const itemIds = (db: SqliteDatabase): readonly unknown[] =>
  db.read((tx) => tx.all('SELECT id FROM item ORDER BY id')).map((row) => row['id']);
