/**
 * Tells damage from bugs where both look alike. An index that lost an entry breaks a UNIQUE constraint,
 * a flipped digit names a row that never was: what no whole file can make fail has SQLite check the file,
 * and on a damaged one is told as `corrupt`. The check reads all of it, but only once all is lost anyway.
 */
import { type SqliteDatabase, StorageFailure } from '../ports/index.ts';

const firstFault = (database: SqliteDatabase): string | null => {
  try {
    const row = database.read((db) => db.get('PRAGMA integrity_check(1)'));
    const says = String(row?.['integrity_check']);
    return says === 'ok' ? null : says;
  } catch (thrown) {
    // Lengths that make no sense can make even the check run out of memory.
    return thrown instanceof Error ? thrown.message : String(thrown);
  }
};

/** What `task` returns or throws; a bug on a damaged file becomes `corrupt`. */
export const tellDamage = <T>(database: SqliteDatabase, task: () => T): T => {
  try {
    return task();
  } catch (thrown) {
    if (thrown instanceof StorageFailure) throw thrown;
    const fault = firstFault(database);
    if (fault === null) throw thrown;
    throw new StorageFailure({ kind: 'corrupt', message: fault });
  }
};
