/** The sqlite store's tables. A relay's file is a cache that authors can refill: no migrations, one version. */
export const schemaVersion = 1;

export const schema = `
CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE communities (
  id INTEGER PRIMARY KEY,
  community BLOB NOT NULL UNIQUE,
  stored INTEGER NOT NULL -- envelopes ever stored: the offset
) STRICT;
CREATE TABLE logs (
  id INTEGER PRIMARY KEY,
  community INTEGER NOT NULL REFERENCES communities (id),
  stream BLOB NOT NULL,
  log BLOB NOT NULL,
  device BLOB NOT NULL,
  nonce BLOB NOT NULL,
  length INTEGER NOT NULL,
  head BLOB NOT NULL,
  bytes INTEGER NOT NULL,
  UNIQUE (community, stream, log)
) STRICT;
-- cites: hashes one after the other. signature: null where a later envelope's vouches for this one.
CREATE TABLE envelopes (
  log INTEGER NOT NULL REFERENCES logs (id),
  number INTEGER NOT NULL,
  hash BLOB NOT NULL,
  suite INTEGER NOT NULL,
  epoch BLOB NOT NULL,
  cites BLOB NOT NULL,
  body_hash BLOB NOT NULL,
  body BLOB,
  signature BLOB,
  PRIMARY KEY (log, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE forks (
  community INTEGER NOT NULL REFERENCES communities (id),
  stream BLOB NOT NULL,
  log BLOB NOT NULL,
  proof BLOB NOT NULL,
  PRIMARY KEY (community, stream, log)
) STRICT, WITHOUT ROWID;
`;

/** What devices left for whoever knows an id. Made when it is missing, as what is in it is left anew by itself. */
export const blobSchema = `
CREATE TABLE IF NOT EXISTS blobs (
  community INTEGER NOT NULL REFERENCES communities (id),
  id BLOB NOT NULL,
  device BLOB NOT NULL,
  at INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (community, id)
) STRICT, WITHOUT ROWID;
`;

/** Damaged rows, as they were found. Made when it is missing, so that it needs no version of its own. */
export const asideSchema = `
CREATE TABLE IF NOT EXISTS damaged (
  log INTEGER NOT NULL,
  number INTEGER NOT NULL,
  hash BLOB,
  suite INTEGER,
  epoch BLOB,
  cites BLOB,
  body_hash BLOB,
  body BLOB,
  signature BLOB
) STRICT;
`;
