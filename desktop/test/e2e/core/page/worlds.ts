/** The worlds that the browser's drivers run their contract in. */

import {
  checkSqliteVersion,
  createBrowserClock,
  createIndexedDbSlots,
  createOpfsSlots,
  createSqliteWasmDriver,
  createSqlJsDriver,
  type SlotStore,
  type SqliteWasmDriver,
} from '@maru/sync-core/drivers/browser';
import wasmUrl from 'sql.js/dist/sql-wasm-browser.wasm?url';
import { concatBytes } from '../../../../../sync-core/src/base/index.ts';
import type { SqliteWorld } from '../../../../../sync-core/testing/contract/index.ts';
import type { DriverName } from './protocol.ts';

const clock = createBrowserClock();

/** Drivers of one folder take the pool from one another, as a restart would. */
const createWasmWorld = (folder: string): SqliteWorld => {
  let active: SqliteWasmDriver | null = null;
  const take = async (driver: SqliteWasmDriver): Promise<void> => {
    if (active === driver) return;
    await active?.release();
    active = driver;
  };
  const current = async (): Promise<SqliteWasmDriver> => {
    active ??= createSqliteWasmDriver({ folder, clock });
    return active;
  };
  return {
    checkVersion: checkSqliteVersion,
    createDriver(options) {
      const driver = createSqliteWasmDriver({ folder, clock, ...options });
      return {
        name: driver.name,
        commitWindowMs: driver.commitWindowMs,
        durableAt: driver.durableAt,
        open: (name) => take(driver).then(() => driver.open(name)),
        list: () => take(driver).then(() => driver.list()),
        setAside: (name) => take(driver).then(() => driver.setAside(name)),
      };
    },
    bytesOf: async (name) => (await current()).bytesOf(name),
    async damage(name) {
      const driver = await current();
      // Page 1's b-tree header starts at byte 100, after SQLite's magic.
      await driver.place(name, (await driver.bytesOf(name)).fill(0xee, 100, 140));
    },
  };
};

const createSqlJsWorld = (slots: SlotStore): SqliteWorld => ({
  checkVersion: checkSqliteVersion,
  createDriver: (options) => createSqlJsDriver({ slots, wasmUrl, clock, debounceMs: 0, ...options }),
  async bytesOf() {
    const all: Uint8Array[] = [];
    for (const slot of [...(await slots.list())].sort())
      all.push((await slots.read(slot)) ?? new Uint8Array());
    return concatBytes(...all);
  },
  async damage() {
    for (const slot of await slots.list()) {
      const bytes = (await slots.read(slot)) ?? new Uint8Array();
      bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) ^ 1;
      await slots.write(slot, bytes);
    }
  },
});

export const createWorld = (driver: DriverName, folder: string): SqliteWorld => {
  switch (driver) {
    case 'sqlite-wasm':
      return createWasmWorld(folder);
    case 'sql.js on OPFS':
      return createSqlJsWorld(createOpfsSlots(folder));
    case 'sql.js on IndexedDB':
      return createSqlJsWorld(createIndexedDbSlots(folder));
  }
};
