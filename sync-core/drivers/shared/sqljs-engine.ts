/**
 * sql.js as an `Engine`. Its traps, all met here: numbers beyond 32 bits bind as REAL and bigints
 * as TEXT (columns of INTEGER affinity turn both into integers; arithmetic on such a parameter
 * needs a CAST), errors carry no codes, and `export()` replaces the connection, which ends every
 * statement and forgets every pragma.
 */
import type { BindParams, Database, Statement } from 'sql.js';
import type { SqlParams, SqlRow, SqlValue } from '../../src/ports/index.ts';
import { type Engine, type EngineStatement, integerToSql, mayHaveLostDigits } from './engine.ts';
import { textToStorageError } from './errors.ts';

type RawValue = SqlValue;

/** sql.js also takes bigint (as decimal text), which its type declarations leave out. */
const paramsToRaw = (params: SqlParams): BindParams => params as unknown as BindParams;

/** `get` with integers as bigint: an option that the type declarations leave out. */
type ExactGetter = { get(params: null, config: { useBigInt: true }): RawValue[] };

const readRow = (statement: Statement, columns: readonly string[]): SqlRow => {
  const values: readonly RawValue[] = statement.get();
  const exact = values.some(mayHaveLostDigits)
    ? (statement as unknown as ExactGetter).get(null, { useBigInt: true })
    : null;
  const row: { [column: string]: SqlValue } = {};
  for (let index = 0; index < columns.length; index++) {
    const value = exact?.[index] ?? values[index] ?? null;
    row[columns[index] ?? ''] = typeof value === 'bigint' ? integerToSql(value) : value;
  }
  return row;
};

const changesRows = /^\s*(?:insert|update|delete|replace|with)\b/i;

const prepareStatement = (database: Database, sql: string): EngineStatement => {
  const statement = database.prepare(sql);
  const columns = statement.getColumnNames();
  const changes = changesRows.test(sql);
  const rows = (params: SqlParams, most: number): SqlRow[] => {
    const found: SqlRow[] = [];
    try {
      statement.bind(paramsToRaw(params));
      while (statement.step()) {
        if (found.length < most) found.push(readRow(statement, columns));
        // A statement that writes and returns rows must be stepped to its end to write them all.
        if (found.length === most && !changes) break;
      }
    } finally {
      statement.reset();
    }
    return found;
  };
  return {
    // sql.js does not export sqlite3_stmt_readonly.
    readOnly: null,
    get: (params) => rows(params, 1)[0],
    all: (params) => rows(params, Number.POSITIVE_INFINITY),
    run(params) {
      try {
        statement.bind(paramsToRaw(params));
        while (statement.step());
      } finally {
        statement.reset();
      }
      // sqlite3_changes keeps the count of an earlier statement after one that changes no rows.
      return changes ? database.getRowsModified() : 0;
    },
    finalize: () => void statement.free(),
  };
};

export const createSqlJsEngine = (database: Database): Engine => ({
  prepare: (sql) => prepareStatement(database, sql),
  exec: (sql) => void database.run(sql),
  toStorageError: (thrown) => (thrown instanceof Error ? textToStorageError(thrown.message) : null),
  close: () => database.close(),
});
