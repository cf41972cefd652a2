/** Rows of `message` as the client reads them. */
import { assert, compareBytes, hexToBytes } from '../../base/index.ts';
import { limits, type MessageId, type Position, systemLines } from '../../model/index.ts';
import type { ReadDb, SqlRow } from '../../ports/index.ts';
import { dueAt, foldReactions, horizonAt } from '../../timeline/index.ts';
import type { MessageAuthor, MessageDelivery, MessageRow, ThreadInfoRow } from '../community-store.ts';
import { channelOf, type StoreContext } from '../context.ts';
import { isRelayed, seenBy } from '../outbox.ts';
import {
  blob,
  envelopeIdToChain,
  envelopeIdToNumber,
  id,
  idOrNull,
  int,
  intOrNull,
  positionToBlob,
  positionToMs,
  str,
  strOrNull,
} from '../rows.ts';
import { powers, shownCodes } from './facts.ts';
import { actsOn, parseMentions } from './refresh.ts';
import { firstPositionAt, heldOfRow } from './restraint.ts';

/**
 * Whether a row may be seen now: due, or the person's own; and not from before the time that they may read the
 * channel from. Parameters: `visibleParams`.
 */
export const visible = '(message.position < ? OR message.author_id = ?) AND message.position >= ?';
const unreadable = new Uint8Array(22).fill(255);
const allReadable = new Uint8Array();

/** Of rows of one channel; where they may be of several, `isReadable` asks of each. */
export const visibleParams = (
  context: StoreContext,
  db: ReadDb,
  channelId: number | null,
): readonly [Uint8Array, number, Uint8Array] => [
  positionToBlob(horizonAt(context.deps.clock.now())),
  context.memberId(db, context.deps.self.member) ?? -1,
  channelId === null ? allReadable : readableFromIn(context, db, channelId),
];

const readableFromIn = (context: StoreContext, db: ReadDb, channelId: number): Uint8Array => {
  const from = context.deps.sight?.readableFrom(channelOf(context, db, channelId)) ?? null;
  if (from === null) return allReadable;
  return Number.isFinite(from) ? firstPositionAt(from) : unreadable;
};

/** Whether the person may read this row, by when it was written and by whether it is held back. */
export const isReadable = (context: StoreContext, db: ReadDb, row: SqlRow): boolean => {
  const channelId = int(row, 'channel_id');
  const from = readableFromIn(context, db, channelId);
  if (compareBytes(blob(row, 'position'), from) < 0) return false;
  if (int(row, 'shown') !== shownCodes.held) return true;
  return (
    int(row, 'author_id') === context.memberId(db, context.deps.self.member) ||
    seesHeld(context, db, channelId)
  );
};

export const seesHeld = (context: StoreContext, db: ReadDb, channelId: number): boolean =>
  context.deps.sight?.seesHeld(channelOf(context, db, channelId)) ?? false;

export const messageColumns = `message.id AS id, message.op AS op, message.envelope_id AS envelope_id, message.channel_id AS channel_id,
  message.thread AS thread, message.position AS position, message.author_id AS author_id, message.powers AS powers, message.text AS text,
  message.reply_to AS reply_to, message.mentions AS mentions, message.imported AS imported, message.system AS system,
  message.edited_text AS edited_text, message.edited_at AS edited_at, message.deleted_at AS deleted_at, message.thread_name AS thread_name, message.shown AS shown`;

export const rowToMessage = (context: StoreContext, db: ReadDb, row: SqlRow): MessageRow => {
  const position = id<Position>(row, 'position');
  const deleted = row['deleted_at'] !== null;
  const author = toAuthor(context, db, row);
  const system = intOrNull(row, 'system');
  const mayEveryone = (int(row, 'powers') & powers.mentionEveryone) !== 0;
  return {
    id: id(row, 'op'),
    channel: channelOf(context, db, int(row, 'channel_id')),
    thread: idOrNull(row, 'thread'),
    position,
    author,
    at: positionToMs(position),
    text: deleted ? '' : (strOrNull(row, 'edited_text') ?? str(row, 'text')),
    editedAt: deleted ? null : intOrNull(row, 'edited_at'),
    deleted,
    replyTo: idOrNull(row, 'reply_to'),
    system: system === null ? null : (systemLines[system] ?? null),
    mentions: deleted
      ? []
      : parseMentions(strOrNull(row, 'mentions')).filter(({ kind }) => kind !== 'everyone' || mayEveryone),
    reactions: deleted ? [] : toReactions(context, db, row),
    threadInfo: toThreadInfo(context, db, row, position),
    delivery: toDelivery(context, db, row, author, position),
    held: int(row, 'shown') === shownCodes.held ? heldOfRow(db, int(row, 'id')) : null,
  };
};

const toAuthor = (context: StoreContext, db: ReadDb, row: SqlRow): MessageAuthor => {
  const member = context.memberOf(db, int(row, 'author_id'));
  const imported = strOrNull(row, 'imported');
  return imported === null ? { kind: 'member', member } : { kind: 'imported', name: imported, by: member };
};

const toReactions = (context: StoreContext, db: ReadDb, row: SqlRow): MessageRow['reactions'] =>
  foldReactions(actsOn(db, blob(row, 'op'), int(row, 'channel_id'))).map(({ emoji, members }) => ({
    emoji,
    members: members.map((member) => context.memberOf(db, member)),
  }));

const toThreadInfo = (
  context: StoreContext,
  db: ReadDb,
  row: SqlRow,
  own: Position,
): ThreadInfoRow | null => {
  const name = strOrNull(row, 'thread_name');
  const found = db.get(
    `SELECT count(*) AS count, max(position) AS last FROM message
     WHERE channel_id = ? AND thread = ? AND shown = 1 AND deleted_at IS NULL AND ${visible}`,
    [int(row, 'channel_id'), blob(row, 'op'), ...visibleParams(context, db, int(row, 'channel_id'))],
  );
  assert(found, 'an aggregate has a row');
  const count = int(found, 'count');
  if (count === 0 && name === null) return null;
  const lastPosition = idOrNull<Position>(found, 'last') ?? own;
  return { count, lastAt: positionToMs(lastPosition), lastPosition, name };
};

const toDelivery = (
  context: StoreContext,
  db: ReadDb,
  row: SqlRow,
  author: MessageAuthor,
  position: Position,
): MessageDelivery | null => {
  const member = author.kind === 'member' ? author.member : author.by;
  if (member !== context.deps.self.member) return null;
  const ms = positionToMs(position);
  if (ms > context.deps.clock.now() + limits.clockDriftMs) return { kind: 'held', until: dueAt(ms) };
  const chain = envelopeIdToChain(int(row, 'envelope_id'));
  const number = envelopeIdToNumber(int(row, 'envelope_id'));
  const devices = seenBy(context, db, chain, number).length;
  if (devices > 0) return { kind: 'seen', devices };
  return isRelayed(db, chain, number) ? { kind: 'relayed' } : { kind: 'saved' };
};

export const findMessage = (context: StoreContext, db: ReadDb, message: MessageId): SqlRow | undefined => {
  const row = db.get(`SELECT ${messageColumns} FROM message WHERE op = ? AND shown <> 0 AND ${visible}`, [
    hexToBytes(message),
    ...visibleParams(context, db, null),
  ]);
  return row && isReadable(context, db, row) ? row : undefined;
};
