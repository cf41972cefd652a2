/** Profile file, version 1. Immutable once released. */
export const profileMigration1 = `
CREATE TABLE profile (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  identity_ref TEXT NOT NULL,
  device_ref TEXT NOT NULL,
  name TEXT NOT NULL,
  colour TEXT NOT NULL,
  recovery_confirmed INTEGER NOT NULL
) STRICT;
CREATE TABLE settings (id INTEGER PRIMARY KEY CHECK (id = 1), json TEXT NOT NULL) STRICT;
CREATE TABLE community (
  key BLOB PRIMARY KEY,
  access_seed BLOB NOT NULL,
  genesis_hash BLOB NOT NULL,
  relay_urls TEXT NOT NULL,
  name TEXT NOT NULL,
  joined_at INTEGER NOT NULL,
  place INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE epoch_key (
  community BLOB NOT NULL, epoch BLOB NOT NULL, key BLOB NOT NULL, PRIMARY KEY (community, epoch)
) STRICT, WITHOUT ROWID;
`;
