/** Rows of `document_state` and `document_text`: documents as they were last read in. */
import { compareStrings, decode, encode, list, struct, varint } from '../../base/index.ts';
import { type DocumentStream, isDocumentStream, logId, streamToKey } from '../../model/index.ts';
import type { ReadDb, SqlRow, WriteDb } from '../../ports/index.ts';
import type { StoreContext } from '../context.ts';
import { blob, blobOrNull, int, intact, intOrNull, str } from '../rows.ts';
import { addToDocumentSearch, removeFromDocumentSearch } from '../search/search-table.ts';
import type { DocumentLag, DocumentSummary, DocumentToSave, StoredDocument } from './document-types.ts';
import { staleCodes } from './stale.ts';

/** More logs than ever write in one document. */
const vectorLogs = 100_000;
const vectorCodec = list(struct({ log: logId, length: varint }), vectorLogs);

const lags: readonly DocumentLag[] = ['none', 'tail', 'all'];

export const documentStreamOf = (context: StoreContext, db: ReadDb, streamId: number): DocumentStream => {
  const stream = context.streamOf(db, streamId);
  intact(isDocumentStream(stream), 'a document’s row names a document');
  return stream;
};

const rowToSummary = (context: StoreContext, db: ReadDb, row: SqlRow): DocumentSummary => {
  const by = intOrNull(row, 'changed_by');
  const lag = lags[int(row, 'stale')];
  intact(lag, 'a stored lag is known');
  return {
    stream: documentStreamOf(context, db, int(row, 'stream_id')),
    title: str(row, 'title'),
    changedAt: int(row, 'changed_at'),
    changedBy: by === null ? null : context.memberOf(db, by),
    lag,
    waiting: int(row, 'waiting'),
  };
};

const refusedOf = (json: string): readonly string[] => {
  const stored: unknown = JSON.parse(json);
  intact(Array.isArray(stored), 'refused writers are a list');
  return stored.filter((entry): entry is string => typeof entry === 'string');
};

export const readDocument = (context: StoreContext, stream: DocumentStream): StoredDocument | null =>
  context.read((db) => {
    const streamId = context.streamId(db, stream);
    const row =
      streamId === null ? undefined : db.get('SELECT * FROM document_state WHERE stream_id = ?', [streamId]);
    if (!row) return null;
    const vector = decode(vectorCodec, blob(row, 'vector'));
    intact(vector.ok, 'a document’s vector is whole');
    return {
      ...rowToSummary(context, db, row),
      state: blobOrNull(row, 'state'),
      vector: vector.value,
      refused: refusedOf(str(row, 'refused')),
    };
  });

const summaryColumns = 'stream_id, title, changed_at, changed_by, stale, waiting';

export const readDocuments = (context: StoreContext): readonly DocumentSummary[] =>
  context.read((db) =>
    db
      .all(`SELECT ${summaryColumns} FROM document_state ORDER BY changed_at DESC`)
      .map((row) => rowToSummary(context, db, row)),
  );

export const readLagging = (context: StoreContext, limit: number): readonly DocumentStream[] =>
  context.read((db) =>
    db
      .all('SELECT stream_id FROM document_state WHERE stale > 0 ORDER BY stale, stream_id LIMIT ?', [limit])
      .map((row) => documentStreamOf(context, db, int(row, 'stream_id'))),
  );

/** NUL ends a string in one of the engines. */
const clean = (text: string): string => text.replaceAll('\0', '');

/** Only rows that changed are written: a long note is many, and a change touches few. */
const saveText = (db: WriteDb, streamId: number, text: DocumentToSave['text']): void => {
  const before = new Map(
    db
      .all('SELECT id, key, place, text FROM document_text WHERE stream_id = ?', [streamId])
      .map((row) => [str(row, 'key'), row]),
  );
  for (const [place, { key, text: said }] of text.entries()) {
    const words = clean(said);
    const known = before.get(key);
    before.delete(key);
    if (known === undefined) {
      db.run('INSERT INTO document_text (stream_id, key, place, text) VALUES (?, ?, ?, ?)', [
        streamId,
        key,
        place,
        words,
      ]);
      addToDocumentSearch(db, int(db.get('SELECT last_insert_rowid() AS id') ?? {}, 'id'), words);
      continue;
    }
    const row = int(known, 'id');
    const same = str(known, 'text') === words;
    if (same && int(known, 'place') === place) continue;
    db.run('UPDATE document_text SET place = ?, text = ? WHERE id = ?', [place, words, row]);
    if (same) continue;
    removeFromDocumentSearch(db, row);
    addToDocumentSearch(db, row, words);
  }
  for (const gone of before.values()) {
    removeFromDocumentSearch(db, int(gone, 'id'));
    db.run('DELETE FROM document_text WHERE id = ?', [int(gone, 'id')]);
  }
};

export const saveDocument = (context: StoreContext, document: DocumentToSave): void =>
  context.write(({ db }) => {
    const streamId = context.makeStreamId(db, document.stream);
    const by = document.changedBy === null ? null : context.makeMemberId(db, document.changedBy);
    const vector = [...document.vector].sort((a, b) => compareStrings(a.log, b.log));
    db.run(
      `INSERT INTO document_state (stream_id, state, vector, refused, waiting, title, changed_at, changed_by, stale)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ${staleCodes.upToDate})
       ON CONFLICT (stream_id) DO UPDATE SET state = excluded.state, vector = excluded.vector,
         refused = excluded.refused, waiting = excluded.waiting, title = excluded.title,
         changed_at = excluded.changed_at, changed_by = excluded.changed_by, stale = excluded.stale`,
      [
        streamId,
        document.state,
        encode(vectorCodec, vector),
        JSON.stringify(document.refused),
        document.waiting,
        clean(document.title),
        document.changedAt,
        by,
      ],
    );
    saveText(db, streamId, document.text);
  });

/** A line of JSON per document that says anything, for comparing replicas. */
export const documentLines = (context: StoreContext, db: ReadDb): readonly string[] =>
  db
    .all(`SELECT ${summaryColumns} FROM document_state`)
    .map((row) => {
      const { stream, title, waiting } = rowToSummary(context, db, row);
      const text = db
        .all('SELECT key, text FROM document_text WHERE stream_id = ? ORDER BY place', [
          int(row, 'stream_id'),
        ])
        .map((line) => [str(line, 'key'), str(line, 'text')]);
      return { key: streamToKey(stream), line: { title, waiting, text } };
    })
    .sort((a, b) => compareStrings(a.key, b.key))
    .map(({ key, line }) => JSON.stringify({ document: key, ...line }));
