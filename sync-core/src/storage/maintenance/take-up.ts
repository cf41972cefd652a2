/**
 * After an update: operations that the version before didn't know were kept in their envelopes and passed
 * over. They are folded now; what was folded then stays as it is.
 */

import { bytesEqual } from '../../base/index.ts';
import { type Operation, operationTags } from '../../model/index.ts';
import type { StoreContext, Tx } from '../context.ts';
import { txToChange } from '../context.ts';
import { staleCodes } from '../documents/stale.ts';
import type { OpenedContent, StoredEnvelope, TimelineChange } from '../envelope-types.ts';
import { chainById } from '../log/chain-row.ts';
import { contentToState, readEnvelopes, stateCode } from '../log/envelope-row.ts';
import { envelopeIdToChain, envelopeIdToNumber, int } from '../rows.ts';
import { readSetting, writeSetting } from '../setting.ts';
import { createDirty, type Dirty, foldEnvelope, settle } from '../timeline/fold.ts';
import { rejudge } from './rejudge.ts';

/** The tags of the operations that this file was folded with. */
const tagsSetting = '.operation-tags';
const batchEnvelopes = 1_000;

/** Folded envelopes that hold more operations than facts came of, and those that made no sense. */
const passedOver = `SELECT envelope.id AS id FROM envelope
  JOIN chain ON chain.id = envelope.id >> 32 JOIN stream ON stream.id = chain.stream_id
  WHERE envelope.id > ? AND stream.key LIKE 'channel/%' AND (envelope.state = 3 OR (envelope.state IN (0, 2) AND op_count >
    (SELECT count(*) FROM message WHERE envelope_id = envelope.id) + (SELECT count(*) FROM act WHERE envelope_id = envelope.id)))
  ORDER BY envelope.id LIMIT ?`;

/** Stands where an operation is folded already: the others keep their places. */
const passedBy: Operation = { type: 'unknown', raw: Uint8Array.of(255) };

const foldedOps = (tx: Tx, envelope: number): ReadonlySet<number> =>
  new Set(
    tx.db
      .all('SELECT idx FROM message WHERE envelope_id = ? UNION SELECT idx FROM act WHERE envelope_id = ?', [
        envelope,
        envelope,
      ])
      .map((row) => int(row, 'idx')),
  );

const takeUpOne = (
  context: StoreContext,
  tx: Tx,
  dirty: Dirty,
  envelope: number,
  open: (stored: StoredEnvelope) => OpenedContent,
): void => {
  const chain = chainById(tx.db, envelopeIdToChain(envelope));
  const number = envelopeIdToNumber(envelope);
  const stored = chain && readEnvelopes(context, tx.db, chain, { from: number, to: number + 1 }, 1)[0];
  if (!chain || !stored) return;
  const content = open(stored);
  if (content.kind !== 'opened') return;
  if (stored.state === 'bad-content')
    tx.db.run('UPDATE envelope SET state = ?, op_count = ? WHERE id = ?', [
      stateCode(contentToState(content)),
      content.content.ops.length,
      envelope,
    ]);
  const { stream, log, epoch, cites } = stored.envelope.header;
  const { device } = stored;
  const place = { stream, streamId: chain.streamId, log, number, envelope, device, epoch, cites };
  const folded = foldedOps(tx, envelope);
  const ops = content.content.ops.map((op, index) => (folded.has(index) ? passedBy : op));
  foldEnvelope(context, tx, dirty, place, { ...content.content, ops });
};

/** Does nothing when this version knows the operations that the file was last folded with. */
export const takeUp = (
  context: StoreContext,
  open: (stored: StoredEnvelope) => OpenedContent,
): TimelineChange =>
  context.write((tx) => {
    const known = readSetting(tx.db, tagsSetting);
    const dirty = createDirty();
    if (known === null || !bytesEqual(known, operationTags)) {
      let last = -1;
      for (;;) {
        const rows = tx.db.all(passedOver, [last, batchEnvelopes]);
        for (const row of rows) takeUpOne(context, tx, dirty, int(row, 'id'), open);
        const end = rows.at(-1);
        if (end === undefined || rows.length < batchEnvelopes) break;
        last = int(end, 'id');
      }
      // Updates of notes and boards that made no sense may now.
      tx.db.run(`UPDATE document_state SET stale = ${staleCodes.all}`);
      // New operations of governance may change what counts.
      if (known !== null) rejudge(context, { kind: 'all' });
      writeSetting(tx.db, tagsSetting, operationTags);
    }
    settle(context, tx, dirty);
    return txToChange(tx);
  });
