/** The projections as canonical text, and their rebuilding from the envelopes. */
import { bytesToHex } from '../../base/index.ts';
import type { EnvelopeContent } from '../../model/index.ts';
import { foldReactions } from '../../timeline/index.ts';
import { channelOf, type StoreContext } from '../context.ts';
import { documentLines } from '../documents/document-rows.ts';
import { staleCodes } from '../documents/stale.ts';
import type { StoredEnvelope } from '../envelope-types.ts';
import { type ChainRow, chainById } from '../log/chain-row.ts';
import { readEnvelopes } from '../log/envelope-row.ts';
import { blob, envelopeIdOf, id, int, strOrNull } from '../rows.ts';
import { textToIndex } from '../search/tokens.ts';
import { shownCodes } from '../timeline/facts.ts';
import { createDirty, foldEnvelope, settle } from '../timeline/fold.ts';
import { actsOn } from '../timeline/refresh.ts';
import { purgedCode } from '../timeline/restraint.ts';

const restraintColumns = ['barred', 'rules', 'too_soon', 'flooded', 'flagged'] as const;

/**
 * One line of JSON per shown message, and per one held back, in the order of channel and position, then one per
 * document as it was last read in; never depends on the clock.
 */
export const projectionDump = (context: StoreContext): string =>
  context.read((db) => {
    const lines: string[] = [];
    const rows = db.all(
      `SELECT message.*, stream.key AS channel, barred, rules, too_soon, flooded, flagged
       FROM message JOIN stream ON stream.id = message.channel_id
       LEFT JOIN restraint ON restraint.message_id = message.id
       WHERE shown <> 0 AND deleted_at IS NULL AND barred IS NOT ${purgedCode} ORDER BY stream.key, position`,
    );
    for (const row of rows) {
      const text = strOrNull(row, 'edited_text') ?? strOrNull(row, 'text') ?? '';
      const mentions = db.all('SELECT target FROM mention WHERE message_id = ? ORDER BY target', [
        int(row, 'id'),
      ]);
      lines.push(
        JSON.stringify({
          channel: channelOf(context, db, int(row, 'channel_id')),
          id: id(row, 'op'),
          position: id(row, 'position'),
          thread: row['thread'] === null ? null : id(row, 'thread'),
          author: context.memberOf(db, int(row, 'author_id')),
          imported: row['imported'],
          system: row['system'],
          source: row['source'] === null ? null : id(row, 'source'),
          text,
          editedAt: row['edited_at'],
          threadName: row['thread_name'],
          replyTo: row['reply_to'] === null ? null : id(row, 'reply_to'),
          mentions: mentions.map((mention) => bytesToHex(blob(mention, 'target'))),
          reactions: foldReactions(actsOn(db, blob(row, 'op'), int(row, 'channel_id'))).map(
            ({ emoji, members }) => [emoji, members.map((member) => context.memberOf(db, member))],
          ),
          searchable: db.get('SELECT 1 AS found FROM search WHERE rowid = ?', [int(row, 'id')]) !== undefined,
          words: textToIndex(text) !== '',
          held: int(row, 'shown') === shownCodes.held,
          restraint: row['barred'] === null ? null : restraintColumns.map((column) => row[column] ?? null),
        }),
      );
    }
    lines.push(...documentLines(context, db));
    return lines.join('\n');
  });

const batchEnvelopes = 1_000;

/** Tombstones of erased envelopes can't be folded again: they stay. */
export const rebuild = (
  context: StoreContext,
  open: (stored: StoredEnvelope) => EnvelopeContent | null,
): void =>
  context.write((tx) => {
    const { db } = tx;
    const kept = 'SELECT id FROM envelope WHERE state = 4';
    db.run('DELETE FROM mention');
    db.run(
      `DELETE FROM restraint WHERE message_id NOT IN (SELECT id FROM message WHERE envelope_id IN (${kept}))`,
    );
    db.run(`DELETE FROM message WHERE envelope_id NOT IN (${kept})`);
    db.run(`DELETE FROM act WHERE envelope_id NOT IN (${kept})`);
    db.run('DELETE FROM document_text');
    db.run(`UPDATE document_state SET state = NULL, stale = ${staleCodes.all}`);
    context.search.recreate(db);
    const dirty = createDirty();
    for (const row of db.all(
      "SELECT chain.id AS id FROM chain JOIN stream ON stream.id = stream_id WHERE stream.key LIKE 'channel/%'",
    )) {
      const chain = chainById(db, int(row, 'id'));
      if (chain) refold(chain);
    }
    for (const row of db.all('SELECT op FROM message')) dirty.messages.add(id(row, 'op'));
    settle(context, tx, dirty);

    function refold(chain: ChainRow): void {
      const end = chain.tail?.to ?? chain.length;
      const { log } = context.logById(db, chain.logId);
      for (let from = 0; from < end; from += batchEnvelopes) {
        const range = { from, to: Math.min(end, from + batchEnvelopes) };
        for (const stored of readEnvelopes(context, db, chain, range, batchEnvelopes)) {
          if (stored.state === 'erased' || stored.state === 'bad-content' || stored.state === 'waiting-key')
            continue;
          const content = open(stored);
          const { stream, number, epoch, cites } = stored.envelope.header;
          const envelope = envelopeIdOf(chain.id, number);
          if (content === null) {
            db.run('UPDATE envelope SET state = 1 WHERE id = ?', [envelope]);
            continue;
          }
          const place = {
            stream,
            streamId: chain.streamId,
            log,
            number,
            envelope,
            device: stored.device,
            epoch,
            cites,
          };
          db.run('UPDATE envelope SET state = 0 WHERE id = ?', [envelope]);
          foldEnvelope(context, tx, dirty, place, content);
        }
      }
    }
  });
