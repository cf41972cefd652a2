/** The end of a file's use: what was committed is stored first, so that whoever opens it next finds it. */
import { type SqliteDatabase, StorageFailure } from '../ports/index.ts';

/** Closes in any case; what the disk refuses now was never acknowledged. */
export const closeDatabase = async (database: SqliteDatabase): Promise<void> => {
  try {
    await database.persist();
  } catch (thrown) {
    if (!(thrown instanceof StorageFailure)) throw thrown;
  } finally {
    database.close();
  }
};
