/** sql.js in Node: what the simulation and the benchmarks run beside better-sqlite3. */
import initSqlJs from 'sql.js';
import type { SqliteDriver } from '../../src/ports/index.ts';
import { createSqlJsDriver as createDriver, createMemorySlots, type SqlJsOptions } from '../shared/index.ts';
import { createNodeClock } from './clock.ts';

let loaded: ReturnType<typeof initSqlJs> | null = null;

/** Everything optional: without `slots` the data lives as long as the driver. */
export const createSqlJsDriver = (options: Partial<SqlJsOptions> = {}): SqliteDriver =>
  createDriver({
    load: () => {
      loaded ??= initSqlJs();
      return loaded;
    },
    slots: createMemorySlots(),
    clock: createNodeClock(),
    ...options,
  });
