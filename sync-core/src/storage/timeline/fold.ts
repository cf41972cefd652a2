/** Envelopes' operations into facts, and facts into the projection. Order-free and idempotent [S2]. */
import { bytesToHex } from '../../base/index.ts';
import { opIdOf } from '../../crypto/index.ts';
import {
  type DeviceId,
  type EnvelopeContent,
  type EnvelopeHash,
  type EpochId,
  idToBytes,
  isTimelineOp,
  type LogId,
  type MessageId,
  opToMessageId,
  type Position,
  positionOf,
  type Stream,
} from '../../model/index.ts';
import type { SqlRow } from '../../ports/index.ts';
import type { StoreContext, Tx } from '../context.ts';
import { stateCode } from '../log/envelope-row.ts';
import { blob, id, int, intOrNull } from '../rows.ts';
import {
  type ActOp,
  insertAct,
  insertMessage,
  judgementToRow,
  type MessageOp,
  mentionsOf,
  messageText,
  type OpPlace,
  type StoredJudgement,
  shownCodes,
} from './facts.ts';
import { insertMentions, refreshMessage, refreshSource } from './refresh.ts';
import { foldPaces, type PaceRange, saveRestraint } from './restraint.ts';

export type FoldPlace = {
  readonly stream: Stream;
  readonly streamId: number;
  readonly log: LogId;
  readonly number: number;
  /** `envelope.id` */
  readonly envelope: number;
  readonly device: DeviceId;
  readonly epoch: EpochId;
  readonly cites: readonly EnvelopeHash[];
};

/** `envelope.id` of both ends. */
type EnvelopeRange = { readonly first: number; last: number };

/** Messages to bring up to date once all facts of a transaction are in. */
export type Dirty = {
  /** Envelopes that were folded: consecutive ones of a chain as one range. */
  readonly fresh: EnvelopeRange[];
  readonly messages: Set<MessageId>;
  /** Of authors who wrote something where a pace is kept, by channel and author. */
  readonly paces: Map<string, PaceRange>;
  /** channel id and source, as `id/hex` */
  readonly sources: Map<string, { readonly channelId: number; readonly source: Uint8Array }>;
};
export const createDirty = (): Dirty => ({
  fresh: [],
  messages: new Set(),
  paces: new Map(),
  sources: new Map(),
});

/** Notes that an author's message came, went or counts otherwise: those after it may keep their pace or not. */
const markPace = (
  context: StoreContext,
  tx: Tx,
  dirty: Dirty,
  {
    channelId,
    authorId,
    position,
  }: Pick<PaceRange, 'channelId' | 'authorId'> & { readonly position: Position },
): void => {
  if (!context.paces.any(tx.db)) return;
  const key = `${channelId}/${authorId}`;
  const range = dirty.paces.get(key);
  if (range === undefined) dirty.paces.set(key, { channelId, authorId, from: position, to: position });
  else if (position < range.from) range.from = position;
  else if (position > range.to) range.to = position;
};

/** The same of a stored message: channel_id, author_id, position. */
export const markPaceOf = (context: StoreContext, tx: Tx, dirty: Dirty, row: SqlRow): void => {
  const authorId = intOrNull(row, 'author_id');
  if (authorId === null) return;
  const position = id<Position>(row, 'position');
  markPace(context, tx, dirty, { channelId: int(row, 'channel_id'), authorId, position });
};

const isMessageOp = (op: MessageOp | ActOp): op is MessageOp =>
  op.type === 'posted' || op.type === 'imported';

export const markSource = (dirty: Dirty, channelId: number, source: Uint8Array): void => {
  dirty.sources.set(`${channelId}/${bytesToHex(source)}`, { channelId, source });
};

/**
 * Stores the facts of one envelope of a channel stream. Operations that don't belong in a timeline, or
 * come from a newer version, are passed over: the envelope still holds them.
 */
export const foldEnvelope = (
  context: StoreContext,
  tx: Tx,
  dirty: Dirty,
  place: FoldPlace,
  content: EnvelopeContent,
): void => {
  if (place.stream.kind !== 'channel') return;
  noteFresh(dirty, place.envelope);
  let waiting = false;
  for (const [index, op] of content.ops.entries()) {
    if (!isTimelineOp(op)) continue;
    const { stream, log, number, device, epoch, cites } = place;
    const { ms } = op.type === 'imported' ? op.at : content.time;
    const judged = context.deps.authority.judge({ op, stream, log, number, device, epoch, cites, ms });
    const judgement = judgementToRow(context, tx, judged);
    waiting ||= judgement.verdict === 0;
    const opPlace = { ...place, index, time: content.time };
    if (isMessageOp(op)) foldMessageOp(context, tx, dirty, opPlace, op, judgement);
    else dirty.messages.add(insertAct(tx, opPlace, op, judgement));
  }
  if (waiting)
    tx.db.run('UPDATE envelope SET state = ? WHERE id = ?', [
      stateCode('waiting-governance'),
      place.envelope,
    ]);
};

/** Shown at once, as if nothing else were known of it: `settle` looks, for all of a batch together. */
const foldMessageOp = (
  context: StoreContext,
  tx: Tx,
  dirty: Dirty,
  place: OpPlace,
  op: MessageOp,
  judgement: StoredJudgement,
): void => {
  const opId = opIdOf(context.deps.suite, place.stream, place.log, place.number, place.index);
  const { verdict, authorId, restraint } = judgement;
  const counts = verdict === 1 ? shownCodes.everyone : shownCodes.nowhere;
  const message = insertMessage(context, tx, place, idToBytes(opId), op, judgement, counts);
  const held = restraint !== null && saveRestraint(context, tx.db, message, restraint);
  if (held) tx.db.run('UPDATE message SET shown = ? WHERE id = ?', [shownCodes.held, message]);
  if (verdict === 1 && op.type === 'posted' && authorId !== null) {
    const position = positionOf(place.time, place.log, place.number, place.index);
    markPace(context, tx, dirty, { channelId: place.streamId, authorId, position });
  }
  if (verdict !== 1 && !held) return;
  if (!held) {
    context.search.add(tx.db, message, messageText(op));
    const { powers } = judgement;
    insertMentions(tx, { message, channelId: place.streamId, powers, mentions: mentionsOf(op) });
  }
  tx.messages.add(opToMessageId(opId));
  if (op.type === 'posted' && op.thread !== null) tx.messages.add(op.thread);
  if (place.stream.kind === 'channel') tx.channels.add(place.stream.channel);
};

const noteFresh = ({ fresh }: Dirty, envelope: number): void => {
  const range = fresh.at(-1);
  if (range?.last === envelope - 1) range.last = envelope;
  else fresh.push({ first: envelope, last: envelope });
};

/** Marks what was shown as if alone and isn't: edited, deleted or named before it came, or another import's double. */
const markFresh = (tx: Tx, dirty: Dirty, { first, last }: EnvelopeRange): void => {
  const acted = tx.db.all(
    `SELECT op FROM message WHERE envelope_id BETWEEN ? AND ?
       AND EXISTS (SELECT 1 FROM act WHERE act.target = message.op)`,
    [first, last],
  );
  for (const row of acted) dirty.messages.add(id<MessageId>(row, 'op'));
  const doubles = tx.db.all(
    `SELECT channel_id, source FROM message AS fresh WHERE envelope_id BETWEEN ? AND ? AND source IS NOT NULL
       AND EXISTS (SELECT 1 FROM message AS other
         WHERE other.channel_id = fresh.channel_id AND other.source = fresh.source AND other.id <> fresh.id)`,
    [first, last],
  );
  for (const row of doubles) markSource(dirty, int(row, 'channel_id'), blob(row, 'source'));
};

/** Brings everything marked up to date. */
export const settle = (context: StoreContext, tx: Tx, dirty: Dirty): void => {
  for (const range of dirty.fresh) markFresh(tx, dirty, range);
  for (const message of foldPaces(tx, dirty.paces.values())) dirty.messages.add(message);
  for (const { channelId, source } of dirty.sources.values()) {
    refreshSource(context, tx, channelId, source);
  }
  for (const message of dirty.messages) refreshMessage(context, tx, message);
};
