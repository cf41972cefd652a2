/** Search over what notes and boards say: every word must be in one row; the last changed document first. */
import type { StoreContext } from '../context.ts';
import { int, str } from '../rows.ts';
import { isDamagedIndex } from '../search/heal.ts';
import { matchRanges } from '../search/ranges.ts';
import { tokensToMatch } from '../search/search-table.ts';
import { queryToTokens } from '../search/tokens.ts';
import { documentStreamOf } from './document-rows.ts';
import type { DocumentHitRow, DocumentStore } from './document-types.ts';

type Query = Parameters<DocumentStore['searchDocuments']>[0];

/** Rows looked at for each hit that is wanted: pairs of syllables may be scattered over a text, which is no hit. */
const rowsPerHit = 20;

const search = (context: StoreContext, query: Query): readonly DocumentHitRow[] =>
  context.read((db) => {
    const tokens = queryToTokens(query.text);
    if (tokens.length === 0 || query.limit <= 0) return [];
    const seen = new Set<string>(query.channels);
    const rows = db.all(
      `SELECT document_text.stream_id AS stream_id, key, text, title
       FROM document_search CROSS JOIN document_text ON document_text.id = document_search.rowid
       JOIN document_state ON document_state.stream_id = document_text.stream_id
       WHERE document_search MATCH ? ORDER BY changed_at DESC, document_text.stream_id, place LIMIT ?`,
      [tokensToMatch(context.database.fullText, tokens), query.limit * rowsPerHit],
    );
    const hits: DocumentHitRow[] = [];
    for (const row of rows) {
      if (hits.length >= query.limit) break;
      const stream = documentStreamOf(context, db, int(row, 'stream_id'));
      if (!seen.has(stream.channel)) continue;
      const text = str(row, 'text');
      const ranges = matchRanges(text, query.text);
      if (ranges) hits.push({ stream, title: str(row, 'title'), key: str(row, 'key'), text, ranges });
    }
    return hits;
  });

/** `search` over an index that is made anew where it is found damaged. */
export const searchDocuments = (context: StoreContext, query: Query): readonly DocumentHitRow[] => {
  try {
    return search(context, query);
  } catch (thrown) {
    if (!isDamagedIndex(thrown)) throw thrown;
    context.write(({ db }) => context.search.recreate(db));
    return search(context, query);
  }
};
