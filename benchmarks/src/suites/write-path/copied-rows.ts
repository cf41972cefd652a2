/** Maru's rows, read back from the file its path wrote, to be written again by SQLite alone. */
import { textToIndex } from '@maru/sync-core';
import Database from 'better-sqlite3';
import { z } from 'zod';
import type { Engine, SqlValue } from '../sqlite/engine.ts';
import { createBetterEngine, durable } from '../sqlite/node-engines.ts';

const cell = z.union([z.number(), z.string(), z.instanceof(Uint8Array), z.null()]);
const record = z.record(z.string(), cell);

export type CopiedRows = {
  /** The schema, and the tables that don't grow by the message. */
  readonly setUp: (engine: Engine) => void;
  readonly chain: number;
  readonly envelopes: readonly (readonly SqlValue[])[];
  /** Messages of each envelope, in its order. */
  readonly messages: readonly (readonly {
    readonly columns: readonly SqlValue[];
    readonly id: number;
    readonly words: string;
  }[])[];
  readonly insertEnvelope: string;
  readonly insertMessage: string;
};

const insertInto = (table: string, columns: readonly string[]): string =>
  `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;

const fixed = ['stream', 'log', 'epoch', 'member', 'cites'] as const;

export const copyRows = (file: string): CopiedRows => {
  const db = new Database(file, { readonly: true });
  const all = (sql: string) => z.array(record).parse(db.prepare(sql).all());
  const schema = db
    .prepare<[], string>(
      "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND (name = 'search' OR name NOT LIKE 'search%') AND name NOT LIKE 'sqlite_%' ORDER BY rowid",
    )
    .pluck()
    .all();
  const tables = fixed.map((table) => ({ table, rows: all(`SELECT * FROM ${table}`) }));
  // Only the chain of the channel: governance was written before any clock ran.
  const [chain] = all(
    "SELECT chain.* FROM chain JOIN stream ON stream.id = chain.stream_id WHERE stream.key LIKE 'channel/%' LIMIT 1",
  );
  const chainId = Number(chain?.['id']);
  const low = chainId * 2 ** 32;
  const envelopes = all(`SELECT * FROM envelope WHERE id >= ${low} AND id < ${low + 2 ** 32} ORDER BY id`);
  const messages = all('SELECT * FROM message ORDER BY envelope_id, idx');
  db.close();
  const byEnvelope = Map.groupBy(messages, (row) => Number(row['envelope_id']));
  const columnsOf = (rows: readonly z.infer<typeof record>[]): readonly string[] =>
    Object.keys(rows[0] ?? {});
  return {
    setUp(engine) {
      for (const sql of schema) engine.exec(sql);
      for (const { table, rows } of tables)
        for (const row of rows) engine.run(insertInto(table, Object.keys(row)), Object.values(row));
      if (chain)
        engine.run(
          insertInto('chain', Object.keys(chain)),
          Object.values({ ...chain, length: 0, head: null }),
        );
    },
    chain: chainId,
    envelopes: envelopes.map((row) => Object.values(row)),
    messages: envelopes.map((row) =>
      (byEnvelope.get(Number(row['id'])) ?? []).map((message) => ({
        columns: Object.values(message),
        id: Number(message['id']),
        words: textToIndex(String(message['text'])),
      })),
    ),
    insertEnvelope: insertInto('envelope', columnsOf(envelopes)),
    insertMessage: insertInto('message', columnsOf(messages)),
  };
};

export const openBare = (path: string, rows: CopiedRows): Engine => {
  const engine = createBetterEngine(new Database(path));
  engine.exec(durable);
  rows.setUp(engine);
  return engine;
};

/** Envelopes `from` ≤ n < `to` with their messages, in one transaction. */
export const writeEnvelopes = (engine: Engine, rows: CopiedRows, from: number, to: number): void => {
  engine.exec('BEGIN IMMEDIATE');
  for (let number = from; number < to; number++) {
    const envelope = rows.envelopes[number];
    if (!envelope) break;
    engine.run(rows.insertEnvelope, envelope);
    for (const { columns, id, words } of rows.messages[number] ?? []) {
      engine.run(rows.insertMessage, columns);
      engine.run('INSERT INTO search (rowid, words) VALUES (?, ?)', [id, words]);
    }
    engine.run('UPDATE chain SET length = ?, head = ? WHERE id = ?', [
      number + 1,
      new Uint8Array(32),
      rows.chain,
    ]);
    engine.run(
      'INSERT INTO outbox (chain_id, length) VALUES (?, ?) ON CONFLICT (chain_id) DO UPDATE SET length = excluded.length',
      [rows.chain, number + 1],
    );
  }
  engine.exec('COMMIT');
};
