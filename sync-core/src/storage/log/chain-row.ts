/** One (stream, log) chain's row: what is held of it. */

import type { EnvelopeHash, LogId, Stream } from '../../model/index.ts';
import { idToBytes } from '../../model/index.ts';
import type { ReadDb, SqlRow, WriteDb } from '../../ports/index.ts';
import type { LogRow, StoreContext } from '../context.ts';
import type { ChainState } from '../envelope-types.ts';
import { id, idOrNull, int, intOrNull } from '../rows.ts';

export type Island = NonNullable<ChainState['tail']>;
export type ChainRow = {
  readonly id: number;
  readonly streamId: number;
  readonly logId: number;
  length: number;
  head: EnvelopeHash | null;
  tail: Island | null;
  frozenAt: number | null;
};

const columns =
  'id, stream_id, log_id, length, head, tail_from, tail_to, tail_head, tail_previous, frozen_at';

export const rowToChain = (row: SqlRow): ChainRow => ({
  id: int(row, 'id'),
  streamId: int(row, 'stream_id'),
  logId: int(row, 'log_id'),
  length: int(row, 'length'),
  head: idOrNull(row, 'head'),
  tail:
    row['tail_from'] === null
      ? null
      : {
          from: int(row, 'tail_from'),
          to: int(row, 'tail_to'),
          head: id(row, 'tail_head'),
          previous: id(row, 'tail_previous'),
        },
  frozenAt: intOrNull(row, 'frozen_at'),
});

export const findChain = (db: ReadDb, streamId: number, logId: number): ChainRow | null => {
  const row = db.get(`SELECT ${columns} FROM chain WHERE stream_id = ? AND log_id = ?`, [streamId, logId]);
  return row ? rowToChain(row) : null;
};

export const chainById = (db: ReadDb, chain: number): ChainRow | null => {
  const row = db.get(`SELECT ${columns} FROM chain WHERE id = ?`, [chain]);
  return row ? rowToChain(row) : null;
};

export const chainsOfStream = (db: ReadDb, streamId: number): readonly ChainRow[] =>
  db.all(`SELECT ${columns} FROM chain WHERE stream_id = ?`, [streamId]).map(rowToChain);

export const chainOf = (context: StoreContext, db: ReadDb, stream: Stream, log: LogId): ChainRow | null => {
  const streamId = context.streamId(db, stream);
  const logRow = context.logRow(db, log);
  return streamId === null || logRow === null ? null : findChain(db, streamId, logRow.id);
};

export const makeChain = (db: WriteDb, streamId: number, log: LogRow): ChainRow => {
  const known = findChain(db, streamId, log.id);
  if (known) return known;
  db.run('INSERT INTO chain (stream_id, log_id, length) VALUES (?, ?, 0)', [streamId, log.id]);
  const made = findChain(db, streamId, log.id);
  if (!made) throw new Error('bug: the chain was just made');
  return made;
};

export const saveChain = (db: WriteDb, chain: ChainRow): void => {
  const { tail } = chain;
  db.run(
    `UPDATE chain SET length = ?, head = ?, tail_from = ?, tail_to = ?, tail_head = ?, tail_previous = ?, frozen_at = ? WHERE id = ?`,
    [
      chain.length,
      chain.head === null ? null : idToBytes(chain.head),
      tail?.from ?? null,
      tail?.to ?? null,
      tail ? idToBytes(tail.head) : null,
      tail ? idToBytes(tail.previous) : null,
      chain.frozenAt,
      chain.id,
    ],
  );
};

/** Whether the number is held, in prefix or island. */
export const holds = (chain: ChainRow, number: number): boolean =>
  number < chain.length || (chain.tail !== null && number >= chain.tail.from && number < chain.tail.to);

export const chainToState = (context: StoreContext, db: ReadDb, chain: ChainRow): ChainState => {
  const { log, opening } = context.logById(db, chain.logId);
  return {
    stream: context.streamOf(db, chain.streamId),
    log,
    opening,
    length: chain.length,
    head: chain.head,
    tail: chain.tail,
    frozenAt: chain.frozenAt,
  };
};
