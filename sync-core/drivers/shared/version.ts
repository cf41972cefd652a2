/** The SQLite floor [S4]: before 3.51.3 a WAL reset could corrupt a file. */
import type { StorageError } from '../../src/ports/index.ts';

export const sqliteFloor = '3.51.3';

const versionToParts = (version: string): readonly number[] => version.split('.').map(Number);

/** `null` where `found` (as `sqlite_version()` says it) is at least the floor, else the typed refusal. */
export const checkSqliteVersion = (found: string): StorageError | null => {
  const refusal: StorageError = { kind: 'sqlite-too-old', found, needed: sqliteFloor };
  if (!/^\d+\.\d+\.\d+(\.\d+)?$/.test(found)) return refusal;
  const have = versionToParts(found);
  const need = versionToParts(sqliteFloor);
  for (let index = 0; index < need.length; index++) {
    const difference = (have[index] ?? 0) - (need[index] ?? 0);
    if (difference !== 0) return difference > 0 ? null : refusal;
  }
  return null;
};
