/**
 * Community file, version 1. Immutable once released: later changes are later files.
 *
 * Ids are BLOBs; whatever repeats is interned behind an INTEGER. `envelope.id` = chain · 2^32 + number,
 * so a chain is one contiguous run of rows. `message.id` = ms · 1024 + a free slot, so that rows and the
 * search index lie in time order. `position` is the 22 bytes of a model `Position`.
 */
export const communityMigration1 = `
CREATE TABLE stream (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE log (id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, device BLOB NOT NULL, nonce BLOB NOT NULL) STRICT;
CREATE INDEX log_device ON log (device);
CREATE TABLE epoch (id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE) STRICT;
CREATE TABLE member (id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE) STRICT;
-- Governance heads cited by envelopes, concatenated; most envelopes share one row.
CREATE TABLE cites (id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE) STRICT;

CREATE TABLE chain (
  id INTEGER PRIMARY KEY,
  stream_id INTEGER NOT NULL REFERENCES stream,
  log_id INTEGER NOT NULL REFERENCES log,
  length INTEGER NOT NULL,
  head BLOB,
  tail_from INTEGER, tail_to INTEGER, tail_head BLOB, tail_previous BLOB,
  frozen_at INTEGER,
  fork_proof BLOB,
  UNIQUE (stream_id, log_id)
) STRICT;
CREATE INDEX chain_log ON chain (log_id);

CREATE TABLE envelope (
  id INTEGER PRIMARY KEY,
  suite INTEGER NOT NULL,
  hash BLOB NOT NULL,
  epoch_id INTEGER NOT NULL REFERENCES epoch,
  cites_id INTEGER NOT NULL REFERENCES cites,
  body BLOB,
  -- Held only once the body is erased: until then it follows from the body.
  body_hash BLOB,
  signature BLOB,
  -- 0 folded, 1 waiting-key, 2 waiting-governance, 3 bad-content, 4 erased
  state INTEGER NOT NULL,
  op_count INTEGER NOT NULL
) STRICT;
CREATE INDEX envelope_waiting ON envelope (epoch_id, id) WHERE state = 1;

-- The relays' and devices' word on what they hold.
CREATE TABLE outbox (chain_id INTEGER PRIMARY KEY REFERENCES chain, length INTEGER NOT NULL) STRICT;
CREATE TABLE relay (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, generation BLOB NOT NULL) STRICT;
CREATE TABLE acknowledged (
  chain_id INTEGER NOT NULL, relay_id INTEGER NOT NULL, length INTEGER NOT NULL, PRIMARY KEY (chain_id, relay_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE receipt (
  chain_id INTEGER NOT NULL, device BLOB NOT NULL, length INTEGER NOT NULL, PRIMARY KEY (chain_id, device)
) STRICT, WITHOUT ROWID;

-- Facts and the projection of them. verdict: 0 waiting, 1 counts, 2 never. powers: 1 manageMessages, 2 mentionEveryone.
CREATE TABLE message (
  id INTEGER PRIMARY KEY,
  op BLOB NOT NULL UNIQUE,
  envelope_id INTEGER NOT NULL,
  idx INTEGER NOT NULL,
  channel_id INTEGER NOT NULL REFERENCES stream,
  thread BLOB,
  position BLOB NOT NULL,
  verdict INTEGER NOT NULL,
  author_id INTEGER,
  powers INTEGER NOT NULL,
  -- As posted.
  text TEXT NOT NULL,
  reply_to BLOB,
  mentions TEXT,
  imported TEXT, system INTEGER, source BLOB,
  -- Folded: whether it has a place in the timeline, and what edits and deletions made of it.
  shown INTEGER NOT NULL,
  edited_text TEXT, edited_at INTEGER, deleted_at INTEGER, thread_name TEXT
) STRICT;
CREATE INDEX message_place ON message (channel_id, thread, position) WHERE shown = 1;
-- What may be unread, in the order of time. Member 1 is the file's owner, whose own words never are: an import
-- of years is theirs, and would be walked through each time.
CREATE INDEX message_others ON message (channel_id, thread) WHERE shown = 1 AND deleted_at IS NULL AND author_id <> 1;
CREATE INDEX message_envelope ON message (envelope_id);
CREATE INDEX message_source ON message (channel_id, source) WHERE source IS NOT NULL;
CREATE INDEX message_waiting ON message (envelope_id) WHERE verdict = 0;
CREATE INDEX message_deleted ON message (deleted_at) WHERE deleted_at IS NOT NULL;

-- kind: 0 edited, 1 deleted, 2 reacted, 3 threadNamed. Kept whether or not the message is here yet.
CREATE TABLE act (
  id INTEGER PRIMARY KEY,
  envelope_id INTEGER NOT NULL,
  idx INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  target BLOB NOT NULL,
  channel_id INTEGER NOT NULL,
  position BLOB NOT NULL,
  verdict INTEGER NOT NULL,
  author_id INTEGER,
  powers INTEGER NOT NULL,
  text TEXT NOT NULL,
  flag INTEGER NOT NULL,
  UNIQUE (envelope_id, idx)
) STRICT;
CREATE INDEX act_target ON act (target, kind);
CREATE INDEX act_waiting ON act (envelope_id) WHERE verdict = 0;

-- target: a member's or role's id, or x'00' for everyone.
CREATE TABLE mention (
  target BLOB NOT NULL, channel_id INTEGER NOT NULL, message_id INTEGER NOT NULL,
  PRIMARY KEY (target, channel_id, message_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX mention_message ON mention (message_id);

-- The person's own state. thread is x'' for the channel itself.
CREATE TABLE read_position (
  channel_id INTEGER NOT NULL, thread BLOB NOT NULL, position BLOB NOT NULL, PRIMARY KEY (channel_id, thread)
) STRICT, WITHOUT ROWID;
CREATE TABLE draft (
  channel_id INTEGER NOT NULL, thread BLOB NOT NULL, text TEXT NOT NULL, reply_to BLOB, updated_at INTEGER NOT NULL,
  PRIMARY KEY (channel_id, thread)
) STRICT, WITHOUT ROWID;
CREATE TABLE setting (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;
`;
