/** The person's own state in a community: read positions and drafts. */
import { compareBytes, hexToBytes } from '../base/index.ts';
import { channelStream, idToBytes, type MessageId } from '../model/index.ts';
import type { ReadDb, SqlRow } from '../ports/index.ts';
import type { DraftRow, PersonState, Place } from './community-store.ts';
import { channelKey, channelOf, type StoreContext } from './context.ts';
import { blob, blobOrNull, id, idOrNull, int, str } from './rows.ts';

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

const rowToDraft = (context: StoreContext, db: ReadDb, row: SqlRow): DraftRow => {
  const thread = blobOrNull(row, 'thread');
  return {
    channel: channelOf(context, db, int(row, 'channel_id')),
    thread: thread && thread.length > 0 ? id<MessageId>(row, 'thread') : null,
    text: str(row, 'text'),
    replyTo: idOrNull(row, 'reply_to'),
    updatedAt: int(row, 'updated_at'),
  };
};
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
      if (text === '' && replyTo === null) {
        db.run('DELETE FROM draft WHERE channel_id = ? AND thread = ?', [channelId, thread]);
        return;
      }
      db.run(
        `INSERT INTO draft (${draftColumns}) VALUES (?, ?, ?, ?, ?) ON CONFLICT (channel_id, thread)
         DO UPDATE SET text = excluded.text, reply_to = excluded.reply_to, updated_at = excluded.updated_at`,
        [channelId, thread, text, replyTo ? idToBytes(replyTo) : null, Math.floor(context.deps.clock.now())],
      );
    }),
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
        .all(`SELECT ${draftColumns} FROM draft ORDER BY updated_at DESC, channel_id, thread`)
        .map((row) => rowToDraft(context, db, row)),
    ),
});
