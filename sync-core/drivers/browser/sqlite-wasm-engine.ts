/** The official sqlite-wasm as an `Engine`. It has bigint, result codes and everything else we need. */
import type { Database, PreparedStatement, Sqlite3Static } from '@sqlite.org/sqlite-wasm';
import type { SqlParams, SqlRow, SqlValue, StorageError } from '../../src/ports/index.ts';
import { codeToStorageError, type Engine, type EngineStatement } from '../shared/index.ts';
import { watchOpfsRefusals } from './opfs-refusals.ts';

const readRow = (statement: PreparedStatement, columns: readonly string[]): SqlRow => {
  const row: { [column: string]: SqlValue } = {};
  for (let index = 0; index < columns.length; index++) {
    // Integers come as number where it holds them, else as bigint; blobs as copies.
    row[columns[index] ?? ''] = statement.get(index) as SqlValue;
  }
  return row;
};

const prepareStatement = (sqlite: Sqlite3Static, database: Database, sql: string): EngineStatement => {
  const { capi } = sqlite;
  const statement = database.prepare(sql);
  const pointer = statement.pointer;
  const columns = statement.columnCount > 0 ? statement.getColumnNames() : [];
  const readOnly = pointer !== undefined && capi.sqlite3_stmt_readonly(pointer) !== 0;
  const bind = (params: SqlParams): void => {
    if (params.length > 0) statement.bind([...params]);
  };
  return {
    readOnly,
    get(params) {
      try {
        bind(params);
        const row = statement.step() ? readRow(statement, columns) : undefined;
        // A statement that writes and returns rows must be stepped to its end to write them all.
        if (row && !readOnly) while (statement.step());
        return row;
      } finally {
        statement.reset();
      }
    },
    all(params) {
      try {
        bind(params);
        const rows: SqlRow[] = [];
        while (statement.step()) rows.push(readRow(statement, columns));
        return rows;
      } finally {
        statement.reset();
      }
    },
    run(params) {
      const handle = database.pointer;
      if (handle === undefined) throw new Error('bug: the database is closed');
      const before = capi.sqlite3_total_changes(handle);
      try {
        bind(params);
        while (statement.step());
      } finally {
        statement.reset();
      }
      // sqlite3_changes keeps the count of an earlier statement after one that changes no rows.
      return capi.sqlite3_total_changes(handle) === before ? 0 : capi.sqlite3_changes(handle);
    },
    finalize: () => void statement.finalize(),
  };
};

/** SQLITE_IOERR with no extended part: all that the pool reports of what OPFS refused. */
const plainIoError = 10;

/** A result code in terms of `StorageError`; of a plain I/O error the handles know whether room was lacking. */
export const opfsCodeToStorageError = (code: number, message: string): StorageError | null => {
  const full = watchOpfsRefusals().takeFull();
  return code === plainIoError && full ? { kind: 'full', message } : codeToStorageError(code, message);
};

export const createSqliteWasmEngine = (sqlite: Sqlite3Static, database: Database): Engine => ({
  prepare: (sql) => prepareStatement(sqlite, database, sql),
  exec: (sql) => void database.exec(sql),
  toStorageError(thrown) {
    if (!(thrown instanceof sqlite.SQLite3Error)) return null;
    return opfsCodeToStorageError(thrown.resultCode, thrown.message);
  },
  close: () => database.close(),
});
