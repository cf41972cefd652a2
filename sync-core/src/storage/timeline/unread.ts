/** What the person hasn't read, and what of it speaks to them. Own messages never count. */
import { idToBytes, limits, type MessageId, type Position, type RoleId } from '../../model/index.ts';
import type { ReadDb } from '../../ports/index.ts';
import type { Place, UnreadRow } from '../community-store.ts';
import { channelKey, channelOf, type StoreContext } from '../context.ts';
import { readPositionIn } from '../person.ts';
import { id, int } from '../rows.ts';
import { lastPosition } from './history.ts';
import { visibleParams } from './message-row.ts';
import { everyoneTarget } from './refresh.ts';

const countUnread = (
  context: StoreContext,
  db: ReadDb,
  channelId: number,
  thread: Uint8Array | null,
  read: Uint8Array,
): number => {
  const [horizon, self] = visibleParams(context, db);
  const row = db.get(
    `SELECT count(*) AS count FROM (SELECT 1 FROM message WHERE channel_id = ? AND thread IS ? AND shown = 1
       AND position > ? AND position < ? AND deleted_at IS NULL AND author_id <> ? LIMIT ?)`,
    [channelId, thread, read, horizon, self, limits.unreadCounted],
  );
  return row ? int(row, 'count') : 0;
};

const countMentions = (
  context: StoreContext,
  db: ReadDb,
  channelId: number,
  thread: Uint8Array | null,
  read: Uint8Array,
  targets: readonly Uint8Array[],
): number => {
  const [horizon, self] = visibleParams(context, db);
  const found = new Set<number>();
  for (const target of targets) {
    const rows = db.all(
      `SELECT message.id AS id FROM mention JOIN message ON message.id = mention.message_id
       WHERE mention.target = ? AND mention.channel_id = ? AND message.thread IS ? AND message.position > ?
         AND message.position < ? AND message.author_id <> ? LIMIT ?`,
      [target, channelId, thread, read, horizon, self, limits.unreadCounted],
    );
    for (const row of rows) found.add(int(row, 'id'));
  }
  return found.size;
};

const unreadRow = (
  context: StoreContext,
  db: ReadDb,
  channelId: number,
  thread: MessageId | null,
  targets: readonly Uint8Array[],
): UnreadRow => {
  const threadBytes = thread ? idToBytes(thread) : null;
  const read = readPositionIn(db, channelId, threadBytes);
  const from = read ?? new Uint8Array();
  const unread = countUnread(context, db, channelId, threadBytes, from);
  return {
    channel: channelOf(context, db, channelId),
    thread,
    unread,
    mentions: unread === 0 ? 0 : countMentions(context, db, channelId, threadBytes, from, targets),
    readPosition: read ? id<Position>({ read }, 'read') : null,
    lastPosition: lastPosition(context, db, channelId, threadBytes),
  };
};

const targetsOf = (context: StoreContext, roles: readonly RoleId[]): readonly Uint8Array[] => [
  idToBytes(context.deps.self.member),
  everyoneTarget,
  ...roles.map(idToBytes),
];

export const readUnreadIn = (context: StoreContext, place: Place, roles: readonly RoleId[]): UnreadRow =>
  context.read((db) => {
    const channelId = channelKey(context, db, place.channel);
    if (channelId === null)
      return { ...place, unread: 0, mentions: 0, readPosition: null, lastPosition: null };
    return unreadRow(context, db, channelId, place.thread, targetsOf(context, roles));
  });

export const readUnread = (context: StoreContext, roles: readonly RoleId[]): readonly UnreadRow[] =>
  context.read((db) => {
    const targets = targetsOf(context, roles);
    const rows: UnreadRow[] = [];
    for (const stream of db.all("SELECT id FROM stream WHERE key LIKE 'channel/%' ORDER BY key")) {
      const channelId = int(stream, 'id');
      const main = unreadRow(context, db, channelId, null, targets);
      rows.push(main);
      // Only threads with something beyond their read position; the rest has nothing to say.
      const threads = db.all(
        `SELECT last.thread AS thread FROM
           (SELECT thread, max(position) AS position FROM message
            WHERE channel_id = ? AND thread IS NOT NULL AND shown = 1 GROUP BY thread) AS last
         LEFT JOIN read_position AS seen ON seen.channel_id = ? AND seen.thread = last.thread
         WHERE seen.position IS NULL OR seen.position < last.position`,
        [channelId, channelId],
      );
      for (const thread of threads) {
        const row = unreadRow(context, db, channelId, id<MessageId>(thread, 'thread'), targets);
        if (row.unread > 0) rows.push(row);
      }
    }
    return rows;
  });
