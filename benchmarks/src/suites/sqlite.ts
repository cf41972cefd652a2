/** Bare engines on one table shaped as Maru's `message` rows: durable single inserts, and one batch. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import BetterSqlite from 'better-sqlite3';
import initSqlJs from 'sql.js';
import { type Figure, measure } from '../lib/trial.ts';

const table =
  'CREATE TABLE message (id INTEGER PRIMARY KEY, op BLOB NOT NULL UNIQUE, envelope_id INTEGER NOT NULL, idx INTEGER NOT NULL, channel_id INTEGER NOT NULL, position BLOB NOT NULL, verdict INTEGER NOT NULL, author_id INTEGER, powers INTEGER NOT NULL, text TEXT NOT NULL) STRICT';
const insert =
  'INSERT INTO message (op, envelope_id, idx, channel_id, position, verdict, author_id, powers, text) VALUES (?, ?, 0, 1, ?, 1, 1, 0, ?)';
const text = '오늘 저녁에 다 같이 이야기해요. '.repeat(4).slice(0, 60);

type Row = [op: Uint8Array, envelope: number, position: Uint8Array, text: string];
type Engine = {
  exec(sql: string): void;
  insert(row: Row): void;
  count(): number;
  close(): void;
};

const rowOf = (index: number): Row => {
  const op = new Uint8Array(16);
  // Spread as hashes are, so that the unique index is met as in use.
  new DataView(op.buffer).setUint32(0, Math.imul(index, 2_654_435_761) >>> 0);
  new DataView(op.buffer).setUint32(4, index);
  const position = new Uint8Array(24);
  new DataView(position.buffer).setUint32(4, index);
  return [op, index, position, text];
};

const files = (): { readonly path: string; readonly remove: () => void } => {
  const folder = mkdtempSync(join(tmpdir(), 'maru-bench-'));
  return { path: join(folder, 'db.sqlite'), remove: () => rmSync(folder, { recursive: true, force: true }) };
};

const durable = 'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL';

const openBetter = (): Engine => {
  const { path, remove } = files();
  const db = new BetterSqlite(path);
  db.exec(`${durable}; ${table}`);
  const statement = db.prepare(insert);
  const count = db.prepare('SELECT count(*) FROM message').pluck();
  return {
    exec: (sql) => void db.exec(sql),
    insert: (row) => void statement.run(...row),
    count: () => Number(count.get()),
    close: () => {
      db.close();
      remove();
    },
  };
};

const openNode = (): Engine => {
  const { path, remove } = files();
  const db = new DatabaseSync(path);
  db.exec(`${durable}; ${table}`);
  const statement = db.prepare(insert);
  const count = db.prepare('SELECT count(*) AS n FROM message');
  return {
    exec: (sql) => db.exec(sql),
    insert: (row) => void statement.run(...row),
    count: () => Number(count.get()?.['n']),
    close: () => {
      db.close();
      remove();
    },
  };
};

const sqlJs = await initSqlJs();
const openSqlJs = (): Engine => {
  const db = new sqlJs.Database();
  db.run(table);
  const statement = db.prepare(insert);
  return {
    exec: (sql) => void db.run(sql),
    insert: (row) => statement.run(row),
    count: () => Number(db.exec('SELECT count(*) FROM message')[0]?.values[0]?.[0]),
    close: () => db.close(),
  };
};

const check = (engine: Engine, rows: number): void => {
  const count = engine.count();
  engine.close();
  if (count !== rows) throw new Error(`expected ${rows} rows, found ${count}`);
};

export const runSqlite = (repetitions: number): readonly Figure[] => {
  const figures: Figure[] = [];
  const engines: readonly (readonly [string, () => Engine])[] = [
    ['better-sqlite3, WAL FULL', openBetter],
    ['node:sqlite, WAL FULL', openNode],
    ['sql.js, memory (not durable)', openSqlJs],
  ];
  for (const [name, open] of engines) {
    const singles = 300;
    const batch = 10_000;
    figures.push(
      measure(
        {
          name: `${name}: one commit each`,
          operations: singles,
          prepare: open,
          run: (engine) => {
            for (let index = 0; index < singles; index++) engine.insert(rowOf(index));
          },
          verify: (engine) => check(engine, singles),
        },
        repetitions,
      ),
      measure(
        {
          name: `${name}: batch of ${batch}`,
          operations: batch,
          prepare: open,
          run: (engine) => {
            engine.exec('BEGIN');
            for (let index = 0; index < batch; index++) engine.insert(rowOf(index));
            engine.exec('COMMIT');
          },
          verify: (engine) => check(engine, batch),
        },
        repetitions,
      ),
    );
  }
  return figures;
};
