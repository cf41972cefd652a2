/** The official sqlite-wasm: in memory in Node, on OPFS in a browser. */
import type { Database } from '@sqlite.org/sqlite-wasm';
import { type Engine, remember } from './engine.ts';

export const createWasmEngine = (db: Database): Engine => {
  const prepared = remember((sql) => db.prepare(sql));
  return {
    exec: (sql) => void db.exec(sql),
    run(sql, params) {
      const statement = prepared(sql);
      if (params.length > 0) statement.bind([...params]);
      statement.stepReset();
    },
    all(sql, params) {
      const statement = prepared(sql);
      if (params.length > 0) statement.bind([...params]);
      const columns = statement.columnCount > 0 ? statement.getColumnNames() : [];
      const rows: Record<string, unknown>[] = [];
      while (statement.step())
        rows.push(Object.fromEntries(columns.map((column, at) => [column, statement.get(at)])));
      statement.reset();
      return rows;
    },
    close: () => db.close(),
  };
};
