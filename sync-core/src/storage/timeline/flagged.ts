/** What moderators and authors are told of messages: those that rules flagged, and when somebody posted. */
import type { ChannelId, MemberId } from '../../model/index.ts';
import type { FlaggedRow } from '../community-store.ts';
import { channelKey, type StoreContext } from '../context.ts';
import { id, positionToMs, str } from '../rows.ts';
import { firstMessageId } from './free-ids.ts';
import { isReadable, messageColumns, rowToMessage } from './message-row.ts';
import { firstPositionAt, parseRules } from './restraint.ts';

/** Flagged messages that stand in these channels, newest first. */
export const readFlagged = (
  context: StoreContext,
  channels: readonly ChannelId[],
  limit: number,
): readonly FlaggedRow[] =>
  context.read((db) => {
    const keys = channels.flatMap((channel) => channelKey(context, db, channel) ?? []);
    const rows = db.all(
      `SELECT ${messageColumns}, restraint.rules AS rules, restraint.flooded AS flooded
       FROM restraint CROSS JOIN message ON message.id = restraint.message_id
       WHERE restraint.flagged = 1 AND message.deleted_at IS NULL
         AND message.channel_id IN (SELECT value FROM json_each(?)) ORDER BY restraint.message_id DESC LIMIT ?`,
      [JSON.stringify(keys), limit],
    );
    return rows
      .filter((row) => isReadable(context, db, row))
      .map((row) => ({
        message: rowToMessage(context, db, row),
        rules: [...parseRules(str(row, 'rules')), ...parseRules(str(row, 'flooded'))]
          .filter(({ response }) => response === 'flag')
          .map(({ rule }) => rule),
      }));
  });

/** Bounded by the time that is asked for: the index by author is there only where a pace is kept. */
export const readPostTimes = (
  context: StoreContext,
  channel: ChannelId,
  author: MemberId,
  sinceMs: number,
): readonly number[] =>
  context.read((db) => {
    const channelId = channelKey(context, db, channel);
    const authorId = context.memberId(db, author);
    if (channelId === null || authorId === null) return [];
    return db
      .all(
        `SELECT position FROM message WHERE id >= ? AND channel_id = ? AND author_id = ? AND verdict = 1
           AND imported IS NULL AND position >= ? ORDER BY position DESC`,
        [firstMessageId(sinceMs), channelId, authorId, firstPositionAt(sinceMs)],
      )
      .map((row) => positionToMs(id(row, 'position')));
  });
