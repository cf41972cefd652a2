/**
 * Operations as rows: `message` for what makes one, `act` for what is done to one. Each keeps what
 * the authority last said of it, so that it can be asked again without opening the envelope.
 */
import {
  type HybridTime,
  idToBytes,
  type LogId,
  type MessageId,
  type OperationOf,
  positionOf,
  type Stream,
  systemLines,
  type TimelineOp,
} from '../../model/index.ts';
import type { Judgement } from '../../timeline/index.ts';
import type { MentionRow } from '../community-store.ts';
import type { StoreContext, Tx } from '../context.ts';
import { positionToBlob } from '../rows.ts';
import { anchorToText } from './comment-text.ts';
import { judgementToRestraint, type StoredRestraint } from './restraint.ts';

export const actKinds = ['edited', 'deleted', 'reacted', 'threadNamed', 'anchored', 'commentClosed'] as const;

/** Where an operation stands. */
export type OpPlace = {
  readonly stream: Stream;
  readonly streamId: number;
  readonly log: LogId;
  readonly number: number;
  readonly envelope: number;
  readonly index: number;
  readonly time: HybridTime;
};

export type StoredJudgement = {
  readonly verdict: 0 | 1 | 2;
  readonly authorId: number | null;
  readonly powers: number;
  readonly restraint: StoredRestraint | null;
};
export const powers = { manageMessages: 1, mentionEveryone: 2, editPages: 4 } as const;

export const judgementToRow = (context: StoreContext, tx: Tx, judgement: Judgement): StoredJudgement => {
  const restraint = judgementToRestraint(judgement);
  switch (judgement.verdict) {
    case 'waiting':
      return { verdict: 0, authorId: null, powers: 0, restraint };
    case 'never':
      return { verdict: 2, authorId: null, powers: 0, restraint };
    case 'barred':
      return { verdict: 2, authorId: context.makeMemberId(tx.db, judgement.author), powers: 0, restraint };
    case 'counts':
      return {
        verdict: 1,
        authorId: context.makeMemberId(tx.db, judgement.author),
        powers:
          (judgement.manageMessages ? powers.manageMessages : 0) |
          (judgement.mentionEveryone ? powers.mentionEveryone : 0) |
          (judgement.editPages ? powers.editPages : 0),
        restraint,
      };
  }
};

/** NUL ends a string in one of the engines; no replica keeps it, so that all keep the same. */
const clean = (text: string): string => (text.includes('\0') ? text.replaceAll('\0', '') : text);

export type MessageOp = Extract<TimelineOp, { readonly type: 'posted' | 'imported' }>;
export type ActOp = Exclude<TimelineOp, MessageOp>;

const opToMention = (mention: OperationOf<'posted'>['mentions'][number]): MentionRow => {
  switch (mention.type) {
    case 'member':
      return { kind: 'member', member: mention.id };
    case 'role':
      return { kind: 'role', role: mention.id };
    case 'everyone':
      return { kind: 'everyone' };
  }
};

export const mentionsOf = (op: MessageOp): readonly MentionRow[] =>
  op.type === 'posted' ? op.mentions.map(opToMention) : [];

const mentionsToJson = (op: MessageOp): string | null => {
  const mentions = mentionsOf(op);
  return mentions.length > 0 ? JSON.stringify(mentions) : null;
};

/** A message's text as it is stored. */
export const messageText = (op: MessageOp): string => clean(op.text);

/** Where a message is seen: nowhere, by all, or by its author and moderators alone. */
export const shownCodes = { nowhere: 0, everyone: 1, held: 2 } as const;
export type ShownCode = (typeof shownCodes)[keyof typeof shownCodes];

/** Stores a post or an imported line. Returns its `message.id`. */
export const insertMessage = (
  context: StoreContext,
  tx: Tx,
  place: OpPlace,
  opId: Uint8Array,
  op: MessageOp,
  { verdict, authorId, powers: held }: StoredJudgement,
  shown: ShownCode,
): number => {
  const time = op.type === 'imported' ? op.at : place.time;
  const position = positionOf(time, place.log, place.number, place.index);
  const id = context.freeIds.take(tx.db, time.ms);
  const posted = op.type === 'posted' ? op : null;
  const imported = op.type === 'imported' ? op : null;
  tx.db.run(
    `INSERT INTO message (id, op, envelope_id, idx, channel_id, thread, position, verdict, author_id, powers,
       text, reply_to, mentions, imported, system, source, shown)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      id,
      opId,
      place.envelope,
      place.index,
      place.streamId,
      posted?.thread ? idToBytes(posted.thread) : null,
      positionToBlob(position),
      verdict,
      authorId,
      held,
      messageText(op),
      op.replyTo ? idToBytes(op.replyTo) : null,
      mentionsToJson(op),
      imported ? clean(imported.author) : null,
      imported?.system ? systemLines.indexOf(imported.system) : null,
      imported?.source ?? null,
      shown,
    ],
  );
  return id;
};

const actText = (op: ActOp): string => {
  switch (op.type) {
    case 'edited':
      return clean(op.text);
    case 'reacted':
      return clean(op.emoji);
    case 'threadNamed':
      return clean(op.name);
    case 'anchored':
      return anchorToText(op);
    case 'commentClosed':
      return op.outcome;
    case 'deleted':
      return '';
  }
};

/** Stores what is done to a message, which may not be here yet. Returns the message. */
export const insertAct = (tx: Tx, place: OpPlace, op: ActOp, judgement: StoredJudgement): MessageId => {
  const position = positionOf(place.time, place.log, place.number, place.index);
  tx.db.run(
    `INSERT INTO act (envelope_id, idx, kind, target, channel_id, position, verdict, author_id, powers, text, flag)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      place.envelope,
      place.index,
      actKinds.indexOf(op.type),
      idToBytes(op.message),
      place.streamId,
      positionToBlob(position),
      judgement.verdict,
      judgement.authorId,
      judgement.powers,
      actText(op),
      op.type === 'reacted' && op.on ? 1 : 0,
    ],
  );
  return op.message;
};
