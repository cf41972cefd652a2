/** The worlds that Node's drivers run their contract in. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  checkSqliteVersion,
  createBetterSqliteDriver,
  createMemorySlots,
  createSqlJsDriver,
} from '../../drivers/node/index.ts';
import { concatBytes } from '../../src/base/index.ts';
import { fileName, type SqliteWorld } from '../../testing/contract/index.ts';

/** A folder that is gone when the test ends. */
export const createTempFolder = (): { readonly path: string } & Disposable => {
  const path = mkdtempSync(join(tmpdir(), 'maru-drivers-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
};

/** Page 1's b-tree header starts at byte 100, after SQLite's magic. */
export const spoilSchema = (bytes: Uint8Array): Uint8Array => bytes.slice().fill(0xee, 100, 140);

export const createBetterSqliteWorld = (): SqliteWorld & Disposable => {
  const folder = createTempFolder();
  const path = join(folder.path, fileName);
  return {
    checkVersion: checkSqliteVersion,
    createDriver: (options) => createBetterSqliteDriver({ folder: folder.path, ...options }),
    bytesOf: async () => new Uint8Array(readFileSync(path)),
    damage: async () => writeFileSync(path, spoilSchema(readFileSync(path))),
    [Symbol.dispose]: () => folder[Symbol.dispose](),
  };
};

export const createSqlJsWorld = (): SqliteWorld & Disposable => {
  const slots = createMemorySlots();
  return {
    checkVersion: checkSqliteVersion,
    createDriver: (options) => createSqlJsDriver({ slots, debounceMs: 0, ...options }),
    async bytesOf() {
      const all: Uint8Array[] = [];
      for (const slot of await slots.list()) all.push((await slots.read(slot)) ?? new Uint8Array());
      return concatBytes(...all);
    },
    async damage() {
      for (const slot of await slots.list()) {
        const bytes = (await slots.read(slot)) ?? new Uint8Array();
        bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) ^ 1;
        await slots.write(slot, bytes);
      }
    },
    [Symbol.dispose]: () => undefined,
  };
};
