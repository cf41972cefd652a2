/**
 * What relays and other devices are known to hold. An own envelope leaves the outbox only by a relay's
 * word under the generation it has now: a wiped or swapped relay is refilled [S3].
 */
import { bytesEqual } from '../base/index.ts';
import { type DeviceId, idToBytes, type MessageId } from '../model/index.ts';
import type { ReadDb } from '../ports/index.ts';
import { channelOf, type StoreContext, type Tx, txToChange } from './context.ts';
import type { Outbox } from './envelope-types.ts';
import { type ChainRow, chainOf, holds } from './log/chain-row.ts';
import { blob, envelopeIdOf, id, int } from './rows.ts';

const ackedLength = (db: ReadDb, chain: number): number => {
  const row = db.get('SELECT coalesce(max(length), 0) AS length FROM acknowledged WHERE chain_id = ?', [
    chain,
  ]);
  return row ? int(row, 'length') : 0;
};

/** A change of many messages' state is not listed one by one: the channel is named, the newest are. */
const namedAtOnce = 500;

const touchRange = (context: StoreContext, tx: Tx, chain: ChainRow, from: number, to: number): void => {
  if (context.streamOf(tx.db, chain.streamId).kind !== 'channel') return;
  const rows = tx.db.all(
    'SELECT op FROM message WHERE envelope_id >= ? AND envelope_id < ? ORDER BY envelope_id DESC LIMIT ?',
    [envelopeIdOf(chain.id, from), envelopeIdOf(chain.id, to), namedAtOnce],
  );
  if (rows.length === 0) return;
  for (const row of rows) tx.messages.add(id<MessageId>(row, 'op'));
  tx.channels.add(channelOf(context, tx.db, chain.streamId));
};

const isOwn = (context: StoreContext, db: ReadDb, chain: ChainRow): boolean =>
  context.logById(db, chain.logId).opening.device === context.deps.self.device;

export const seenBy = (
  context: StoreContext,
  db: ReadDb,
  chain: number,
  number: number,
): readonly DeviceId[] =>
  db
    .all('SELECT device FROM receipt WHERE chain_id = ? AND length > ? AND device <> ? ORDER BY device', [
      chain,
      number,
      idToBytes(context.deps.self.device),
    ])
    .map((row) => id<DeviceId>(row, 'device'));

/** Whether some relay holds the number under its current generation. */
export const isRelayed = (db: ReadDb, chain: number, number: number): boolean =>
  ackedLength(db, chain) > number;

export const createOutbox = (context: StoreContext): Outbox => ({
  relayGeneration: (relay, generation) =>
    context.write(({ db }) => {
      const known = db.get('SELECT id, generation FROM relay WHERE name = ?', [relay]);
      if (!known) db.run('INSERT INTO relay (name, generation) VALUES (?, ?)', [relay, generation]);
      else if (!bytesEqual(blob(known, 'generation'), generation)) {
        db.run('DELETE FROM acknowledged WHERE relay_id = ?', [int(known, 'id')]);
        db.run('UPDATE relay SET generation = ? WHERE id = ?', [generation, int(known, 'id')]);
      }
    }),
  acknowledged: (relay, stream, log, length, exact = false) =>
    context.write((tx) => {
      const chain = chainOf(context, tx.db, stream, log);
      const known = tx.db.get('SELECT id FROM relay WHERE name = ?', [relay]);
      if (!chain || !known) return txToChange(tx);
      const before = ackedLength(tx.db, chain.id);
      tx.db.run(
        `INSERT INTO acknowledged (chain_id, relay_id, length) VALUES (?, ?, ?)
         ON CONFLICT (chain_id, relay_id) DO UPDATE SET length = ${exact ? 'excluded.length' : 'max(length, excluded.length)'}`,
        [chain.id, int(known, 'id'), Math.min(length, chain.length)],
      );
      if (isOwn(context, tx.db, chain)) {
        const after = ackedLength(tx.db, chain.id);
        touchRange(context, tx, chain, Math.min(before, after), Math.max(before, after));
      }
      return txToChange(tx);
    }),
  outbox: () =>
    context.read((db) =>
      db
        .all(
          `SELECT outbox.chain_id AS chain, outbox.length AS length, chain.stream_id AS stream, chain.log_id AS log
           FROM outbox JOIN chain ON chain.id = outbox.chain_id ORDER BY outbox.chain_id`,
        )
        .map((row) => ({
          stream: context.streamOf(db, int(row, 'stream')),
          log: context.logById(db, int(row, 'log')).log,
          length: int(row, 'length'),
          acked: ackedLength(db, int(row, 'chain')),
        })),
    ),
  unsentCount: () =>
    context.read((db) => {
      const row = db.get(
        `SELECT coalesce(sum(max(0, outbox.length - coalesce(
           (SELECT max(length) FROM acknowledged WHERE acknowledged.chain_id = outbox.chain_id), 0))), 0) AS count FROM outbox`,
      );
      return row ? int(row, 'count') : 0;
    }),
  deviceHolds: (device, stream, logs) =>
    context.write((tx) => {
      for (const { log, length, head } of logs) {
        const chain = chainOf(context, tx.db, stream, log);
        // Nobody's word counts for more of a log than is here: it can't be checked against what it names.
        if (!chain || length === 0 || !holds(chain, length - 1)) continue;
        const held = tx.db.get('SELECT hash FROM envelope WHERE id = ?', [
          envelopeIdOf(chain.id, length - 1),
        ]);
        // Another hash at that number is a fork's other branch: no word about ours.
        if (!held || id(held, 'hash') !== head) continue;
        const row = tx.db.get('SELECT length FROM receipt WHERE chain_id = ? AND device = ?', [
          chain.id,
          idToBytes(device),
        ]);
        const before = row ? int(row, 'length') : 0;
        if (length <= before) continue;
        tx.db.run(
          `INSERT INTO receipt (chain_id, device, length) VALUES (?, ?, ?)
           ON CONFLICT (chain_id, device) DO UPDATE SET length = excluded.length`,
          [chain.id, idToBytes(device), length],
        );
        if (isOwn(context, tx.db, chain)) touchRange(context, tx, chain, before, length);
      }
      return txToChange(tx);
    }),
  seenBy: (stream, log, number) =>
    context.read((db) => {
      const chain = chainOf(context, db, stream, log);
      return chain ? seenBy(context, db, chain.id, number) : [];
    }),
});
