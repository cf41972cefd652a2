/** better-sqlite3 as an `Engine`: values translated, errors named, nothing more. */
import Database from 'better-sqlite3';
import type { SqlParams, SqlRow, SqlValue } from '../../src/ports/index.ts';
import {
  codeNameToStorageError,
  type Engine,
  type EngineStatement,
  integerToSql,
  mayHaveLostDigits,
} from '../shared/index.ts';

type RawRow = { [column: string]: unknown };
type RawStatement = Database.Statement<unknown[], RawRow>;

/** better-sqlite3 binds every number as REAL; whole ones become INTEGER, as SQLite's own shells do. */
const paramsToRaw = (params: SqlParams): unknown[] =>
  params.map((value) => (typeof value === 'number' && Number.isSafeInteger(value) ? BigInt(value) : value));

/** Buffers become plain Uint8Arrays: `slice` of a Buffer is a view, of a Uint8Array a copy. */
const valueToSql = (value: unknown): SqlValue => {
  if (value instanceof Uint8Array) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  if (typeof value === 'bigint') return integerToSql(value);
  return value as SqlValue;
};

const createRowReader = (statement: RawStatement) => {
  const columns = statement.reader ? statement.columns().map((column) => column.name) : [];
  return {
    lostDigits: (row: RawRow): boolean => columns.some((column) => mayHaveLostDigits(row[column])),
    /** Translates in place: the row was made for us. */
    toSql(row: RawRow): SqlRow {
      for (const column of columns) {
        const value = row[column];
        if (typeof value === 'object' || typeof value === 'bigint') row[column] = valueToSql(value);
      }
      return row as SqlRow;
    },
  };
};

const prepareStatement = (database: Database.Database, sql: string): EngineStatement => {
  const statement = database.prepare<unknown[], RawRow>(sql);
  const rows = createRowReader(statement);
  // Integers are read as doubles first, and again as bigint only where digits may be lost. What
  // writes and returns rows can't be run twice, so it pays for bigint at once.
  const again = statement.readonly && statement.reader;
  if (statement.reader && !again) statement.safeIntegers(true);
  const exactly = <T>(run: () => T): T => {
    statement.safeIntegers(true);
    try {
      return run();
    } finally {
      statement.safeIntegers(false);
    }
  };
  return {
    readOnly: statement.readonly,
    get(params) {
      const raw = paramsToRaw(params);
      const row = statement.get(...raw);
      if (row === undefined) return undefined;
      if (!again || !rows.lostDigits(row)) return rows.toSql(row);
      const exact = exactly(() => statement.get(...raw));
      return exact && rows.toSql(exact);
    },
    all(params) {
      const raw = paramsToRaw(params);
      const found = statement.all(...raw);
      const exact = again && found.some(rows.lostDigits) ? exactly(() => statement.all(...raw)) : found;
      return exact.map(rows.toSql);
    },
    run(params) {
      // `run` refuses statements that return rows; a pragma or RETURNING may be run for its effect.
      if (statement.reader) return statement.all(...paramsToRaw(params)).length;
      return statement.run(...paramsToRaw(params)).changes;
    },
    // better-sqlite3 finalizes with the garbage collector.
    finalize: () => undefined,
  };
};

export const createBetterSqliteEngine = (database: Database.Database): Engine => ({
  prepare: (sql) => prepareStatement(database, sql),
  exec: (sql) => void database.exec(sql),
  toStorageError: (thrown) =>
    thrown instanceof Database.SqliteError ? codeNameToStorageError(thrown.code, thrown.message) : null,
  close: () => void database.close(),
});
