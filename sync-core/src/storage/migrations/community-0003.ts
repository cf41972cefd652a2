/**
 * Community file, version 3: notes and boards. Their updates are envelopes like all others; here stand what an
 * own page wrote and isn't in the log yet, and what follows from the log: the folded state, its text, comments.
 */
export const communityMigration3 = `
-- What own pages wrote, committed before anybody is told of it [S1]. log: under whose bound id it was written.
CREATE TABLE document_pending (
  id INTEGER PRIMARY KEY,
  stream_id INTEGER NOT NULL REFERENCES stream,
  log_id INTEGER NOT NULL REFERENCES log,
  seat INTEGER NOT NULL,
  branch BLOB,
  data BLOB NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX document_pending_stream ON document_pending (stream_id, id);

-- state: the engine's, of the envelopes that vector (log and length, each) counts; null: fold all of them.
-- stale: 0 up to date, 1 there is more, 2 what counts may have changed. waiting: logs that go on with what can't be
-- opened or judged yet, and updates that rest on what isn't here.
CREATE TABLE document_state (
  stream_id INTEGER PRIMARY KEY REFERENCES stream,
  state BLOB,
  vector BLOB NOT NULL,
  refused TEXT NOT NULL,
  waiting INTEGER NOT NULL,
  title TEXT NOT NULL,
  changed_at INTEGER NOT NULL,
  changed_by INTEGER,
  stale INTEGER NOT NULL
) STRICT;
CREATE INDEX document_stale ON document_state (stale, stream_id) WHERE stale > 0;

-- What a document says: a row for each run of blocks of a note, or for each card, in its order.
CREATE TABLE document_text (
  id INTEGER PRIMARY KEY,
  stream_id INTEGER NOT NULL REFERENCES stream,
  key TEXT NOT NULL,
  place INTEGER NOT NULL,
  text TEXT NOT NULL,
  UNIQUE (stream_id, key)
) STRICT;

-- act.kind: 4 anchored, 5 commentClosed. powers: 4 editPages.
CREATE INDEX act_comment ON act (channel_id, target) WHERE kind = 4;
`;
