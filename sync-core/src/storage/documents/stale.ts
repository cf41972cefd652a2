/** Which documents have to be read in again, and how much of them. */
import { type DocumentStream, documentToKey } from '../../model/index.ts';
import type { Tx } from '../context.ts';

/** There is more at the ends of the logs; or what was read in may count otherwise, so that all is read anew. */
export const staleCodes = { upToDate: 0, tail: 1, all: 2 } as const;
export type StaleCode = (typeof staleCodes)[keyof typeof staleCodes];

/** Notes that a document lags behind its log. */
export const markDocument = (tx: Tx, stream: DocumentStream, streamId: number, stale: StaleCode): void => {
  tx.documents.set(documentToKey(stream), stream);
  tx.db.run(
    `INSERT INTO document_state (stream_id, state, vector, refused, waiting, title, changed_at, changed_by, stale)
     VALUES (?, NULL, x'00', '[]', 0, '', 0, NULL, ?)
     ON CONFLICT (stream_id) DO UPDATE SET stale = max(stale, ?)`,
    [streamId, stale, stale],
  );
};
