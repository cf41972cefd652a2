/**
 * A search index that the disk damaged is made anew from the messages, and what met the damage is done
 * again. Nothing is kept aside: the index holds nothing that the messages don't.
 */
import { type FullTextEngine, StorageFailure, type WriteDb } from '../../ports/index.ts';
import { int, str } from '../rows.ts';
import {
  addToDocumentSearch,
  addToSearch,
  createDocumentSearchTable,
  createSearchTable,
} from './search-table.ts';

export const isDamagedIndex = (thrown: unknown): boolean =>
  thrown instanceof StorageFailure && thrown.error.kind === 'corrupt' && thrown.error.part === 'index';

const batchRows = 2_000;

/** Replaces the index of notes and boards by a new one. */
const recreateDocumentSearch = (db: WriteDb, engine: FullTextEngine): void => {
  db.exec('DROP TABLE document_search');
  createDocumentSearchTable(db, engine);
  let last = -1;
  for (;;) {
    const rows = db.all('SELECT id, text FROM document_text WHERE id > ? ORDER BY id LIMIT ?', [
      last,
      batchRows,
    ]);
    for (const row of rows) addToDocumentSearch(db, int(row, 'id'), str(row, 'text'));
    const end = rows.at(-1);
    if (end === undefined) return;
    last = int(end, 'id');
  }
};

/** Replaces the indexes by new ones over all that is to be found: which of them is damaged, nobody says. */
export const recreateSearch = (db: WriteDb, engine: FullTextEngine): void => {
  recreateDocumentSearch(db, engine);
  db.exec('DROP TABLE search');
  createSearchTable(db, engine);
  let last = -1;
  for (;;) {
    const rows = db.all(
      `SELECT id, coalesce(edited_text, text) AS text FROM message
       WHERE id > ? AND shown = 1 AND deleted_at IS NULL ORDER BY id LIMIT ?`,
      [last, batchRows],
    );
    for (const row of rows) addToSearch(db, int(row, 'id'), str(row, 'text'));
    const end = rows.at(-1);
    if (end === undefined) return;
    last = int(end, 'id');
  }
};
