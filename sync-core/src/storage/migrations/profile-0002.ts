/**
 * Profile file, version 2: the person's own document, as updates whose union it is, in any order. Several are
 * made one by a row that holds them all; one that can't be read stays.
 */
export const profileMigration2 = `
CREATE TABLE self_update (id INTEGER PRIMARY KEY, data BLOB NOT NULL) STRICT;
`;
