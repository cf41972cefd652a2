/**
 * What the parts of a community store share: the database, interned keys and the set of what a
 * transaction changed. Caches are emptied by every rollback, of whichever transaction around them: a
 * key that outlived its row would soon name another's.
 */
import { assert, bytesToHex, concatBytes } from '../base/index.ts';
import type { LogOpening } from '../crypto/types.ts';
import {
  type ChannelId,
  channelStream,
  type DocumentKey,
  type DocumentStream,
  type EnvelopeHash,
  type EpochId,
  idToBytes,
  keyToStream,
  type LogId,
  type MemberId,
  type MessageId,
  type Stream,
  streamToKey,
} from '../model/index.ts';
import type { NotPromise, ReadDb, SqliteDatabase, WriteDb } from '../ports/index.ts';
import { tellDamage } from './damage.ts';
import type { CommunityStoreDeps } from './deps.ts';
import type { TimelineChange } from './envelope-types.ts';
import { blob, id, int, intact, str } from './rows.ts';
import { isDamagedIndex } from './search/heal.ts';
import { createPendingSearch, type PendingSearch } from './search/pending.ts';
import { createFreeIds, type FreeIds } from './timeline/free-ids.ts';
import { createPaces, type Paces } from './timeline/restraint.ts';

/** One write transaction, and what it changed on screen. */
export type Tx = {
  readonly db: WriteDb;
  readonly channels: Set<ChannelId>;
  readonly messages: Set<MessageId>;
  /** Notes and boards of which there is more, or of which something else may count. */
  readonly documents: Map<DocumentKey, DocumentStream>;
};

export type StoreContext = {
  readonly database: SqliteDatabase;
  readonly deps: CommunityStoreDeps;
  readonly search: PendingSearch;
  readonly freeIds: FreeIds;
  readonly paces: Paces;
  read<T>(task: (db: ReadDb) => NotPromise<T>): T;
  write<T>(task: (tx: Tx) => NotPromise<T>): T;
  streamId(db: ReadDb, stream: Stream): number | null;
  makeStreamId(db: WriteDb, stream: Stream): number;
  streamOf(db: ReadDb, id: number): Stream;
  memberId(db: ReadDb, member: MemberId): number | null;
  makeMemberId(db: WriteDb, member: MemberId): number;
  memberOf(db: ReadDb, id: number): MemberId;
  makeEpochId(db: WriteDb, epoch: EpochId): number;
  /** Of governance heads: most envelopes cite the same. */
  makeCitesId(db: WriteDb, cites: readonly EnvelopeHash[]): number;
  logRow(db: ReadDb, log: LogId): LogRow | null;
  makeLog(db: WriteDb, log: LogId, opening: LogOpening): LogRow;
  logById(db: ReadDb, id: number): LogRow;
};

export type LogRow = { readonly id: number; readonly log: LogId; readonly opening: LogOpening };

export const txToChange = (tx: Tx): TimelineChange => ({
  channels: [...tx.channels],
  messages: [...tx.messages],
  documents: [...tx.documents.values()],
});

export const channelOf = (context: StoreContext, db: ReadDb, streamId: number): ChannelId => {
  const stream = context.streamOf(db, streamId);
  intact(stream.kind === 'channel', 'messages stand in channels');
  return stream.channel;
};
export const channelKey = (context: StoreContext, db: ReadDb, channel: ChannelId): number | null =>
  context.streamId(db, channelStream(channel));

/** The row of the file's owner in `member`, which an index names. */
export const ownerRow = 1;

/** Far more than repeat in one batch; a table may hold more keys than that. */
const internedKept = 20_000;

/** Interns rowed keys both ways. `fresh` empties the caches when there was a rollback since. */
const createInterned = (table: string, fresh: () => void) => {
  const byKey = new Map<string, number>();
  const byId = new Map<number, string>();
  const clear = (): void => {
    byKey.clear();
    byId.clear();
  };
  const remember = (key: string, id: number): number => {
    if (byKey.size >= internedKept) clear();
    byKey.set(key, id);
    byId.set(id, key);
    return id;
  };
  const find = (db: ReadDb, key: string, toStored: () => string | Uint8Array): number | null => {
    fresh();
    const known = byKey.get(key);
    if (known !== undefined) return known;
    const row = db.get(`SELECT id FROM ${table} WHERE key = ?`, [toStored()]);
    return row ? remember(key, int(row, 'id')) : null;
  };
  return {
    find,
    make(db: WriteDb, key: string, toStored: () => string | Uint8Array): number {
      const known = find(db, key, toStored);
      if (known !== null) return known;
      db.run(`INSERT INTO ${table} (key) VALUES (?)`, [toStored()]);
      return remember(key, int(db.get('SELECT last_insert_rowid() AS id') ?? {}, 'id'));
    },
    keyOf(db: ReadDb, id: number): string {
      fresh();
      const known = byId.get(id);
      if (known !== undefined) return known;
      const row = db.get(`SELECT key FROM ${table} WHERE id = ?`, [id]);
      intact(row, `${table} has no row ${id}`);
      const value = row['key'];
      const key = value instanceof Uint8Array ? bytesToHex(value) : str(row, 'key');
      remember(key, id);
      return key;
    },
    clear,
  };
};

export const createContext = (database: SqliteDatabase, deps: CommunityStoreDeps): StoreContext => {
  let rollbacks = database.rollbacks();
  const fresh = (): void => {
    if (database.rollbacks() === rollbacks) return;
    rollbacks = database.rollbacks();
    streams.clear();
    members.clear();
    epochs.clear();
    cited.clear();
    streamsById.clear();
    logs.clear();
    logsById.clear();
    paces.reset();
  };
  const paces = createPaces();
  const streams = createInterned('stream', fresh);
  const members = createInterned('member', fresh);
  const epochs = createInterned('epoch', fresh);
  const cited = createInterned('cites', fresh);
  const streamsById = new Map<number, Stream>();
  const logs = new Map<LogId, LogRow>();
  const logsById = new Map<number, LogRow>();
  const rememberLog = (row: LogRow): LogRow => {
    logs.set(row.log, row);
    logsById.set(row.id, row);
    return row;
  };
  const readLog = (db: ReadDb, where: 'key' | 'id', value: Uint8Array | number): LogRow | null => {
    const row = db.get(`SELECT id, key, device, nonce FROM log WHERE ${where} = ?`, [value]);
    if (!row) return null;
    const opening = { device: id<LogOpening['device']>(row, 'device'), nonce: blob(row, 'nonce') };
    return rememberLog({ id: int(row, 'id'), log: id(row, 'key'), opening });
  };
  const logRow = (db: ReadDb, log: LogId): LogRow | null => {
    fresh();
    return logs.get(log) ?? readLog(db, 'key', idToBytes(log));
  };
  const search = createPendingSearch({
    engine: database.fullText,
    settle: () => database.write(() => undefined),
  });
  database.defer(search);

  return {
    database,
    deps,
    search,
    freeIds: createFreeIds(),
    paces: {
      any(db) {
        fresh();
        return paces.any(db);
      },
      note(db) {
        fresh();
        paces.note(db);
      },
      reset: paces.reset,
    },
    read: (task) => tellDamage(database, () => database.read(task)),
    write(task) {
      const attempt = () =>
        tellDamage(database, () =>
          database.write((db) =>
            task({ db, channels: new Set(), messages: new Set(), documents: new Map() }),
          ),
        );
      try {
        return attempt();
      } catch (thrown) {
        if (!isDamagedIndex(thrown)) throw thrown;
        database.write((db) => search.recreate(db));
        return attempt();
      }
    },
    streamId: (db, stream) => streams.find(db, streamToKey(stream), () => streamToKey(stream)),
    makeStreamId: (db, stream) => streams.make(db, streamToKey(stream), () => streamToKey(stream)),
    streamOf(db, id) {
      fresh();
      const known = streamsById.get(id);
      if (known) return known;
      const stream = keyToStream(streams.keyOf(db, id));
      intact(stream, 'a stored stream key is valid');
      streamsById.set(id, stream);
      return stream;
    },
    memberId: (db, member) => members.find(db, member, () => idToBytes(member)),
    makeMemberId: (db, member) => members.make(db, member, () => idToBytes(member)),
    memberOf: (db, id) => members.keyOf(db, id) as MemberId,
    makeEpochId: (db, epoch) => epochs.make(db, epoch, () => idToBytes(epoch)),
    makeCitesId: (db, cites) => cited.make(db, cites.join(''), () => concatBytes(...cites.map(idToBytes))),
    logRow,
    makeLog(db, log, opening) {
      const known = logRow(db, log);
      if (known) return known;
      db.run('INSERT INTO log (key, device, nonce) VALUES (?, ?, ?)', [
        idToBytes(log),
        idToBytes(opening.device),
        opening.nonce,
      ]);
      const made = readLog(db, 'key', idToBytes(log));
      assert(made, 'the log was just made');
      return made;
    },
    logById(db, id) {
      fresh();
      const row = logsById.get(id) ?? readLog(db, 'id', id);
      intact(row, `no log ${id}`);
      return row;
    },
  };
};
