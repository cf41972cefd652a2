/** Brings a file to the schema this version knows, in one transaction, or says why it can't. */
import { err, ok, type Result } from '../../base/index.ts';
import { type SqliteDatabase, type StorageError, StorageFailure, type WriteDb } from '../../ports/index.ts';
import { int } from '../rows.ts';

/** One numbered step; its place in the list is the schema version it leads to. */
export type Migration = (db: WriteDb) => void;

/**
 * Runs the migrations that `db` lacks. A file from a newer version is refused untouched; a failing
 * step leaves the file as it was. Several files' worth of DDL still is one transaction.
 */
export const migrate = (
  db: SqliteDatabase,
  migrations: readonly Migration[],
): Result<{ readonly from: number; readonly to: number }, StorageError> => {
  try {
    const found = db.read((reader) => {
      const row = reader.get('PRAGMA user_version');
      return row ? int(row, 'user_version') : 0;
    });
    const known = migrations.length;
    if (found > known) return err({ kind: 'newer-schema', found, known });
    if (found < known) {
      db.write((writer) => {
        for (const migration of migrations.slice(found)) migration(writer);
        writer.exec(`PRAGMA user_version = ${known}`);
      });
    }
    return ok({ from: found, to: known });
  } catch (thrown) {
    if (thrown instanceof StorageFailure) return err(thrown.error);
    throw thrown;
  }
};
