/** The person's own state in a community: read positions and drafts. */
import { compareBytes, hexToBytes } from '../base/index.ts';
import { channelStream, idToBytes, type MessageId, type Position } from '../model/index.ts';
import type { ReadDb, SqlRow } from '../ports/index.ts';
import type { DraftRow, PersonState, Place } from './community-store.ts';
import { channelKey, channelOf, type StoreContext } from './context.ts';
import { blob, id, idOrNull, int, str } from './rows.ts';

const noThread = new Uint8Array();
const threadKey = (thread: MessageId | null): Uint8Array => (thread ? idToBytes(thread) : noThread);

export const readPositionIn = (
  db: ReadDb,
  channelId: number,
  thread: Uint8Array | null,
): Uint8Array | null => {
  const row = db.get('SELECT position FROM read_position WHERE channel_id = ? AND thread = ?', [
    channelId,
    thread ?? noThread,
  ]);
  return row ? blob(row, 'position') : null;
};

const toThread = (row: SqlRow): MessageId | null =>
  blob(row, 'thread').length > 0 ? id<MessageId>(row, 'thread') : null;

const rowToDraft = (context: StoreContext, db: ReadDb, row: SqlRow): DraftRow => ({
  channel: channelOf(context, db, int(row, 'channel_id')),
  thread: toThread(row),
  text: str(row, 'text'),
  replyTo: idOrNull(row, 'reply_to'),
  updatedAt: int(row, 'updated_at'),
});
const isDraft = "(text <> '' OR reply_to IS NOT NULL)";
const draftColumns = 'channel_id, thread, text, reply_to, updated_at';

export const createPersonState = (context: StoreContext): PersonState => ({
  markRead: (place: Place, position) =>
    context.write(({ db }) => {
      const channelId = context.makeStreamId(db, channelStream(place.channel));
      const thread = threadKey(place.thread);
      const next = hexToBytes(position);
      const known = readPositionIn(db, channelId, thread);
      if (known && compareBytes(known, next) >= 0) return false;
      db.run(
        `INSERT INTO read_position (channel_id, thread, position) VALUES (?, ?, ?)
         ON CONFLICT (channel_id, thread) DO UPDATE SET position = excluded.position`,
        [channelId, thread, next],
      );
      return true;
    }),
  readPosition: (place) =>
    context.read((db) => {
      const channelId = channelKey(context, db, place.channel);
      const position = channelId === null ? null : readPositionIn(db, channelId, threadKey(place.thread));
      return position && id({ position }, 'position');
    }),
  saveDraft: (place, text, replyTo) =>
    context.write(({ db }) => {
      const channelId = context.makeStreamId(db, channelStream(place.channel));
      const thread = threadKey(place.thread);
      const now = Math.floor(context.deps.clock.now());
      if (text === '' && replyTo === null) {
        // Its row says until the own document heard of it that this draft is gone.
        db.run(
          `UPDATE draft SET text = '', reply_to = NULL, updated_at = max(?, updated_at + 1)
           WHERE channel_id = ? AND thread = ? AND ${isDraft}`,
          [now, channelId, thread],
        );
        return;
      }
      db.run(
        `INSERT INTO draft (${draftColumns}) VALUES (?, ?, ?, ?, ?) ON CONFLICT (channel_id, thread)
         DO UPDATE SET text = excluded.text, reply_to = excluded.reply_to,
           updated_at = max(excluded.updated_at, draft.updated_at + 1)`,
        [channelId, thread, text, replyTo ? idToBytes(replyTo) : null, now],
      );
    }),
  takeDraft: (place, text, replyTo, at) =>
    context.write(({ db }) => {
      const channelId = context.makeStreamId(db, channelStream(place.channel));
      return (
        db.run(
          `INSERT INTO draft (${draftColumns}) VALUES (?, ?, ?, ?, ?) ON CONFLICT (channel_id, thread)
           DO UPDATE SET text = excluded.text, reply_to = excluded.reply_to, updated_at = excluded.updated_at
           WHERE excluded.updated_at > draft.updated_at`,
          [channelId, threadKey(place.thread), text, replyTo ? idToBytes(replyTo) : null, at],
        ) > 0
      );
    }),
  forgetDraft: (place, at) =>
    context.write(({ db }) => {
      const channelId = context.makeStreamId(db, channelStream(place.channel));
      db.run(
        `DELETE FROM draft WHERE channel_id = ? AND thread = ? AND updated_at <= ? AND NOT (${isDraft})`,
        [channelId, threadKey(place.thread), at],
      );
    }),
  readPositions: () =>
    context.read((db) =>
      db.all('SELECT channel_id, thread, position FROM read_position').map((row) => ({
        channel: channelOf(context, db, int(row, 'channel_id')),
        thread: toThread(row),
        position: id<Position>(row, 'position'),
      })),
    ),
  draft: (place) =>
    context.read((db) => {
      const channelId = channelKey(context, db, place.channel);
      if (channelId === null) return null;
      const row = db.get(`SELECT ${draftColumns} FROM draft WHERE channel_id = ? AND thread = ?`, [
        channelId,
        threadKey(place.thread),
      ]);
      return row ? rowToDraft(context, db, row) : null;
    }),
  drafts: () =>
    context.read((db) =>
      db
        .all(
          `SELECT ${draftColumns} FROM draft WHERE ${isDraft} ORDER BY updated_at DESC, channel_id, thread`,
        )
        .map((row) => rowToDraft(context, db, row)),
    ),
  draftRows: () =>
    context.read((db) =>
      db.all(`SELECT ${draftColumns} FROM draft`).map((row) => rowToDraft(context, db, row)),
    ),
});
