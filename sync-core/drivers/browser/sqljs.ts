/** sql.js in the browser: the fallback where sqlite-wasm finds no usable file system. */
import initSqlJs from 'sql.js';
import type { SqliteDriver } from '../../src/ports/index.ts';
import { createSqlJsDriver as createDriver, type SqlJsOptions } from '../shared/index.ts';

export type BrowserSqlJsOptions = Omit<SqlJsOptions, 'load'> & {
  /** Address of `sql.js/dist/sql-wasm-browser.wasm`, which only the bundler knows. */
  readonly wasmUrl: string;
};

export const createSqlJsDriver = (options: BrowserSqlJsOptions): SqliteDriver => {
  let loaded: ReturnType<typeof initSqlJs> | null = null;
  return createDriver({
    ...options,
    load: () => {
      loaded ??= initSqlJs({ locateFile: () => options.wasmUrl });
      return loaded;
    },
  });
};
