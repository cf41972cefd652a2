/** What one chain of a timeline holds from a moment on: for a raid undo's cut, and to say what it would take [T11]. */
import { positionOf } from '../../model/index.ts';
import type { ReadDb } from '../../ports/index.ts';
import { envelopeIdOf, envelopeIdToNumber, int, intOrNull, positionToBlob } from '../rows.ts';
import type { ChainRow } from './chain-row.ts';

export type WrittenSince = { readonly before: number; readonly messages: number };

/** Sorts before every log's id. */
const firstLog = '0'.repeat(16);

/** Imported messages are dated by their source, not by their envelope: they go with what surrounds them. */
export const writtenSince = (db: ReadDb, chain: ChainRow, sinceMs: number): WrittenSince => {
  const end = chain.tail?.to ?? chain.length;
  const within = [envelopeIdOf(chain.id, 0), envelopeIdOf(chain.id, end)];
  const since = positionToBlob(
    positionOf({ ms: Math.max(0, Math.floor(sinceMs)), counter: 0 }, firstLog, 0, 0),
  );
  const first = db.get(
    `SELECT min(id) AS id FROM (
       SELECT min(envelope_id) AS id FROM message
       WHERE envelope_id >= ? AND envelope_id < ? AND imported IS NULL AND position >= ?
       UNION ALL
       SELECT min(envelope_id) FROM act WHERE envelope_id >= ? AND envelope_id < ? AND position >= ?)`,
    [...within, since, ...within, since],
  );
  const found = first && intOrNull(first, 'id');
  if (found == null) return { before: end, messages: 0 };
  const shown = db.get(
    `SELECT count(*) AS count FROM message
     WHERE envelope_id >= ? AND envelope_id < ? AND shown = 1 AND deleted_at IS NULL`,
    [found, envelopeIdOf(chain.id, end)],
  );
  return { before: envelopeIdToNumber(found), messages: shown ? int(shown, 'count') : 0 };
};
