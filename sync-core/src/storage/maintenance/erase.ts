/**
 * Erases what was deleted and what was purged: texts, edits and sealed bodies, then their words in the search index [S6].
 * The driver's `secure_delete` zeroes what these rows leave behind; `scrub` the journal beside them.
 */
import { hashBody } from '../../crypto/index.ts';
import type { PurgeStep } from '../community-store.ts';
import type { StoreContext, Tx } from '../context.ts';
import { stateCode } from '../log/envelope-row.ts';
import { blob, blobOrNull, int } from '../rows.ts';
import { purgeSearchStep } from '../search/purge.ts';
import { readSetting, writeSetting } from '../setting.ts';
import { purgedCode } from '../timeline/restraint.ts';

/** Set while the search index or the journal may still hold what was erased. */
const leftName = '.erasure-left';

/** How many deleted messages one transaction erases, so that a large clean-up doesn't block. */
const eraseBatch = 500;

export const eraseDeleted = (context: StoreContext, before: number): number =>
  context.write((tx) => {
    const rows = tx.db.all(
      `SELECT id, op, envelope_id FROM message
       WHERE deleted_at IS NOT NULL AND deleted_at <= ? AND (text <> '' OR edited_text IS NOT NULL)
       UNION ALL
       SELECT message.id, op, envelope_id FROM restraint CROSS JOIN message ON message.id = restraint.message_id
       WHERE barred = ${purgedCode} AND barred_at <= ? AND (text <> '' OR edited_text IS NOT NULL)
       LIMIT ?`,
      [before, before, eraseBatch],
    );
    const envelopes = new Set<number>();
    for (const row of rows) {
      tx.db.run("UPDATE message SET text = '', edited_text = NULL WHERE id = ?", [int(row, 'id')]);
      envelopes.add(int(row, 'envelope_id'));
      for (const edit of tx.db.all('SELECT id, envelope_id FROM act WHERE target = ? AND kind IN (0, 4)', [
        blob(row, 'op'),
      ])) {
        tx.db.run("UPDATE act SET text = '' WHERE id = ?", [int(edit, 'id')]);
        envelopes.add(int(edit, 'envelope_id'));
      }
    }
    let erased = 0;
    for (const envelope of envelopes) if (eraseBody(context, tx, envelope)) erased++;
    if (rows.length > 0) writeSetting(tx.db, leftName, new Uint8Array([1]));
    return erased;
  });

/** What an erasure leaves to do, one bounded step at a time; see `StoreMaintenance.purgeStep`. */
export const purgeStep = (context: StoreContext): PurgeStep =>
  context.write<PurgeStep>(({ db }) => {
    if (readSetting(db, leftName) === null) return 'nothing';
    context.search.write(db);
    return purgeSearchStep(db, context.database.fullText) ? 'scrub' : 'again';
  });

export const purged = (context: StoreContext): void =>
  context.write(({ db }) => writeSetting(db, leftName, null));

/** A message of which nothing is to be left. A raid undo takes nothing away for good: it can be undone. */
const isGone = `message.text = '' AND (message.deleted_at IS NOT NULL
  OR EXISTS (SELECT 1 FROM restraint WHERE restraint.message_id = message.id AND barred = ${purgedCode}))`;

/** Erases a body whose every operation is a message that is gone or an edit of one. */
const eraseBody = (context: StoreContext, tx: Tx, envelope: number): boolean => {
  const row = tx.db.get('SELECT body, op_count FROM envelope WHERE id = ? AND body IS NOT NULL', [envelope]);
  const body = row && blobOrNull(row, 'body');
  if (!row || !body) return false;
  const gone = tx.db.get(
    `SELECT (SELECT count(*) FROM message WHERE envelope_id = ? AND ${isGone})
          + (SELECT count(*) FROM act JOIN message ON message.op = act.target
             WHERE act.envelope_id = ? AND act.kind IN (0, 4) AND act.text = '' AND ${isGone}) AS count`,
    [envelope, envelope],
  );
  if (!gone || int(gone, 'count') < int(row, 'op_count')) return false;
  tx.db.run('UPDATE envelope SET body = NULL, body_hash = ?, state = ? WHERE id = ?', [
    hashBody(context.deps.suite, body),
    stateCode('erased'),
    envelope,
  ]);
  return true;
};
