/**
 * The default store: one SQLite file in WAL mode with synchronous FULL, so that a commit that
 * returned survives a power cut. Refuses an SQLite below 3.51.3 (WAL-reset corruption) and a file of
 * another schema version, and a folder that another relay uses; the file is left as it was.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  assert,
  type CommunityId,
  concatBytes,
  decode,
  type Envelope,
  encode,
  type ForkProof,
  forkProof,
  idToBytes,
  type LogId,
  type LogOpening,
  type Random,
  type Stream,
  stream as streamCodec,
} from '@maru/sync-core';
import { checkSqliteVersion } from '@maru/sync-core/drivers/node';
import Database from 'better-sqlite3';
import { lockFolder } from './folder-lock.ts';
import { type LogStore, type ReadRange, runBytes } from './log-store.ts';
import { createBlobTable } from './sqlite-blobs.ts';
import { type EnvelopeRow, type LogRow, rowsToEnvelopes, rowToStoredLog } from './sqlite-rows.ts';
import { asideSchema, blobSchema, schema, schemaVersion } from './sqlite-schema.ts';
import { isDamage, StoreError } from './store-error.ts';

const fileName = 'relay.sqlite';

type Opened = { readonly db: Database.Database; readonly sql: ReturnType<typeof prepare> };

const openFile = (folder: string, random: Random): Opened => {
  const path = join(folder, fileName);
  const db = new Database(path);
  try {
    const tooOld = checkSqliteVersion(
      db.prepare<[], string>('SELECT sqlite_version()').pluck().get() ?? 'unknown',
    );
    if (tooOld !== null)
      throw new StoreError(
        'old-sqlite',
        `SQLite is too old for the relay's store: ${JSON.stringify(tooOld)}`,
      );
    // Asked first: what is no store of ours is not changed.
    const version = db.pragma('user_version', { simple: true });
    if (version !== 0 && version !== schemaVersion)
      throw new StoreError(
        'unknown-schema',
        `${path} has schema ${String(version)}, this relay knows ${schemaVersion}`,
      );
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('busy_timeout = 2000');
    if (version === 0)
      db.transaction(() => {
        db.exec(schema);
        const meta = db.prepare('INSERT INTO meta VALUES (?, ?)');
        meta.run('node', random.bytes(16));
        meta.run('generation', random.bytes(16));
        db.pragma(`user_version = ${schemaVersion}`);
      })();
    db.exec(asideSchema);
    db.exec(blobSchema);
    return { db, sql: prepare(db) };
  } catch (thrown) {
    db.close();
    throw isDamage(thrown) ? damaged(path, thrown) : thrown;
  }
};

const openOr = (giveUp: () => void, open: () => Opened): Opened => {
  try {
    return open();
  } catch (thrown) {
    giveUp();
    throw thrown;
  }
};

const damaged = (path: string, thrown: unknown): StoreError =>
  new StoreError(
    'damaged',
    `the store ${path} is damaged (${thrown instanceof Error ? thrown.message : 'unknown'}). ` +
      'Move the files beside it away with it and keep them: the relay then starts empty and its members fill it again',
  );

const prepare = (db: Database.Database) => ({
  meta: db.prepare<[string], Buffer>('SELECT value FROM meta WHERE name = ?').pluck(),
  community: db.prepare<[Uint8Array], { id: number; stored: number }>(
    'SELECT id, stored FROM communities WHERE community = ?',
  ),
  addCommunity: db.prepare<[Uint8Array]>('INSERT INTO communities (community, stored) VALUES (?, 0)'),
  grow: db.prepare<[number, number]>('UPDATE communities SET stored = stored + ? WHERE id = ?'),
  logs: db.prepare<[number], LogRow>(
    'SELECT stream, log, device, nonce, length, head, bytes FROM logs WHERE community = ? AND length > 0',
  ),
  logId: db
    .prepare<[number, Uint8Array, Uint8Array], number>(
      'SELECT id FROM logs WHERE community = ? AND stream = ? AND log = ?',
    )
    .pluck(),
  addLog: db.prepare(
    'INSERT INTO logs (community, stream, log, device, nonce, length, head, bytes) VALUES (?, ?, ?, ?, ?, 0, ?, 0)',
  ),
  growLog: db.prepare<[number, Uint8Array, number, number, number]>(
    'UPDATE logs SET length = length + ?, head = ?, bytes = bytes + ? WHERE id = ? AND length = ?',
  ),
  addEnvelope: db.prepare('INSERT INTO envelopes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)'),
  envelopes: db.prepare<[number, number, number], EnvelopeRow>(
    'SELECT * FROM envelopes WHERE log = ? AND number >= ? AND number < ? ORDER BY number',
  ),
  signedBefore: db
    .prepare<[number, number], number | null>(
      'SELECT max(number) FROM envelopes WHERE log = ? AND number < ? AND signature IS NOT NULL',
    )
    .pluck(),
  copyAside: db.prepare<[number, number]>(
    'INSERT INTO damaged SELECT * FROM envelopes WHERE log = ? AND number >= ?',
  ),
  dropFrom: db.prepare<[number, number]>('DELETE FROM envelopes WHERE log = ? AND number >= ?'),
  // The same sum as `runBytes`.
  shorten: db.prepare(`
    UPDATE logs SET length = $length,
      head = coalesce((SELECT hash FROM envelopes WHERE log = $log AND number = $length - 1), head),
      bytes = (SELECT coalesce(sum(160 + length(cites) + coalesce(length(body), 0)), 0) FROM envelopes WHERE log = $log)
    WHERE id = $log`),
  lengthOf: db.prepare<[number], number>('SELECT length FROM logs WHERE id = ?').pluck(),
  forks: db.prepare<[number], Buffer>('SELECT proof FROM forks WHERE community = ?').pluck(),
  addFork: db.prepare('INSERT OR REPLACE INTO forks VALUES (?, ?, ?, ?)'),
});

/** Opens or creates the store in `folder`. Throws when it can't: a relay without its store doesn't start. */
export const createSqliteStore = (folder: string, random: Random): LogStore => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const unlock = lockFolder(folder);
  const { db, sql } = openOr(unlock, () => openFile(folder, random));

  const blobs = createBlobTable(db);
  const metaOf = (name: string): Uint8Array => {
    const value = sql.meta.get(name);
    assert(value !== undefined, `the store has its ${name}`);
    return new Uint8Array(value);
  };
  const streamBytes = (stream: Stream): Uint8Array => encode(streamCodec, stream);
  const rowOfCommunity = (id: CommunityId): number => {
    const bytes = idToBytes(id);
    return sql.community.get(bytes)?.id ?? Number(sql.addCommunity.run(bytes).lastInsertRowid);
  };
  const rowOfLog = (community: number, stream: Stream, log: LogId): number | undefined =>
    sql.logId.get(community, streamBytes(stream), idToBytes(log));

  const append = (id: CommunityId, opening: LogOpening, envelopes: readonly Envelope[]): void => {
    const first = envelopes[0];
    const last = envelopes.at(-1);
    assert(first !== undefined && last !== undefined, 'a run has an envelope');
    const { stream, log, number } = first.header;
    const community = rowOfCommunity(id);
    const row =
      rowOfLog(community, stream, log) ??
      Number(
        sql.addLog.run(
          community,
          streamBytes(stream),
          idToBytes(log),
          idToBytes(opening.device),
          opening.nonce,
          idToBytes(first.hash),
        ).lastInsertRowid,
      );
    for (const { header, hash, body, signature } of envelopes)
      sql.addEnvelope.run(
        row,
        header.number,
        idToBytes(hash),
        header.suite,
        idToBytes(header.epoch),
        concatBytes(...header.cites.map(idToBytes)),
        header.bodyHash,
        body,
        signature,
      );
    const grown = sql.growLog.run(envelopes.length, idToBytes(last.hash), runBytes(envelopes), row, number);
    assert(grown.changes === 1, 'a run continues its log');
    sql.grow.run(envelopes.length, community);
  };

  const addFork = (id: CommunityId, proof: ForkProof): void => {
    sql.addFork.run(
      rowOfCommunity(id),
      streamBytes(proof.stream),
      idToBytes(proof.log),
      encode(forkProof, proof),
    );
  };

  const proofOf = (bytes: Buffer): ForkProof[] => {
    const proof = decode(forkProof, bytes);
    return proof.ok ? [proof.value] : [];
  };

  const commit = db.transaction((writes: Parameters<LogStore['commit']>[0]) => {
    for (const write of writes) {
      if (write.kind === 'append') append(write.community, write.opening, write.envelopes);
      else if (write.kind === 'blob') blobs.keep(rowOfCommunity(write.community), write);
      else addFork(write.community, write.proof);
    }
  });

  const setAside = db.transaction(({ community, stream, log, from }: Omit<ReadRange, 'count'>) => {
    const row = sql.community.get(idToBytes(community));
    const logRow = row && rowOfLog(row.id, stream, log);
    if (row === undefined || logRow === undefined) return;
    const before = sql.lengthOf.get(logRow) ?? 0;
    const length = (sql.signedBefore.get(logRow, from) ?? -1) + 1;
    sql.copyAside.run(logRow, length);
    sql.dropFrom.run(logRow, length);
    sql.shorten.run({ log: logRow, length });
    // The offset goes back: clients see that something is lost [S3].
    sql.grow.run(length - before, row.id);
  });

  return {
    node: metaOf('node'),
    generation: metaOf('generation'),
    load(id) {
      const row = sql.community.get(idToBytes(id));
      if (!row) return { offset: 0, logs: [], forks: [] };
      return {
        offset: row.stored,
        logs: sql.logs.all(row.id).map(rowToStoredLog),
        forks: sql.forks.all(row.id).flatMap(proofOf),
      };
    },
    commit: (writes) => commit.immediate(writes),
    read({ community, stream, log, from, count }) {
      const row = sql.community.get(idToBytes(community));
      const logRow = row && rowOfLog(row.id, stream, log);
      if (logRow === undefined) return [];
      // One more in front: its hash is the first one's `previous`.
      const rows = sql.envelopes.all(logRow, Math.max(0, from - 1), from + count);
      return rowsToEnvelopes({ community, stream, log }, rows, from);
    },
    blob(id, name) {
      const row = sql.community.get(idToBytes(id));
      return row ? blobs.read(row.id, name) : null;
    },
    blobCount(id, device) {
      const row = sql.community.get(idToBytes(id));
      return row ? blobs.count(row.id, device) : { own: 0, all: 0 };
    },
    setAside: (place) => void setAside.immediate(place),
    close() {
      db.close();
      unlock();
    },
  };
};
