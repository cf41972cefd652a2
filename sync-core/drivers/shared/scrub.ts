/** `scrub` of the drivers that keep a WAL [S6]. */
import { StorageFailure } from '../../src/ports/index.ts';
import type { RunPragma } from './database.ts';

/**
 * Writes the WAL's frames into the file and cuts it to nothing: its old frames hold pages as they were
 * before an erasure. Another reader (a `sqlite3` shell) can be in the way.
 */
export const truncateWal = async (run: RunPragma): Promise<void> => {
  if (run('PRAGMA wal_checkpoint(TRUNCATE)')?.['busy'] !== 0)
    throw new StorageFailure({ kind: 'busy', message: 'another reader keeps the journal' });
};
