/** Brings one message's projection (place, text, search, mentions) in line with the facts about it. */
import { hexToBytes } from '../../base/index.ts';
import { idToBytes, type MessageId, type Position } from '../../model/index.ts';
import type { ReadDb, SqlRow } from '../../ports/index.ts';
import { type Act, foldMessage } from '../../timeline/index.ts';
import type { MentionRow } from '../community-store.ts';
import { channelOf, type StoreContext, type Tx } from '../context.ts';
import { blob, id, idOrNull, int, intact, intOrNull, positionToMs, str, strOrNull } from '../rows.ts';
import { textToOutcome } from './comment-text.ts';
import { actKinds, powers, shownCodes } from './facts.ts';

const everyone = new Uint8Array([0]);
export const everyoneTarget = everyone;

export const rowToAct = (row: SqlRow): Act<number> => {
  const kind = actKinds[int(row, 'kind')];
  intact(kind, 'a stored kind is known');
  const base = { position: id<Position>(row, 'position'), author: int(row, 'author_id') };
  switch (kind) {
    case 'edited':
      return { kind, ...base, text: str(row, 'text') };
    case 'deleted':
      return { kind, ...base, manageMessages: (int(row, 'powers') & powers.manageMessages) !== 0 };
    case 'reacted':
      return { kind, ...base, emoji: str(row, 'text'), on: int(row, 'flag') === 1 };
    case 'threadNamed':
      return { kind, ...base, name: str(row, 'text') };
    case 'anchored':
      return { kind, ...base, anchored: str(row, 'text') };
    case 'commentClosed':
      return {
        kind,
        ...base,
        outcome: textToOutcome(str(row, 'text')),
        editPages: (int(row, 'powers') & powers.editPages) !== 0,
      };
  }
};

/** Acts on a message that count, in the message's own channel. */
export const actsOn = (db: ReadDb, target: Uint8Array, channelId: number): readonly Act<number>[] =>
  db
    .all(
      'SELECT kind, position, author_id, powers, text, flag FROM act WHERE target = ? AND channel_id = ? AND verdict = 1',
      [target, channelId],
    )
    .map(rowToAct);

const parsed = (json: string): unknown => {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
};

export const parseMentions = (json: string | null): readonly MentionRow[] => {
  if (json === null) return [];
  const mentions = parsed(json);
  intact(Array.isArray(mentions), 'stored mentions are a list');
  return mentions as readonly MentionRow[];
};

const mentionTarget = (mention: MentionRow): Uint8Array => {
  switch (mention.kind) {
    case 'member':
      return idToBytes(mention.member);
    case 'role':
      return idToBytes(mention.role);
    case 'everyone':
      return everyone;
  }
};

const columns =
  'id, op, channel_id, thread, position, verdict, author_id, powers, text, mentions, imported, source, shown, edited_text, edited_at, deleted_at, thread_name, (SELECT held FROM restraint WHERE message_id = message.id) AS held';

/** Whether another replica's import of the same source line stands before this one: the smallest op does. */
const isDouble = (tx: Tx, row: SqlRow): boolean =>
  row['source'] !== null &&
  tx.db.get(
    'SELECT 1 AS found FROM message WHERE channel_id = ? AND source = ? AND verdict = 1 AND op < ? LIMIT 1',
    [int(row, 'channel_id'), blob(row, 'source'), blob(row, 'op')],
  ) !== undefined;

/** The same place in the timeline, whoever asks first: recomputed from facts alone. Ignores unknown messages. */
export const refreshMessage = (context: StoreContext, tx: Tx, message: MessageId): void => {
  const row = tx.db.get(`SELECT ${columns} FROM message WHERE op = ?`, [hexToBytes(message)]);
  if (row) refreshRow(context, tx, row);
};

const refreshRow = (context: StoreContext, tx: Tx, row: SqlRow): void => {
  const key = int(row, 'id');
  const channelId = int(row, 'channel_id');
  const counts = int(row, 'verdict') === 1;
  const held = row['held'] === 1;
  const shown = counts && !held && !isDouble(tx, row);
  const code = held ? shownCodes.held : shown ? shownCodes.everyone : shownCodes.nowhere;
  const acts = counts || held ? actsOn(tx.db, blob(row, 'op'), channelId) : [];
  const folded = foldMessage(
    { author: intOrNull(row, 'author_id') ?? -1, imported: row['imported'] !== null },
    acts,
  );
  const editedText = folded.edit?.text ?? null;
  const editedAt = folded.edit ? positionToMs(folded.edit.position) : null;
  const deletedAt = folded.deleted ? positionToMs(folded.deleted) : null;

  const before = indexedText(
    row,
    int(row, 'shown') === shownCodes.everyone,
    strOrNull(row, 'edited_text'),
    intOrNull(row, 'deleted_at'),
  );
  const after = indexedText(row, shown, editedText, deletedAt);
  tx.db.run(
    'UPDATE message SET shown = ?, edited_text = ?, edited_at = ?, deleted_at = ?, thread_name = ? WHERE id = ?',
    [code, editedText, editedAt, deletedAt, folded.threadName, key],
  );
  if (before !== after) {
    if (before !== null) context.search.remove(tx.db, key);
    if (after !== null) context.search.add(tx.db, key, after);
  }
  if (row['mentions'] !== null) writeMentions(tx, row, after !== null);
  touch(context, tx, row);
};

/** Null where the message isn't to be found. */
const indexedText = (
  row: SqlRow,
  shown: boolean,
  edited: string | null,
  deletedAt: number | null,
): string | null => (shown && deletedAt === null ? (edited ?? str(row, 'text')) : null);

const writeMentions = (tx: Tx, row: SqlRow, present: boolean): void => {
  const message = int(row, 'id');
  tx.db.run('DELETE FROM mention WHERE message_id = ?', [message]);
  if (!present) return;
  const mentions = parseMentions(strOrNull(row, 'mentions'));
  insertMentions(tx, { message, channelId: int(row, 'channel_id'), powers: int(row, 'powers'), mentions });
};

export const insertMentions = (
  tx: Tx,
  from: {
    /** `message.id` */
    readonly message: number;
    readonly channelId: number;
    readonly powers: number;
    readonly mentions: readonly MentionRow[];
  },
): void => {
  const mayEveryone = (from.powers & powers.mentionEveryone) !== 0;
  for (const mention of from.mentions) {
    if (mention.kind === 'everyone' && !mayEveryone) continue;
    tx.db.run('INSERT OR IGNORE INTO mention (target, channel_id, message_id) VALUES (?, ?, ?)', [
      mentionTarget(mention),
      from.channelId,
      from.message,
    ]);
  }
};

/** Notes that a message looks different, and with it its thread's root, which shows how many hang from it. */
const touch = (context: StoreContext, tx: Tx, row: SqlRow): void => {
  tx.messages.add(id<MessageId>(row, 'op'));
  const thread = idOrNull<MessageId>(row, 'thread');
  if (thread !== null) tx.messages.add(thread);
  tx.channels.add(channelOf(context, tx.db, int(row, 'channel_id')));
};

/** Refreshes every message made from the same source line: the one that stands may have changed. */
export const refreshSource = (context: StoreContext, tx: Tx, channelId: number, source: Uint8Array): void => {
  const rows = tx.db.all(`SELECT ${columns} FROM message WHERE channel_id = ? AND source = ?`, [
    channelId,
    source,
  ]);
  for (const row of rows) refreshRow(context, tx, row);
};

/** Removes a message and all that was derived from it. */
export const dropMessage = (context: StoreContext, tx: Tx, row: SqlRow): void => {
  const key = int(row, 'id');
  if (int(row, 'shown') === shownCodes.everyone) context.search.remove(tx.db, key);
  if (int(row, 'shown') !== shownCodes.nowhere) touch(context, tx, row);
  tx.db.run('DELETE FROM restraint WHERE message_id = ?', [key]);
  tx.db.run('DELETE FROM mention WHERE message_id = ?', [key]);
  tx.db.run('DELETE FROM message WHERE id = ?', [key]);
};
