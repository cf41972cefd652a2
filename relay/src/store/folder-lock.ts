/**
 * One relay per store: its index in memory would be wrong as soon as another process wrote. The owner
 * holds BEGIN EXCLUSIVE on an empty side file: a lock of the system's, gone with the process even on
 * kill -9, that leaves the store itself open to `sqlite3` on the command line.
 */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { isBusy, StoreError } from './store-error.ts';

/** Returns what lets go of the folder; throws a `busy` StoreError when another process holds it. */
export const lockFolder = (folder: string): (() => void) => {
  const lock = new Database(join(folder, 'relay.lock'), { timeout: 0 });
  try {
    // No journal beside it: nothing is ever written.
    lock.pragma('journal_mode = MEMORY');
    lock.exec('BEGIN EXCLUSIVE');
  } catch (thrown) {
    lock.close();
    if (!isBusy(thrown)) throw thrown;
    throw new StoreError(
      'busy',
      `another relay uses the store in ${folder}. End it, or choose another folder (MARU_DATA, or --data)`,
    );
  }
  return () => void lock.close();
};
