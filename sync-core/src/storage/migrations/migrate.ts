/**
 * Brings a file to the schema this version knows, in one transaction, or says why it can't.
 *
 * What a migrated file declares is compared with what was declared: a bit that flips in the schema's text
 * can rename a column, and every statement would fail as if it were a bug. Tables, indexes and views that
 * someone added with a tool of theirs are left alone.
 */
import { err, ok, type Result } from '../../base/index.ts';
import { type SqliteDatabase, type StorageError, StorageFailure, type WriteDb } from '../../ports/index.ts';
import { int } from '../rows.ts';

/** One numbered step; its place in the list is the schema version it leads to. */
export type Migration = (db: WriteDb) => void;

/** The statements of DDL as `sqlite_schema` keeps them, which begin and end at a line's. */
export const ddlToStatements = (ddl: string): readonly string[] =>
  [...ddl.matchAll(/^(CREATE .+?);$/gms)].map(([, statement]) => statement ?? '');

const missingFrom = (db: SqliteDatabase, statements: readonly string[]): string | undefined => {
  const rows = db.read((reader) => reader.all('SELECT sql FROM sqlite_schema'));
  const found = new Set(rows.map((row) => row['sql']));
  return statements.find((statement) => !found.has(statement));
};

const hasTables = (db: SqliteDatabase): boolean =>
  db.read((reader) => reader.get('SELECT 1 AS found FROM sqlite_schema LIMIT 1')) !== undefined;

/**
 * Runs the migrations that `db` lacks. A file from a newer version is refused untouched; a failing
 * step leaves the file as it was. Several files' worth of DDL still is one transaction.
 */
export const migrate = (
  db: SqliteDatabase,
  migrations: readonly Migration[],
  /** What a file at the last version declares. */
  declared: readonly string[] = [],
): Result<{ readonly from: number; readonly to: number }, StorageError> => {
  try {
    const found = db.read((reader) => {
      const row = reader.get('PRAGMA user_version');
      return row ? int(row, 'user_version') : 0;
    });
    const known = migrations.length;
    if (found > known) return err({ kind: 'newer-schema', found, known });
    if (found < 0) return err({ kind: 'corrupt', message: `schema version ${found}` });
    if (found === 0 && hasTables(db))
      return err({ kind: 'corrupt', message: 'tables without a schema version' });
    if (found < known) {
      db.write((writer) => {
        for (const migration of migrations.slice(found)) migration(writer);
        writer.exec(`PRAGMA user_version = ${known}`);
      });
    }
    const missing = missingFrom(db, declared);
    if (missing !== undefined)
      return err({ kind: 'corrupt', message: `not declared any more: ${missing.slice(0, 60)}` });
    return ok({ from: found, to: known });
  } catch (thrown) {
    if (thrown instanceof StorageFailure) return err(thrown.error);
    throw thrown;
  }
};
