/** The engines that run in Node. */
import { readFileSync } from 'node:fs';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import sqlite3InitModule, {
  type Sqlite3Static,
  type Database as WasmDatabase,
} from '@sqlite.org/sqlite-wasm';
import Database from 'better-sqlite3';
import initSqlJs, { type Database as SqlJsDatabase } from 'sql.js';
import { type Engine, remember, type SqlValue } from './engine.ts';
import { createWasmEngine } from './wasm-engine.ts';

/** What Maru's driver sets. */
export const durable =
  'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF';

export const createBetterEngine = (db: Database.Database): Engine => {
  const prepared = remember((sql) => db.prepare<SqlValue[], Record<string, unknown>>(sql));
  return {
    exec: (sql) => void db.exec(sql),
    run: (sql, params) => void prepared(sql).run(...params),
    all: (sql, params) => prepared(sql).all(...params),
    close: () => void db.close(),
  };
};

export const createNodeEngine = (db: DatabaseSync): Engine => {
  const prepared = remember((sql) => db.prepare(sql));
  const bind = (params: readonly SqlValue[]): SQLInputValue[] => [...params];
  return {
    exec: (sql) => db.exec(sql),
    run: (sql, params) => void prepared(sql).run(...bind(params)),
    all: (sql, params) => prepared(sql).all(...bind(params)),
    close: () => db.close(),
  };
};

export const createSqlJsEngine = (db: SqlJsDatabase): Engine => {
  const prepared = remember((sql) => db.prepare(sql));
  return {
    exec: (sql) => void db.exec(sql),
    run: (sql, params) => prepared(sql).run([...params]),
    all(sql, params) {
      const statement = prepared(sql);
      statement.bind([...params]);
      const rows: Record<string, unknown>[] = [];
      while (statement.step()) rows.push(statement.getAsObject());
      statement.reset();
      return rows;
    },
    close: () => db.close(),
  };
};

export const nodeEngines = ['better-sqlite3', 'node:sqlite', 'sql.js', 'sqlite-wasm, memory'] as const;
export type NodeEngine = (typeof nodeEngines)[number];

/** Those that keep what they are told. */
export const isDurable = (name: NodeEngine): boolean => name === 'better-sqlite3' || name === 'node:sqlite';

/** Stock sql.js has no FTS5: its full-text table is FTS4, as in Maru's driver. */
export const fts4 = 'CREATE VIRTUAL TABLE search USING fts4(words, matchinfo=fts3, tokenize=simple)';

/** Puts the bytes of a file into a database in memory. */
const deserialise = (sqlite: Sqlite3Static, db: WasmDatabase, bytes: Uint8Array): void => {
  const { capi, wasm } = sqlite;
  const handle = db.pointer;
  if (handle === undefined) throw new Error('the database is closed');
  // The file header says WAL, which a database in memory can't have.
  const legacy = new Uint8Array(bytes);
  legacy[18] = 1;
  legacy[19] = 1;
  const pointer = wasm.allocFromTypedArray(legacy);
  const flags = capi.SQLITE_DESERIALIZE_FREEONCLOSE | capi.SQLITE_DESERIALIZE_RESIZEABLE;
  db.checkRc(capi.sqlite3_deserialize(handle, 'main', pointer, legacy.length, legacy.length, flags));
};

/** Opens `path` in an engine; those in memory read the file first. `isNew` leaves the file out. */
export const openNodeEngine = async (name: NodeEngine, path: string, isNew: boolean): Promise<Engine> => {
  switch (name) {
    case 'better-sqlite3': {
      const engine = createBetterEngine(new Database(path));
      engine.exec(durable);
      return engine;
    }
    case 'node:sqlite': {
      const engine = createNodeEngine(new DatabaseSync(path));
      engine.exec(durable);
      return engine;
    }
    case 'sql.js': {
      const sqlJs = await initSqlJs();
      return createSqlJsEngine(isNew ? new sqlJs.Database() : new sqlJs.Database(readFileSync(path)));
    }
    case 'sqlite-wasm, memory': {
      const sqlite = await sqlite3InitModule();
      const db = new sqlite.oo1.DB(':memory:');
      if (!isNew) deserialise(sqlite, db, readFileSync(path));
      return createWasmEngine(db);
    }
  }
};
