/** The workloads on sqlite-wasm over OPFS (opfs-sahpool), with the pragmas that Maru's browser driver sets. */
import sqlite3InitModule, { type SAHPoolUtil } from '@sqlite.org/sqlite-wasm';
import type { Engine } from '../engine.ts';
import { countRows, inTransaction, makeMessages, positionOf, seedTables, statements } from '../rows.ts';
import { createWasmEngine } from '../wasm-engine.ts';
import {
  countUnread,
  mixed,
  queries,
  readPages,
  searchAll,
  writeBatches,
  writeSingles,
} from '../workloads.ts';
import type { Answer, Sample, Task } from './protocol.ts';

const batchSizes = [10, 100, 1_000, 10_000];
const before = 1_000;

const open = (pool: SAHPoolUtil, name: string): Engine => {
  const engine = createWasmEngine(new pool.OpfsSAHPoolDb(name));
  engine.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA temp_store = MEMORY');
  engine.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  engine.exec('PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF');
  return engine;
};

const expectRows = (engine: Engine, count: number): void => {
  const found = countRows(engine);
  if (found !== count) throw new Error(`${found} rows of ${count}`);
};

const perform = async (task: Task): Promise<Answer> => {
  const sqlite = await sqlite3InitModule();
  const pool = await sqlite.installOpfsSAHPoolVfs({ name: 'bench', directory: 'bench', initialCapacity: 12 });
  const samples: Sample[] = [];
  const rows = makeMessages(task.seed, 0, Math.max(task.batched, before + task.mixed, 10_000));
  let made = 0;

  /** On a new database each time; the first round isn't counted. */
  const onNew = (panel: string, operations: number, fill: number, work: (engine: Engine) => void): void => {
    for (let round = -1; round < task.repetitions; round++) {
      const name = `/new-${made++}.sqlite`;
      const engine = open(pool, name);
      for (const sql of [...task.schema.tables, ...task.schema.indexes, task.schema.search]) engine.exec(sql);
      seedTables(engine);
      if (fill > 0) writeBatches(engine, rows.slice(0, fill), 0, fill);
      const start = performance.now();
      work(engine);
      const seconds = (performance.now() - start) / 1000;
      if (panel !== 'search-insert') expectRows(engine, fill + operations);
      engine.close();
      pool.unlink(name);
      if (round >= 0) samples.push({ panel, value: operations / seconds });
    }
  };

  onNew('singles', task.singles, 0, (engine) => writeSingles(engine, rows.slice(0, task.singles), 0));
  for (const size of batchSizes) {
    const count = Math.max(size, Math.min(task.batched, size * 50));
    onNew(`batch-${size}`, count, 0, (engine) => writeBatches(engine, rows.slice(0, count), 0, size));
  }
  onNew(
    'mixed',
    task.mixed,
    before,
    (engine) => void mixed(engine, rows.slice(before, before + task.mixed), before),
  );
  onNew('search-insert', task.batched, 0, (engine) =>
    inTransaction(engine, () => {
      for (const { message, words } of rows.slice(0, task.batched))
        engine.run(statements.search, [message, words]);
    }),
  );

  for (const { url, size, rows: count } of task.files) {
    const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
    const name = `/rows-${size}.sqlite`;
    await pool.importDb(name, bytes);
    const engine = open(pool, name);
    const pages = 100;
    const timed = (panel: string, operations: number, work: () => number, least: number): void => {
      for (let round = -1; round < task.repetitions; round++) {
        const start = performance.now();
        const found = work();
        const seconds = (performance.now() - start) / 1000;
        if (found < least) throw new Error(`${panel}: ${found} found`);
        if (round >= 0) samples.push({ panel: `${panel}-${size}`, value: operations / seconds });
      }
    };
    timed('pages', pages, () => readPages(engine, pages, count), pages * 40);
    timed('unread', 1, () => countUnread(engine, count), Math.min(count / 4, 1_000));
    timed('search', queries.length, () => searchAll(engine), 26 * 3);
    engine.close();
    for (let round = 0; round < task.repetitions; round++) {
      const start = performance.now();
      const opened = open(pool, name);
      const found = opened.all(statements.page, [1, positionOf(count)]).length;
      samples.push({ panel: `open-${size}`, value: performance.now() - start });
      if (found !== 51) throw new Error('the newest page is not full');
      opened.close();
    }
    const last = open(pool, name);
    const start = performance.now();
    last.exec('VACUUM');
    samples.push({ panel: `vacuum-${size}`, value: performance.now() - start });
    expectRows(last, count);
    last.close();
    pool.unlink(name);
  }
  return { ok: true, version: sqlite.version.libVersion, samples };
};

self.onmessage = async ({ data }: MessageEvent<Task>) => {
  self.postMessage(
    await perform(data).catch(
      (thrown: unknown): Answer => ({
        ok: false,
        reason: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown),
      }),
    ),
  );
};
