/** `document_pending`: what own pages wrote, until it is in the log. */
import { idToBytes, type OpId } from '../../model/index.ts';
import type { StoreContext } from '../context.ts';
import { blob, idOrNull, int } from '../rows.ts';
import { documentStreamOf } from './document-rows.ts';
import type { DocumentStore } from './document-types.ts';

export const createPending = (
  context: StoreContext,
): Pick<DocumentStore, 'addPending' | 'pendingOf' | 'pendingDocuments' | 'removePending'> => ({
  addPending: (stream, log, opening, { seat, branch, update, at }) =>
    context.write(({ db }) => {
      db.run(
        'INSERT INTO document_pending (stream_id, log_id, seat, branch, data, at) VALUES (?, ?, ?, ?, ?, ?)',
        [
          context.makeStreamId(db, stream),
          context.makeLog(db, log, opening).id,
          seat,
          branch === null ? null : idToBytes(branch),
          update,
          Math.floor(at),
        ],
      );
      return int(db.get('SELECT last_insert_rowid() AS id') ?? {}, 'id');
    }),
  pendingOf: (stream) =>
    context.read((db) => {
      const streamId = context.streamId(db, stream);
      if (streamId === null) return [];
      return db
        .all(
          'SELECT id, log_id, seat, branch, data, at FROM document_pending WHERE stream_id = ? ORDER BY id',
          [streamId],
        )
        .map((row) => ({
          id: int(row, 'id'),
          log: context.logById(db, int(row, 'log_id')).log,
          seat: int(row, 'seat'),
          branch: idOrNull<OpId>(row, 'branch'),
          update: blob(row, 'data'),
          at: int(row, 'at'),
        }));
    }),
  pendingDocuments: () =>
    context.read((db) =>
      db
        .all('SELECT DISTINCT stream_id FROM document_pending ORDER BY stream_id')
        .map((row) => documentStreamOf(context, db, int(row, 'stream_id'))),
    ),
  removePending: (ids) =>
    context.write(({ db }) => {
      db.run('DELETE FROM document_pending WHERE id IN (SELECT value FROM json_each(?))', [
        JSON.stringify(ids),
      ]);
    }),
});
