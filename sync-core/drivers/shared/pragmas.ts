/** Settings that the drivers share. What differs (journal, locking, syncing) is told in each driver. */
/**
 * What every connection is set to, whichever the build:
 * - `foreign_keys`: a row that names no stream, log or epoch is our bug, refused where it happens;
 * - `trusted_schema = OFF`: a file from elsewhere can't make its schema call functions;
 * - `cell_size_check`: a damaged page is told as such when it is read, not after it misled a query;
 * - `secure_delete`: what is deleted or overwritten is zeroed, so that an erased message is gone
 *   from the file and not only from its tables [S6].
 */
export const commonPragmas =
  'PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA secure_delete = ON';
