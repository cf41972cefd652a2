/** Ends a forked chain at its common prefix [S4]. */
import { assert } from '../../base/index.ts';
import { isDocumentStream, type LogId, type MessageId, type Stream } from '../../model/index.ts';
import type { StoreContext, Tx } from '../context.ts';
import { txToChange } from '../context.ts';
import { markDocument, staleCodes } from '../documents/stale.ts';
import type { TimelineChange } from '../envelope-types.ts';
import { blobOrNull, envelopeIdOf, id, int } from '../rows.ts';
import { createDirty, markPaceOf, markSource, settle } from '../timeline/fold.ts';
import { dropMessage } from '../timeline/refresh.ts';
import { type ChainRow, makeChain, saveChain } from './chain-row.ts';
import { hashOfNumber } from './envelope-row.ts';

/** Removes facts of envelopes with first ≤ id < end; what they had done to messages is undone. */
export const dropFacts = (context: StoreContext, tx: Tx, first: number, end: number): void => {
  const dirty = createDirty();
  const messages = tx.db.all(
    'SELECT id, op, channel_id, thread, position, verdict, author_id, shown, source FROM message WHERE envelope_id >= ? AND envelope_id < ?',
    [first, end],
  );
  for (const row of messages) {
    dropMessage(context, tx, row);
    const source = blobOrNull(row, 'source');
    if (source) markSource(dirty, int(row, 'channel_id'), source);
    markPaceOf(context, tx, dirty, row);
  }
  const acts = tx.db.all('SELECT target FROM act WHERE envelope_id >= ? AND envelope_id < ?', [first, end]);
  tx.db.run('DELETE FROM act WHERE envelope_id >= ? AND envelope_id < ?', [first, end]);
  for (const row of acts) dirty.messages.add(id<MessageId>(row, 'target'));
  for (const { channelId, source } of dirty.sources.values()) {
    const left = tx.db.all('SELECT op FROM message WHERE channel_id = ? AND source = ?', [channelId, source]);
    for (const row of left) dirty.messages.add(id<MessageId>(row, 'op'));
  }
  settle(context, tx, dirty);
};

const cutChain = (tx: Tx, chain: ChainRow, at: number): void => {
  if (chain.tail !== null && chain.tail.to > at) {
    const head = chain.tail.from < at ? hashOfNumber(tx.db, chain, at - 1) : null;
    chain.tail = head === null ? null : { ...chain.tail, to: at, head };
  }
  if (chain.length > at) {
    chain.head = at === 0 ? null : hashOfNumber(tx.db, chain, at - 1);
    chain.length = at;
  }
};

export const freeze = (
  context: StoreContext,
  place: { readonly stream: Stream; readonly log: LogId; readonly at: number },
  proof: Uint8Array,
): TimelineChange =>
  context.write((tx) => {
    const log = context.logRow(tx.db, place.log);
    assert(log, 'the log of a fork proof is known (its opening is in the proof)');
    const chain = makeChain(tx.db, context.makeStreamId(tx.db, place.stream), log);
    if (chain.frozenAt !== null && chain.frozenAt <= place.at) return txToChange(tx);
    cutChain(tx, chain, place.at);
    chain.frozenAt = place.at;
    saveChain(tx.db, chain);
    const first = envelopeIdOf(chain.id, place.at);
    const end = envelopeIdOf(chain.id + 1, 0);
    tx.db.run('UPDATE chain SET fork_proof = ? WHERE id = ?', [proof, chain.id]);
    dropFacts(context, tx, first, end);
    if (isDocumentStream(place.stream)) markDocument(tx, place.stream, chain.streamId, staleCodes.all);
    tx.db.run('DELETE FROM envelope WHERE id >= ? AND id < ?', [first, end]);
    tx.db.run('UPDATE outbox SET length = min(length, ?) WHERE chain_id = ?', [place.at, chain.id]);
    return txToChange(tx);
  });
