/** better-sqlite3 behind Evolu's driver port, with its defaults (rollback journal, synchronous FULL), as its Node package has it. */
import { join } from 'node:path';
import { type CreateSqliteDriver, createPreparedStatementsCache, ok } from '@evolu/common';
import Database from 'better-sqlite3';
import { z } from 'zod';

const column = z.union([z.null(), z.string(), z.number(), z.instanceof(Uint8Array)]);
const rows = z.array(z.record(z.string(), column));

export const evoluFile = (folder: string, name: string): string => join(folder, `${name}.db`);

export const createEvoluDriver =
  (folder: string): CreateSqliteDriver =>
  (name) =>
  () => {
    const db = new Database(evoluFile(folder, name));
    const statements = createPreparedStatementsCache(
      (sql) => db.prepare<unknown[], unknown>(sql),
      () => undefined,
    );
    return ok({
      exec(query) {
        const statement = statements.get(query, true);
        if (statement.reader) return { rows: rows.parse(statement.all(...query.parameters)), changes: 0 };
        return { rows: [], changes: statement.run(...query.parameters).changes };
      },
      export: () => new Uint8Array(db.serialize()),
      deleteDatabase() {
        throw new Error('bug: nobody deletes a database here');
      },
      [Symbol.dispose]() {
        statements[Symbol.dispose]();
        db.close();
      },
    });
  };
