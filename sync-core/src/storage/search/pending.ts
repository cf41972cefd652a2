/**
 * What a transaction changes of the search index, kept until just before its commit. Both engines gather new
 * words in memory, and write all of them out at each savepoint and whenever a row comes before the last one:
 * message by message, that costs more than all else about a message. At the end, in the order of the rows,
 * they are written once.
 */
import type { Deferred, FullTextEngine, WriteDb } from '../../ports/index.ts';
import { isDamagedIndex, recreateSearch } from './heal.ts';
import { addToSearch, removeFromSearch } from './search-table.ts';

export type PendingSearch = Deferred & {
  add(db: WriteDb, message: number, text: string): void;
  remove(db: WriteDb, message: number): void;
  /** Writes all of it now: for what reads or merges the index. */
  write(db: WriteDb): void;
  /** Makes the index anew over every message that is to be found, with what is pending. */
  recreate(db: WriteDb): void;
};

/** `stored`: the index held the message before this transaction. */
type Entry = { readonly stored: boolean; readonly text: string | null };

/** A rebuild of a large community must not hold all of it in memory. */
const entriesKept = 5_000;

export const createPendingSearch = (deps: {
  readonly engine: FullTextEngine;
  /** Has the engine write out what it gathered, so that damage shows here and not at the commit. */
  readonly settle: () => void;
}): PendingSearch => {
  const entries = new Map<number, Entry>();
  /** What each step replaced, the newest last. */
  const replaced: (readonly [message: number, before: Entry | undefined])[] = [];

  const set = (message: number, entry: Entry | undefined): void => {
    replaced.push([message, entries.get(message)]);
    if (entry === undefined) entries.delete(message);
    else entries.set(message, entry);
  };
  const note = (db: WriteDb, message: number, entry: Entry): void => {
    set(message, entry);
    if (entries.size >= entriesKept) write(db);
  };
  const writeEntries = (db: WriteDb): void => {
    const sorted = [...entries].sort(([a], [b]) => a - b);
    for (const [message, { stored }] of sorted) if (stored) removeFromSearch(db, message);
    for (const [message, { text }] of sorted) if (text !== null) addToSearch(db, message, text);
    deps.settle();
  };
  const forget = (): void => {
    for (const message of [...entries.keys()]) set(message, undefined);
  };
  const write = (db: WriteDb): void => {
    if (entries.size === 0) return;
    try {
      writeEntries(db);
    } catch (thrown) {
      if (!isDamagedIndex(thrown)) throw thrown;
      recreateSearch(db, deps.engine);
    }
    forget();
  };

  return {
    add: (db, message, text) => note(db, message, { stored: entries.get(message)?.stored ?? false, text }),
    remove: (db, message) => note(db, message, { stored: entries.get(message)?.stored ?? true, text: null }),
    write,
    recreate(db) {
      recreateSearch(db, deps.engine);
      forget();
    },
    mark: () => replaced.length,
    undo(mark) {
      for (const [message, before] of replaced.splice(mark).reverse()) {
        if (before === undefined) entries.delete(message);
        else entries.set(message, before);
      }
    },
    flush(db) {
      write(db);
      replaced.length = 0;
    },
  };
};
