/**
 * Takes the words of erased messages out of the search index for good [S6]. Both engines only mark a
 * deleted row and keep its words until the parts they stand in are merged, which may be never.
 *
 * FTS5 merges in steps of bounded length, each a commit of its own, so that nobody waits for a large
 * index. A message written between two steps makes the merge take that one in as well. FTS4 (sql.js,
 * where the whole file is written with every snapshot anyway) merges at once.
 */
import type { FullTextEngine, WriteDb } from '../../ports/index.ts';
import { int } from '../rows.ts';

/** Pages that one step writes at most: about 4 MiB, some tens of milliseconds. */
const stepPages = 1_000;

const changesSoFar = (db: WriteDb): number => int(db.get('SELECT total_changes() AS count') ?? {}, 'count');

/** One step; true when no word of a deleted message is left. */
export const purgeSearchStep = (db: WriteDb, engine: FullTextEngine): boolean => {
  if (engine === 'fts4') {
    db.run("INSERT INTO search (search) VALUES ('optimize')");
    return true;
  }
  const before = changesSoFar(db);
  db.run("INSERT INTO search (search, rank) VALUES ('merge', ?)", [-stepPages]);
  // FTS5's own sign that nothing is left to merge: the command itself counts as one change.
  return changesSoFar(db) - before < 2;
};
