/** Envelopes that waited for an epoch's key. */
import {
  type EpochId,
  idToBytes,
  isDocumentStream,
  type LogId,
  type Stream,
  streamToKey,
} from '../../model/index.ts';
import type { StoreContext } from '../context.ts';
import { txToChange } from '../context.ts';
import { markDocument, staleCodes } from '../documents/stale.ts';
import type { EnvelopeLog, OpenedContent, StoredEnvelope, TimelineChange } from '../envelope-types.ts';
import { envelopeIdOf, envelopeIdToChain, envelopeIdToNumber, id, int } from '../rows.ts';
import { createDirty, foldEnvelope, settle } from '../timeline/fold.ts';
import { chainById, chainOf } from './chain-row.ts';
import { contentToState, readEnvelopes, stateCode } from './envelope-row.ts';

type UnlockItem = {
  readonly stream: Stream;
  readonly log: LogId;
  readonly number: number;
  readonly content: OpenedContent;
};

export const unlock = (context: StoreContext, items: readonly UnlockItem[]): TimelineChange =>
  context.write((tx) => {
    const dirty = createDirty();
    for (const { stream, log, number, content } of items) {
      if (content.kind === 'no-key' || content.kind === 'erased') continue;
      const chain = chainOf(context, tx.db, stream, log);
      if (chain === null) continue;
      const stored = readEnvelopes(context, tx.db, chain, { from: number, to: number + 1 }, 1)[0];
      if (stored?.state !== 'waiting-key') continue;
      const envelope = envelopeIdOf(chain.id, number);
      tx.db.run('UPDATE envelope SET state = ?, op_count = ? WHERE id = ?', [
        stateCode(contentToState(content)),
        content.kind === 'opened' ? content.content.ops.length : 0,
        envelope,
      ]);
      if (isDocumentStream(stream)) markDocument(tx, stream, chain.streamId, staleCodes.tail);
      if (content.kind !== 'opened') continue;
      const { epoch, cites } = stored.envelope.header;
      const { device } = stored;
      const place = { stream, streamId: chain.streamId, log, number, envelope, device, epoch, cites };
      foldEnvelope(context, tx, dirty, place, content.content);
    }
    settle(context, tx, dirty);
    return txToChange(tx);
  });

export const missingEpochs = (context: StoreContext): ReturnType<EnvelopeLog['missingEpochs']> =>
  context.read((db) =>
    db
      .all(
        `SELECT epoch.key AS epoch, count(*) AS count FROM envelope JOIN epoch ON epoch.id = envelope.epoch_id
         WHERE envelope.state = 1 GROUP BY epoch.id ORDER BY epoch.key`,
      )
      .map((row) => ({ epoch: id<EpochId>(row, 'epoch'), count: int(row, 'count') })),
  );

/** How many of a stream's envelopes wait for one of these epochs, counted up to `limit`. */
export const countWaiting = (
  context: StoreContext,
  stream: Stream,
  epochs: readonly EpochId[],
  limit: number,
): number =>
  context.read((db) => {
    let count = 0;
    for (const epoch of epochs) {
      const row = db.get(
        `SELECT count(*) AS count FROM (SELECT 1 FROM envelope WHERE state = 1
           AND epoch_id = (SELECT id FROM epoch WHERE key = ?)
           AND id >> 32 IN (SELECT chain.id FROM chain JOIN stream ON stream.id = chain.stream_id WHERE stream.key = ?)
         LIMIT ?)`,
        [idToBytes(epoch), streamToKey(stream), limit - count],
      );
      count += row ? int(row, 'count') : 0;
      if (count >= limit) break;
    }
    return count;
  });

export const waitingForEpoch = (
  context: StoreContext,
  epoch: EpochId,
  limit: number,
): readonly StoredEnvelope[] =>
  context.read((db) => {
    const rows = db.all(
      `SELECT id FROM envelope WHERE state = 1 AND epoch_id = (SELECT id FROM epoch WHERE key = ?) ORDER BY id DESC LIMIT ?`,
      [idToBytes(epoch), limit],
    );
    return rows.flatMap((row) => {
      const envelope = int(row, 'id');
      const chain = chainById(db, envelopeIdToChain(envelope));
      const from = envelopeIdToNumber(envelope);
      return chain ? readEnvelopes(context, db, chain, { from, to: from + 1 }, 1) : [];
    });
  });
