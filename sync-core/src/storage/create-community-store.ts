/** Puts the parts of a community store together over one database. */
import { bytesToHex, ok, type Result } from '../base/index.ts';
import { channelStream, idToBytes, type Position, positionToTime } from '../model/index.ts';
import type { SqliteDatabase, StorageError } from '../ports/index.ts';
import { dueAt, horizonAt } from '../timeline/index.ts';
import type { CommunityStore } from './community-store.ts';
import { createContext } from './context.ts';
import type { CommunityStoreDeps } from './deps.ts';
import { hasComments, readComments } from './documents/comments.ts';
import { readDocument, readDocuments, readLagging, saveDocument } from './documents/document-rows.ts';
import { createPending } from './documents/pending.ts';
import { searchDocuments } from './documents/search.ts';
import { append } from './log/append.ts';
import { freeze } from './log/freeze.ts';
import { createLogReader } from './log/read.ts';
import { countWaiting, missingEpochs, unlock, waitingForEpoch } from './log/unlock.ts';
import { projectionDump, rebuild } from './maintenance/dump.ts';
import { eraseDeleted, purged, purgeStep } from './maintenance/erase.ts';
import { rejudge } from './maintenance/rejudge.ts';
import { takeUp } from './maintenance/take-up.ts';
import { communityMigrations, communitySchema, migrate } from './migrations/index.ts';
import { createOutbox } from './outbox.ts';
import { createPersonState } from './person.ts';
import { blob, id, idOrNull, int, positionToBlob, positionToMs } from './rows.ts';
import { searchHealing } from './search/search.ts';
import { readLatestTime, readSetting, writeSetting } from './setting.ts';
import { readFlagged, readPostTimes } from './timeline/flagged.ts';
import { readLastOwnAt, readPage, readThreads } from './timeline/history.ts';
import { findMessage, rowToMessage } from './timeline/message-row.ts';
import { readRejected } from './timeline/rejected.ts';
import { readNewest, readUnread, readUnreadIn } from './timeline/unread.ts';

/**
 * Migrates the file and opens the store. Fails with `newer-schema` (the file untouched) or what the
 * disk did; `db` stays the caller's to close.
 */
export const createCommunityStore = (
  db: SqliteDatabase,
  deps: CommunityStoreDeps,
): Result<CommunityStore, StorageError> => {
  const migrated = migrate(
    db,
    communityMigrations(db.fullText, deps.self.member),
    communitySchema(db.fullText),
  );
  if (!migrated.ok) return migrated;
  const context = createContext(db, deps);
  const store: CommunityStore = {
    ...createLogReader(context),
    ...createOutbox(context),
    ...createPersonState(context),
    ...createPending(context),
    document: (stream) => readDocument(context, stream),
    documents: () => readDocuments(context),
    laggingDocuments: (limit) => readLagging(context, limit),
    saveDocument: (document) => saveDocument(context, document),
    searchDocuments: (query) => searchDocuments(context, query),
    hasComments: (channel) => hasComments(context, channel),
    comments: (place, limit) => readComments(context, place, limit),
    append: (runs) => append(context, runs),
    unlock: (items) => unlock(context, items),
    missingEpochs: () => missingEpochs(context),
    waitingForEpoch: (epoch, limit) => waitingForEpoch(context, epoch, limit),
    countWaiting: (stream, epochs, limit) => countWaiting(context, stream, epochs, limit),
    freeze: (stream, log, at, proof) => freeze(context, { stream, log, at }, proof),
    eraseDeleted: (graceMs) => eraseDeleted(context, Math.floor(deps.clock.now() - graceMs)),
    purgeStep: () => purgeStep(context),
    purged: () => purged(context),
    message: (message) =>
      context.read((reader) => {
        const row = findMessage(context, reader, message);
        return row ? rowToMessage(context, reader, row) : null;
      }),
    page: (place, anchor, limit) => readPage(context, place, anchor, limit),
    search: (query) => searchHealing(context, query),
    threads: (channel, limit) => readThreads(context, channel, limit),
    unread: (roles, heedOf) => readUnread(context, roles, heedOf),
    newest: () => readNewest(context),
    unreadIn: (place, roles) => readUnreadIn(context, place, roles),
    nextDue: () =>
      context.read((reader) => {
        // `message.id` follows the time, so the first one from the horizon on is near; the clamp of far times is not.
        const row = reader.get(
          'SELECT position FROM message WHERE shown = 1 AND position >= ? AND id >= ? ORDER BY position LIMIT 1',
          [
            positionToBlob(horizonAt(deps.clock.now())),
            Math.min(Math.floor(deps.clock.now()), 2 ** 42) * 1_024,
          ],
        );
        return row ? dueAt(positionToMs(id(row, 'position'))) : null;
      }),
    latestTime: () => context.read((reader) => readLatestTime(reader)),
    lastActTime: (message) =>
      context.read((reader) => {
        const row = reader.get('SELECT max(position) AS position FROM act WHERE target = ?', [
          idToBytes(message),
        ]);
        const position = row ? idOrNull<Position>(row, 'position') : null;
        return position === null ? null : positionToTime(position);
      }),
    lastOwnAt: (place, sinceMs) => readLastOwnAt(context, place, sinceMs),
    messageBySource: (channel, source) =>
      context.read((reader) => {
        const channelId = context.streamId(reader, channelStream(channel));
        const row =
          channelId === null
            ? undefined
            : reader.get('SELECT op FROM message WHERE channel_id = ? AND source = ? LIMIT 1', [
                channelId,
                source,
              ]);
        return row ? id(row, 'op') : null;
      }),
    knownSources: (channel, sources) =>
      context.read((reader) => {
        const channelId = context.streamId(reader, channelStream(channel));
        if (channelId === null || sources.length === 0) return new Set();
        const rows = reader.all(
          'SELECT source FROM message WHERE channel_id = ? AND source IN (SELECT unhex(value) FROM json_each(?))',
          [channelId, JSON.stringify(sources)],
        );
        return new Set(rows.map((row) => bytesToHex(blob(row, 'source'))));
      }),
    messageCount: () =>
      context.read((reader) => {
        const row = reader.get(
          'SELECT count(*) AS count FROM message WHERE shown = 1 AND deleted_at IS NULL',
        );
        return row ? int(row, 'count') : 0;
      }),
    flagged: (channels, limit) => readFlagged(context, channels, limit),
    postTimes: (channel, author, sinceMs) => readPostTimes(context, channel, author, sinceMs),
    rejudge: (scope) => rejudge(context, scope),
    projectionDump: () => projectionDump(context),
    rebuild: (open) => rebuild(context, open),
    takeUp: (open) => takeUp(context, open),
    rejected: () => context.read(readRejected),
    setting: (name) => context.read((reader) => readSetting(reader, name)),
    saveSetting: (name, value) => context.write((tx) => writeSetting(tx.db, name, value)),
  };
  return ok(store);
};
