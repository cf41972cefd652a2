/** Search over the messages that are shown: every word must be there, newest first. */
import { compareStrings } from '../../base/index.ts';
import type { Position } from '../../model/index.ts';
import type { ReadDb, SqlRow, SqlValue } from '../../ports/index.ts';
import type { SearchHitRow, SearchQuery, SearchResult } from '../community-store.ts';
import { channelKey, type StoreContext } from '../context.ts';
import { id, int, positionToMs, str, strOrNull } from '../rows.ts';
import { messageIdBound } from '../timeline/free-ids.ts';
import { isReadable, messageColumns, rowToMessage, visible, visibleParams } from '../timeline/message-row.ts';
import { isDamagedIndex } from './heal.ts';
import { matchRanges } from './ranges.ts';
import { tokensToMatch } from './search-table.ts';
import { queryToTokens } from './tokens.ts';

const nothing: SearchResult = { hits: [], hasMore: false };

/** Enough to see past the last millisecond of a page at once, where messages were not all made in one. */
const rowsBeyond = 8;

type Candidate = {
  readonly row: SqlRow;
  readonly position: Position;
  readonly ranges: SearchHitRow['ranges'];
};

/**
 * Candidates come in the order of `message.id`, which is that of time; within one millisecond it is
 * local, so rows are sorted by position once a millisecond is complete.
 */
const search = (context: StoreContext, query: SearchQuery): SearchResult =>
  context.read((db) => {
    const tokens = queryToTokens(query.text);
    if (tokens.length === 0 || query.limit <= 0) return nothing;
    const channels = query.channels?.flatMap((channel) => channelKey(context, db, channel) ?? []);
    if (channels?.length === 0) return nothing;
    const match = tokensToMatch(context.database.fullText, tokens);
    const found: Candidate[] = [];
    let bound = query.before === null ? Number.MAX_SAFE_INTEGER : messageIdBound(positionToMs(query.before));
    let batch = query.limit + rowsBeyond;
    for (;;) {
      const rows = candidates(context, db, { match, channels: channels ?? null, bound, batch });
      for (const row of rows) {
        const hit = isReadable(context, db, row) ? toCandidate(row, query) : null;
        if (hit) found.push(hit);
      }
      const lowest = rows.at(-1);
      if (lowest === undefined || rows.length < batch) break;
      bound = int(lowest, 'id');
      if (found.length > query.limit && isComplete(found, query.limit, bound)) break;
      batch = Math.min(batch * 2, 1_000);
    }
    found.sort((a, b) => compareStrings(b.position, a.position));
    return {
      hits: found
        .slice(0, query.limit)
        .map(({ row, ranges }) => ({ message: rowToMessage(context, db, row), ranges })),
      hasMore: found.length > query.limit,
    };
  });

/** `search` over an index that is made anew where it is found damaged. */
export const searchHealing = (context: StoreContext, query: SearchQuery): SearchResult => {
  try {
    return search(context, query);
  } catch (thrown) {
    if (!isDamagedIndex(thrown)) throw thrown;
    context.write(({ db }) => context.search.recreate(db));
    return search(context, query);
  }
};

/** Whether the last millisecond read lies before the one at the end of the page. */
const isComplete = (found: readonly Candidate[], limit: number, bound: number): boolean => {
  const last = found[limit];
  return last !== undefined && messageIdBound(positionToMs(last.position)) - 1_024 > bound;
};

const candidates = (
  context: StoreContext,
  db: ReadDb,
  query: {
    readonly match: string;
    readonly channels: readonly number[] | null;
    readonly bound: number;
    readonly batch: number;
  },
): readonly SqlRow[] => {
  const params: SqlValue[] = [query.match, query.bound];
  let inChannels = '';
  if (query.channels !== null) {
    inChannels = 'AND message.channel_id IN (SELECT value FROM json_each(?))';
    params.push(JSON.stringify(query.channels));
  }
  return db.all(
    `SELECT ${messageColumns} FROM search CROSS JOIN message ON message.id = search.rowid
     WHERE search MATCH ? AND search.rowid < ? AND message.shown = 1 AND message.deleted_at IS NULL
       ${inChannels} AND ${visible} ORDER BY search.rowid DESC LIMIT ?`,
    [...params, ...visibleParams(context, db, null), query.batch],
  );
};

/** Pairs may be scattered over a text: only what holds the words as they were typed is a hit. */
const toCandidate = (row: SqlRow, query: SearchQuery): Candidate | null => {
  const position = id<Position>(row, 'position');
  if (query.before !== null && compareStrings(position, query.before) >= 0) return null;
  const ranges = matchRanges(strOrNull(row, 'edited_text') ?? str(row, 'text'), query.text);
  return ranges && { row, position, ranges };
};
