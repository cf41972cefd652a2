/**
 * The one pool of synchronous OPFS handles that a Worker's databases live in (`opfs-sahpool`).
 * The pool locks every file it has; a second tab or Worker gets `busy`.
 *
 * `preserveOnInitFailure` is no option here: without it sqlite-wasm answers a failed start, such
 * as a second tab's, by deleting the whole pool.
 */
import sqlite3InitModule, { type SAHPoolUtil, type Sqlite3Static } from '@sqlite.org/sqlite-wasm';
import { type Clock, type Logger, StorageFailure } from '../../src/ports/index.ts';

export type PoolOptions = {
  /** OPFS folder of the pool; the VFS is registered under the same name. */
  readonly folder: string;
  readonly clock: Clock;
  readonly logger: Logger;
};

export type Pool = {
  readonly sqlite: Sqlite3Static;
  readonly files: SAHPoolUtil;
};

/** Each database takes two handles (file and WAL); the rest is room for new ones. */
const initialCapacity = 16;
/** A page that was just reloaded may still hold its handles: tries before the pool counts as busy. */
const attempts = 10;
const retryMs = 150;

type ModuleConfig = {
  readonly disable: { readonly vfs: { readonly [vfs: string]: true } };
  readonly debug: () => void;
  readonly log: () => void;
  readonly warn: (...parts: readonly unknown[]) => void;
  readonly error: (...parts: readonly unknown[]) => void;
};

const isLocked = (thrown: unknown): boolean =>
  thrown instanceof DOMException && thrown.name === 'NoModificationAllowedError';

const loadModule = async (logger: Logger): Promise<Sqlite3Static> => {
  const say = (level: 'warn' | 'error', parts: readonly unknown[]): void => {
    if (parts.some(isLocked)) return;
    logger[level]('sqlite-wasm', { says: parts.map(String).join(' ').slice(0, 500) });
  };
  const config: ModuleConfig = {
    // Only opfs-sahpool is used; the others would ask for cross-origin isolation and say so.
    disable: { vfs: { opfs: true, 'opfs-vfs': true, 'opfs-wl': true, kvvfs: true } },
    debug: () => undefined,
    log: () => undefined,
    warn: (...parts) => say('warn', parts),
    error: (...parts) => say('error', parts),
  };
  // The library's documented way to be configured; it removes the global after reading it.
  Object.assign(globalThis, { sqlite3ApiConfig: config });
  return sqlite3InitModule();
};

const acquire = async (sqlite: Sqlite3Static, options: PoolOptions): Promise<SAHPoolUtil> => {
  // The last option is documented, though the type declarations leave it out.
  const install: Parameters<Sqlite3Static['installOpfsSAHPoolVfs']>[0] & {
    readonly forceReinitIfPreviouslyFailed: true;
  } = {
    name: options.folder,
    directory: options.folder,
    initialCapacity,
    clearOnInit: false,
    preserveOnInitFailure: true,
    forceReinitIfPreviouslyFailed: true,
  };
  for (let attempt = 1; ; attempt++) {
    try {
      const files = await sqlite.installOpfsSAHPoolVfs(install);
      return files.isPaused() ? await files.unpauseVfs() : files;
    } catch (thrown) {
      const message = thrown instanceof Error ? thrown.message : String(thrown);
      if (!isLocked(thrown)) throw new StorageFailure({ kind: 'io', message });
      if (attempt === attempts) throw new StorageFailure({ kind: 'busy', message });
      await new Promise<void>((resolve) => void options.clock.schedule(retryMs, resolve));
    }
  }
};

/** Loads SQLite and takes the pool's handles. Throws `StorageFailure`: `busy` where another tab has them. */
export const createPoolOpener = (options: PoolOptions): (() => Promise<Pool>) => {
  let sqlite: Promise<Sqlite3Static> | null = null;
  let opening: Promise<Pool> | null = null;
  const open = async (): Promise<Pool> => {
    sqlite ??= loadModule(options.logger);
    const loaded = await sqlite;
    return { sqlite: loaded, files: await acquire(loaded, options) };
  };
  return () => {
    // One attempt at a time: the pool registers its name globally.
    opening ??= open().finally(() => {
      opening = null;
    });
    return opening;
  };
};
