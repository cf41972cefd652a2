/** What the person hasn't read, and what of it speaks to them. Own messages never count. */
import { compareBytes } from '../../base/index.ts';
import {
  type ChannelId,
  idToBytes,
  limits,
  type MessageId,
  type Position,
  type RoleId,
} from '../../model/index.ts';
import type { ReadDb, SqlRow } from '../../ports/index.ts';
import type { ChannelUnreadRow, Heed, HeedOf, Place, UnreadRow } from '../community-store.ts';
import { channelKey, channelOf, ownerRow, type StoreContext } from '../context.ts';
import { readPositionIn } from '../person.ts';
import { id, int, positionToMs } from '../rows.ts';
import { firstMessageId } from './free-ids.ts';
import { lastPosition } from './history.ts';
import { visibleParams } from './message-row.ts';
import { everyoneTarget } from './refresh.ts';

/**
 * Others' undeleted messages. The index leaves out member 1, who is the file's owner, unless the profile was
 * lost and somebody else took the file up.
 */
const othersIn = (self: number): { readonly table: string; readonly others: string } =>
  self === ownerRow
    ? {
        table: 'message INDEXED BY message_others',
        others: `shown = 1 AND deleted_at IS NULL AND author_id <> ${ownerRow} AND author_id <> ?`,
      }
    : { table: 'message', others: 'shown = 1 AND deleted_at IS NULL AND author_id <> ?' };

const later = (a: Uint8Array, b: Uint8Array): Uint8Array => (compareBytes(a, b) < 0 ? b : a);

const firstIdFrom = (read: Uint8Array): number =>
  read.length === 0 ? 0 : firstMessageId(positionToMs(id<Position>({ read }, 'read')));

const countUnread = (
  context: StoreContext,
  db: ReadDb,
  channelId: number,
  thread: Uint8Array | null,
  read: Uint8Array,
): number => {
  const [horizon, self, from] = visibleParams(context, db, channelId);
  const { table, others } = othersIn(self);
  const row = db.get(
    `SELECT count(*) AS count FROM (SELECT 1 FROM ${table} WHERE channel_id = ? AND thread IS ? AND ${others}
       AND id >= ? AND position > ? AND position >= ? AND position < ? LIMIT ?)`,
    [channelId, thread, self, firstIdFrom(later(read, from)), read, from, horizon, limits.unreadCounted],
  );
  return row ? int(row, 'count') : 0;
};

/** A message that mentions several of the targets counts once. */
const countDistinct = (
  targets: readonly Target[],
  messagesOf: (target: Target) => readonly SqlRow[],
): number => new Set(targets.flatMap((target) => messagesOf(target).map((row) => int(row, 'id')))).size;

/** What a mention may be of, and whether it is by name or of several. */
type Target = { readonly bytes: Uint8Array; readonly kind: 'direct' | keyof Heed };

const isHeeded = (heed: Heed, { kind }: Target): boolean => kind === 'direct' || heed[kind];
const heedAll: HeedOf = () => ({ everyone: true, roles: true });

const countMentions = (
  context: StoreContext,
  db: ReadDb,
  channelId: number,
  thread: Uint8Array | null,
  read: Uint8Array,
  targets: readonly Target[],
): number => {
  const [horizon, self, from] = visibleParams(context, db, channelId);
  return countDistinct(targets, ({ bytes }) =>
    db.all(
      `SELECT message.id AS id FROM mention CROSS JOIN message ON message.id = mention.message_id
       WHERE mention.target = ? AND mention.channel_id = ? AND mention.message_id >= ? AND message.thread IS ?
         AND message.position > ? AND message.position >= ? AND message.position < ? AND message.author_id <> ? LIMIT ?`,
      [
        bytes,
        channelId,
        firstIdFrom(later(read, from)),
        thread,
        read,
        from,
        horizon,
        self,
        limits.unreadCounted,
      ],
    ),
  );
};

/** Read from the mentions, of which there are few, and not from the threads, of which most were never opened. */
const countThreadMentions = (
  context: StoreContext,
  db: ReadDb,
  channelId: number,
  targets: readonly Target[],
  heedOf: HeedOf,
): number => {
  const [horizon, self, from] = visibleParams(context, db, channelId);
  const channel = channelOf(context, db, channelId);
  const heeds = new Map<MessageId, Heed>();
  const heedIn = (thread: MessageId): Heed => {
    const known = heeds.get(thread) ?? heedOf(channel, thread);
    heeds.set(thread, known);
    return known;
  };
  return countDistinct(targets, (target) => {
    const rows = db.all(
      `SELECT message.id AS id, message.thread AS thread FROM mention CROSS JOIN message ON message.id = mention.message_id
       LEFT JOIN read_position AS seen ON seen.channel_id = message.channel_id AND seen.thread = message.thread
       WHERE mention.target = ? AND mention.channel_id = ? AND message.thread IS NOT NULL
         AND (seen.position IS NULL OR message.position > seen.position)
         AND message.position >= ? AND message.position < ? AND message.author_id <> ? LIMIT ?`,
      [target.bytes, channelId, from, horizon, self, limits.unreadCounted],
    );
    return rows.filter((row) => isHeeded(heedIn(id(row, 'thread')), target));
  });
};

const unreadRow = (
  context: StoreContext,
  db: ReadDb,
  channelId: number,
  thread: MessageId | null,
  targets: readonly Target[],
  heedOf: HeedOf,
): UnreadRow => {
  const channel = channelOf(context, db, channelId);
  const heed = heedOf(channel, thread);
  const heeded = targets.filter((target) => isHeeded(heed, target));
  const threadBytes = thread ? idToBytes(thread) : null;
  const read = readPositionIn(db, channelId, threadBytes);
  const from = read ?? new Uint8Array();
  const unread = countUnread(context, db, channelId, threadBytes, from);
  return {
    channel,
    thread,
    unread,
    mentions: unread === 0 ? 0 : countMentions(context, db, channelId, threadBytes, from, heeded),
    readPosition: read ? id<Position>({ read }, 'read') : null,
    lastPosition: lastPosition(context, db, channelId, threadBytes),
  };
};

const targetsOf = (context: StoreContext, roles: readonly RoleId[]): readonly Target[] => [
  { bytes: idToBytes(context.deps.self.member), kind: 'direct' },
  { bytes: everyoneTarget, kind: 'everyone' },
  ...roles.map((role): Target => ({ bytes: idToBytes(role), kind: 'roles' })),
];

export const readUnreadIn = (context: StoreContext, place: Place, roles: readonly RoleId[]): UnreadRow =>
  context.read((db) => {
    const channelId = channelKey(context, db, place.channel);
    if (channelId === null)
      return { ...place, unread: 0, mentions: 0, readPosition: null, lastPosition: null };
    return unreadRow(context, db, channelId, place.thread, targetsOf(context, roles), heedAll);
  });

/** A row per channel. */
export const readUnread = (
  context: StoreContext,
  roles: readonly RoleId[],
  heedOf: HeedOf = heedAll,
): readonly ChannelUnreadRow[] =>
  context.read((db) => {
    const targets = targetsOf(context, roles);
    return channelIds(db).map((channelId) => ({
      ...unreadRow(context, db, channelId, null, targets, heedOf),
      threadMentions: countThreadMentions(context, db, channelId, targets, heedOf),
    }));
  });

/** Of each channel's own timeline; a channel without messages is left out. */
export const readNewest = (context: StoreContext): ReadonlyMap<ChannelId, Position> =>
  context.read((db) => {
    const newest = new Map<ChannelId, Position>();
    for (const channelId of channelIds(db)) {
      const last = lastPosition(context, db, channelId, null);
      if (last !== null) newest.set(channelOf(context, db, channelId), last);
    }
    return newest;
  });

const channelIds = (db: ReadDb): readonly number[] =>
  db.all("SELECT id FROM stream WHERE key LIKE 'channel/%' ORDER BY key").map((row) => int(row, 'id'));
