/** Comments of a place: messages that their own author anchored in its note or on a card of its board. */
import { type ChannelId, idToBytes, type MessageId } from '../../model/index.ts';
import { foldComment } from '../../timeline/index.ts';
import type { Place } from '../community-store.ts';
import { channelKey, type StoreContext } from '../context.ts';
import { blob, id, intOrNull, positionToMs } from '../rows.ts';
import { textToAnchor } from '../timeline/comment-text.ts';
import { isReadable, messageColumns, rowToMessage, visible, visibleParams } from '../timeline/message-row.ts';
import { actsOn } from '../timeline/refresh.ts';
import type { CommentRow } from './document-types.ts';

export const hasComments = (context: StoreContext, channel: ChannelId): boolean =>
  context.read((db) => {
    const channelId = channelKey(context, db, channel);
    if (channelId === null) return false;
    return (
      db.get('SELECT 1 AS found FROM act WHERE channel_id = ? AND kind = 4 LIMIT 1', [channelId]) !==
      undefined
    );
  });

export const readComments = (context: StoreContext, place: Place, limit: number): readonly CommentRow[] =>
  context.read((db) => {
    const channelId = channelKey(context, db, place.channel);
    if (channelId === null) return [];
    const rows = db.all(
      `SELECT ${messageColumns} FROM message
       WHERE message.op IN (SELECT target FROM act WHERE channel_id = ? AND kind = 4 AND verdict = 1)
         AND message.channel_id = ? AND message.thread IS ? AND message.shown = 1 AND message.deleted_at IS NULL
         AND ${visible} ORDER BY message.position DESC LIMIT ?`,
      [
        channelId,
        channelId,
        place.thread === null ? null : idToBytes(place.thread),
        ...visibleParams(context, db, channelId),
        limit,
      ],
    );
    return [...rows].reverse().flatMap((row): readonly CommentRow[] => {
      if (!isReadable(context, db, row)) return [];
      const author = intOrNull(row, 'author_id') ?? -1;
      const comment = foldComment(
        { author, imported: row['imported'] !== null },
        actsOn(db, blob(row, 'op'), channelId),
      );
      if (comment === null) return [];
      return [
        {
          message: rowToMessage(context, db, row),
          anchored: textToAnchor(id<MessageId>(row, 'op'), comment.anchored),
          outcome: comment.outcome,
          closed: comment.closed && {
            by: context.memberOf(db, comment.closed.by),
            at: positionToMs(comment.closed.position),
          },
        },
      ];
    });
  });
