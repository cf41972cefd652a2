/** Rows as Maru's write path leaves them, and the statements by which it writes and reads them. No `node:` here. */
import { textToIndex } from '@maru/sync-core';
import { createSeeded } from '../../lib/seeded.ts';
import { createTexts } from '../../lib/texts.ts';
import type { Engine, SqlValue } from './engine.ts';

export const statements = {
  envelope:
    'INSERT INTO envelope (id, suite, hash, epoch_id, cites_id, body, body_hash, signature, state, op_count) VALUES (?, 1, ?, 1, 1, ?, NULL, ?, 0, 1)',
  message: `INSERT INTO message (id, op, envelope_id, idx, channel_id, thread, position, verdict, author_id, powers,
       text, reply_to, mentions, imported, system, source, shown)
     VALUES (?, ?, ?, 0, ?, NULL, ?, 1, ?, 0, ?, NULL, NULL, NULL, NULL, NULL, 1)`,
  search: 'INSERT INTO search (rowid, words) VALUES (?, ?)',
  chain: 'UPDATE chain SET length = ?, head = ? WHERE id = 1',
  page: 'SELECT * FROM message WHERE channel_id = ? AND thread IS NULL AND shown = 1 AND position < ? ORDER BY position DESC LIMIT 51',
  unread:
    'SELECT count(*) AS count FROM (SELECT 1 FROM message WHERE channel_id = ? AND thread IS NULL AND shown = 1 AND position > ? AND deleted_at IS NULL AND author_id <> 1 LIMIT 1000)',
  find: 'SELECT message.id AS id, text FROM search CROSS JOIN message ON message.id = search.rowid WHERE search MATCH ? AND message.shown = 1 ORDER BY search.rowid DESC LIMIT 26',
} as const;

export const channelCount = 12;

/** What one message leaves in the file. */
export type Row = {
  readonly message: number;
  readonly envelope: readonly SqlValue[];
  readonly columns: readonly SqlValue[];
  readonly words: string;
  readonly head: Uint8Array;
};

const startMs = Date.UTC(2025, 0, 1);
const stepMs = 31_536;

export const positionOf = (index: number): Uint8Array => {
  const position = new Uint8Array(22);
  const view = new DataView(position.buffer);
  const ms = startMs + index * stepMs;
  view.setUint16(0, Math.floor(ms / 2 ** 32));
  view.setUint32(2, ms >>> 0);
  view.setUint32(18, index);
  return position;
};

/** Rows `from` to `from + count` of the history that `seed` makes. */
export const makeMessages = (seed: number, from: number, count: number): readonly Row[] => {
  const random = createSeeded(seed + from);
  const texts = createTexts(seed + from);
  return Array.from({ length: count }, (_, offset): Row => {
    const index = from + offset;
    const text = texts.next();
    const id = (startMs + index * stepMs) * 1_024;
    const channel = random.next() < 0.5 ? 1 : 1 + random.below(channelCount);
    const envelope = 2 ** 32 + index;
    const head = random.bytes(32);
    // Nonce, tag and padding as the sealed body has them. One envelope of a hundred is signed here.
    const body = random.bytes(40 + 32 * Math.ceil((text.length * 2 + 24) / 32));
    return {
      message: id,
      envelope: [envelope, head, body, index % 100 === 0 ? random.bytes(64) : null],
      columns: [id, random.bytes(16), envelope, channel, positionOf(index), 1 + random.below(40), text],
      words: textToIndex(text),
      head,
    };
  });
};

export const insertRow = (engine: Engine, row: Row, index: number): void => {
  engine.run(statements.envelope, row.envelope);
  engine.run(statements.message, row.columns);
  engine.run(statements.search, [row.message, row.words]);
  engine.run(statements.chain, [index + 1, row.head]);
};

export const inTransaction = (engine: Engine, task: () => void): void => {
  engine.exec('BEGIN IMMEDIATE');
  task();
  engine.exec('COMMIT');
};

/** The rows that all others refer to. */
export const seedTables = (engine: Engine): void => {
  inTransaction(engine, () => {
    for (let channel = 1; channel <= channelCount; channel++)
      engine.run('INSERT INTO stream (id, key) VALUES (?, ?)', [channel, `channel/${channel}`]);
    engine.run('INSERT INTO log (id, key, device, nonce) VALUES (1, ?, ?, ?)', [
      new Uint8Array(32),
      new Uint8Array(32),
      new Uint8Array(16),
    ]);
    engine.run('INSERT INTO epoch (id, key) VALUES (1, ?)', [new Uint8Array(16)]);
    engine.run('INSERT INTO cites (id, key) VALUES (1, ?)', [new Uint8Array(32)]);
    for (let member = 1; member <= 40; member++)
      engine.run('INSERT INTO member (id, key) VALUES (?, ?)', [member, new Uint8Array(32).fill(member)]);
    engine.run('INSERT INTO chain (id, stream_id, log_id, length) VALUES (1, 1, 1, 0)', []);
  });
};

export const countRows = (engine: Engine): number =>
  Number(engine.all('SELECT count(*) AS count FROM message', [])[0]?.['count']);
