/** Envelopes' operations into facts, and facts into the projection. Order-free and idempotent [S2]. */
import { bytesToHex } from '../../base/index.ts';
import {
  type DeviceId,
  type EnvelopeContent,
  type EnvelopeHash,
  idToBytes,
  isTimelineOp,
  type LogId,
  type MessageId,
  opToMessageId,
  type Stream,
} from '../../model/index.ts';
import type { StoreContext, Tx } from '../context.ts';
import { stateCode } from '../log/envelope-row.ts';
import { type ActOp, insertAct, insertMessage, judgementToRow, type MessageOp } from './facts.ts';
import { refreshMessage, refreshSource } from './refresh.ts';

export type FoldPlace = {
  readonly stream: Stream;
  readonly streamId: number;
  readonly log: LogId;
  readonly number: number;
  /** `envelope.id` */
  readonly envelope: number;
  readonly device: DeviceId;
  readonly cites: readonly EnvelopeHash[];
};

/** Messages to bring up to date once all facts of a transaction are in. */
export type Dirty = {
  readonly messages: Set<MessageId>;
  /** channel id and source, as `id/hex` */
  readonly sources: Map<string, { readonly channelId: number; readonly source: Uint8Array }>;
};
export const createDirty = (): Dirty => ({ messages: new Set(), sources: new Map() });

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
  let waiting = false;
  for (const [index, op] of content.ops.entries()) {
    if (!isTimelineOp(op)) continue;
    const { stream, log, number, device, cites } = place;
    const judged = context.deps.authority.judge({ op, stream, log, number, device, cites });
    const judgement = judgementToRow(context, tx, judged);
    waiting ||= judgement.verdict === 0;
    const opPlace = { ...place, index, time: content.time };
    if (isMessageOp(op)) {
      const message = insertMessage(context, tx, opPlace, op, judgement);
      dirty.messages.add(opToMessageId(message.op));
      if (op.type === 'imported') markSource(dirty, place.streamId, op.source);
    } else dirty.messages.add(insertAct(tx, opPlace, op, judgement));
  }
  if (waiting)
    tx.db.run('UPDATE envelope SET state = ? WHERE id = ?', [
      stateCode('waiting-governance'),
      place.envelope,
    ]);
};

/** Brings everything marked up to date. */
export const settle = (context: StoreContext, tx: Tx, dirty: Dirty): void => {
  for (const { channelId, source } of dirty.sources.values()) {
    const doubles = tx.db.all('SELECT op FROM message WHERE channel_id = ? AND source = ? LIMIT 2', [
      channelId,
      source,
    ]);
    if (doubles.length > 1) refreshSource(context, tx, channelId, source);
  }
  for (const message of dirty.messages) refreshMessage(context, tx, message);
  touchRoots(context, tx);
};

/** A thread's root shows how many messages hang from it. */
const touchRoots = (context: StoreContext, tx: Tx): void => {
  for (const message of [...tx.messages]) {
    const row = tx.db.get('SELECT thread FROM message WHERE op = ? AND thread IS NOT NULL', [
      idToBytes(message),
    ]);
    const thread = row?.['thread'];
    if (thread instanceof Uint8Array) tx.messages.add(bytesToHex(thread) as MessageId);
  }
  void context;
};
