/** What each row of a timeline shows besides its message. Pure: a run of messages in, rows out. */
import type { AuthorView, MessageId, MessageView, Position } from '@maru/sync-core';
import { isSameDay } from '../../text/time.ts';

export type Row = {
  readonly message: MessageView;
  /** First of its day: a separator stands above. */
  readonly newDay: boolean;
  /** First unread: the line "new" stands above. */
  readonly firstUnread: boolean;
  /** Follows the same author closely: no head of its own. */
  readonly grouped: boolean;
};

export const groupingMs = 5 * 60_000;

const authorKey = (author: AuthorView): string =>
  author.kind === 'member' ? author.member : `imported:${author.name}`;

export const messagesToRows = (
  messages: readonly MessageView[],
  readPosition: Position | null,
  hidden: ReadonlySet<MessageId>,
): readonly Row[] => {
  const rows: Row[] = [];
  let lineDrawn = readPosition === null;
  let previous: MessageView | null = null;
  for (const message of messages) {
    if (hidden.has(message.id)) continue;
    const newDay = previous === null || !isSameDay(previous.at, message.at);
    const unread = !lineDrawn && readPosition !== null && message.position > readPosition && !message.mine;
    if (unread) lineDrawn = true;
    // A line above the very first row would say that everything is new: it says nothing.
    const firstUnread = unread && previous !== null;
    const grouped: boolean =
      previous !== null &&
      !newDay &&
      !firstUnread &&
      previous.system === null &&
      message.system === null &&
      message.replyTo === null &&
      authorKey(previous.author) === authorKey(message.author) &&
      message.at - previous.at < groupingMs;
    rows.push({ message, newDay, firstUnread, grouped });
    previous = message;
  }
  return rows;
};
