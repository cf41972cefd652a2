/** Pages of a channel's or a thread's messages, in both directions. */
import { compareBytes, hexToBytes } from '../../base/index.ts';
import { type ChannelId, idToBytes, type Position, positionOf } from '../../model/index.ts';
import type { ReadDb, SqlRow, SqlValue } from '../../ports/index.ts';
import type { MessagePage, MessageRow, PageAnchor, Place } from '../community-store.ts';
import { channelKey, ownerRow, type StoreContext } from '../context.ts';
import { blob, id, positionToBlob, positionToMs } from '../rows.ts';
import { firstMessageId } from './free-ids.ts';
import {
  findMessage,
  messageColumns,
  rowToMessage,
  seesHeld,
  visible,
  visibleParams,
} from './message-row.ts';

const emptyPage: MessagePage = { messages: [], hasOlder: false, hasNewer: false };

type Query = {
  readonly context: StoreContext;
  readonly db: ReadDb;
  /** channel, thread, horizon, self, readable from */
  readonly params: readonly SqlValue[];
  /** Whether others' messages that are held back are to be seen. */
  readonly seesHeld: boolean;
};

const wherePlace = `channel_id = ? AND thread IS ? AND ${visible}`;
const whereShown = `shown = 1 AND ${wherePlace}`;
const whereHeld = `shown = 2 AND ${wherePlace} AND (message.author_id = ? OR ?)`;

/** What all see and what is held back lie in an index each; together in the order of positions. */
const both = (
  { db, params, seesHeld }: Query,
  order: 'ASC' | 'DESC',
  bound: Uint8Array | null,
  limit: number,
): readonly SqlRow[] => {
  const beyond = bound === null ? '' : `AND position ${order === 'ASC' ? '>' : '<'} ?`;
  const end = bound === null ? [limit] : [bound, limit];
  const sql = (where: string) =>
    `SELECT ${messageColumns} FROM message WHERE ${where} ${beyond} ORDER BY position ${order} LIMIT ?`;
  const [, , , self = -1] = params;
  const shown = db.all(sql(whereShown), [...params, ...end]);
  const held = db.all(sql(whereHeld), [...params, self, seesHeld ? 1 : 0, ...end]);
  if (held.length === 0) return shown;
  const sign = order === 'ASC' ? 1 : -1;
  return [...shown, ...held]
    .sort((a, b) => sign * compareBytes(blob(a, 'position'), blob(b, 'position')))
    .slice(0, limit);
};

const older = (query: Query, before: Uint8Array | null, limit: number): readonly SqlRow[] =>
  both(query, 'DESC', before, limit);

const newer = (query: Query, after: Uint8Array, limit: number): readonly SqlRow[] =>
  both(query, 'ASC', after, limit);

const toPage = ({ context, db }: Query, rows: readonly SqlRow[]): readonly MessageRow[] =>
  rows.map((row) => rowToMessage(context, db, row));

/** One more than asked for is read, to know whether there is more. */
const pageBefore = (query: Query, before: Uint8Array | null, limit: number): MessagePage => {
  const rows = older(query, before, limit + 1);
  const messages = toPage(query, rows.slice(0, limit).toReversed());
  const hasNewer = before !== null && newer(query, beforeInclusive(before), 1).length > 0;
  return { messages, hasOlder: rows.length > limit, hasNewer };
};

/** The greatest position below `position`, so that `newer` includes it. */
const beforeInclusive = (position: Uint8Array): Uint8Array => position.slice(0, -1);

const pageAfter = (query: Query, after: Uint8Array, limit: number): MessagePage => {
  const rows = newer(query, after, limit + 1);
  const messages = toPage(query, rows.slice(0, limit));
  const through = new Uint8Array([...after, 0]);
  return { messages, hasOlder: older(query, through, 1).length > 0, hasNewer: rows.length > limit };
};

const pageAround = (query: Query, row: SqlRow, limit: number): MessagePage => {
  const position = blob(row, 'position');
  const half = Math.floor(limit / 2);
  const before = older(query, position, half + 1);
  const after = newer(query, position, limit - half);
  const rows = [...before.slice(0, half).toReversed(), row, ...after.slice(0, limit - half - 1)];
  return {
    messages: toPage(query, rows),
    hasOlder: before.length > half,
    hasNewer: after.length > limit - half - 1,
  };
};

export const readPage = (
  context: StoreContext,
  place: Place,
  anchor: PageAnchor,
  limit: number,
): MessagePage =>
  context.read((db) => {
    const channelId = channelKey(context, db, place.channel);
    if (channelId === null) return emptyPage;
    const thread = place.thread ? idToBytes(place.thread) : null;
    const query: Query = {
      context,
      db,
      params: [channelId, thread, ...visibleParams(context, db, channelId)],
      seesHeld: seesHeld(context, db, channelId),
    };
    switch (anchor.kind) {
      case 'newest':
        return pageBefore(query, null, limit);
      case 'before':
        return pageBefore(query, hexToBytes(anchor.position), limit);
      case 'after':
        return pageAfter(query, hexToBytes(anchor.position), limit);
      case 'around': {
        const row = findMessage(context, db, anchor.message);
        const here = row && rowToMessage(context, db, row);
        if (!row || here?.channel !== place.channel || here.thread !== place.thread)
          return pageBefore(query, null, limit);
        return pageAround(query, row, limit);
      }
    }
  });

/** When the file's owner last wrote in a place, later than `sinceMs`, held back or not. Walks no further back than that. */
export const readLastOwnAt = (context: StoreContext, place: Place, sinceMs: number): number | null =>
  context.read((db) => {
    const channelId = channelKey(context, db, place.channel);
    if (channelId === null) return null;
    const thread = place.thread ? idToBytes(place.thread) : null;
    const after = positionOf({ ms: Math.max(0, Math.floor(sinceMs)), counter: 0 }, '0'.repeat(16), 0, 0);
    const row = db.get(
      `SELECT position FROM message WHERE id >= ? AND channel_id = ? AND thread IS ? AND position > ?
        AND author_id = ? AND verdict = 1 AND imported IS NULL ORDER BY position DESC LIMIT 1`,
      [firstMessageId(sinceMs), channelId, thread, positionToBlob(after), ownerRow],
    );
    return row ? positionToMs(id<Position>(row, 'position')) : null;
  });

/** Roots of a channel's threads, the one with the newest message first. */
export const readThreads = (
  context: StoreContext,
  channel: ChannelId,
  limit: number,
): readonly MessageRow[] =>
  context.read((db) => {
    const channelId = channelKey(context, db, channel);
    if (channelId === null) return [];
    const params = visibleParams(context, db, channelId);
    return db
      .all(
        `SELECT ${messageColumns}, threads.last AS last FROM
           (SELECT thread AS root, max(position) AS last FROM message
            WHERE channel_id = ? AND thread IS NOT NULL AND shown = 1 AND deleted_at IS NULL AND ${visible} GROUP BY thread) AS threads
         JOIN message ON message.op = threads.root AND message.shown = 1 AND message.channel_id = ? AND ${visible}
         ORDER BY last DESC LIMIT ?`,
        [channelId, ...params, channelId, ...params, limit],
      )
      .map((row) => rowToMessage(context, db, row));
  });

export const lastPosition = (
  context: StoreContext,
  db: ReadDb,
  channelId: number,
  thread: Uint8Array | null,
): Position | null => {
  const row = db.get(`SELECT position FROM message WHERE ${whereShown} ORDER BY position DESC LIMIT 1`, [
    channelId,
    thread,
    ...visibleParams(context, db, channelId),
  ]);
  return row ? id<Position>(row, 'position') : null;
};
