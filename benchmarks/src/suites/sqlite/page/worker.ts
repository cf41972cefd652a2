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
import type { Answer, Read, Sample, Task, Writes } from './protocol.ts';

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

type Keep = (panel: string, value: number) => void;

const measureWrites = (pool: SAHPoolUtil, task: Task, writes: Writes, record: Keep): void => {
  const { singles, batched } = writes;
  const rows = makeMessages(writes.seed, 0, Math.max(batched, before + writes.mixed, ...writes.batchSizes));
  let made = 0;

  /** On a new database each time. */
  const onNew = (panel: string, operations: number, fill: number, work: (engine: Engine) => void): void => {
    for (let round = -task.warmUps; round < task.repetitions; round++) {
      const name = `/new-${made++}.sqlite`;
      const engine = open(pool, name);
      const { tables, indexes, search } = writes.schema;
      for (const sql of [...tables, ...indexes, search]) engine.exec(sql);
      seedTables(engine);
      if (fill > 0) writeBatches(engine, rows.slice(0, fill), 0, fill);
      const start = performance.now();
      work(engine);
      const seconds = (performance.now() - start) / 1000;
      if (panel !== 'search-insert') expectRows(engine, fill + operations);
      engine.close();
      pool.unlink(name);
      if (round >= 0) record(panel, operations / seconds);
    }
  };

  onNew('singles', singles, 0, (engine) => writeSingles(engine, rows.slice(0, singles), 0));
  for (const size of writes.batchSizes) {
    const count = Math.max(size, Math.min(batched, size * 50));
    onNew(`batch-${size}`, count, 0, (engine) => writeBatches(engine, rows.slice(0, count), 0, size));
  }
  onNew(
    'mixed',
    writes.mixed,
    before,
    (engine) => void mixed(engine, rows.slice(before, before + writes.mixed), before),
  );
  onNew('search-insert', batched, 0, (engine) =>
    inTransaction(engine, () => {
      for (const { message, words } of rows.slice(0, batched))
        engine.run(statements.search, [message, words]);
    }),
  );
};

/** Chunk by chunk: a file may be larger than what a page can hold at once. */
const importFile = async (pool: SAHPoolUtil, name: string, url: string): Promise<void> => {
  const { body } = await fetch(url);
  if (!body) throw new Error(`nothing at ${url}`);
  const reader = body.getReader();
  await pool.importDb(name, async () => {
    const { value } = await reader.read();
    return value;
  });
};

const measureReads = async (
  pool: SAHPoolUtil,
  task: Task,
  { url, size, rows: count, vacuum }: Read,
  record: Keep,
): Promise<void> => {
  const name = `/rows-${size}.sqlite`;
  await importFile(pool, name, url);
  const engine = open(pool, name);
  const pages = 100;
  const timed = (panel: string, operations: number, work: () => number, least: number): void => {
    for (let round = -task.warmUps; round < task.repetitions; round++) {
      const start = performance.now();
      const found = work();
      const seconds = (performance.now() - start) / 1000;
      if (found < least) throw new Error(`${panel}: ${found} found`);
      if (round >= 0) record(`${panel}-${size}`, operations / seconds);
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
    record(`open-${size}`, performance.now() - start);
    if (found !== 51) throw new Error('the newest page is not full');
    opened.close();
  }
  if (vacuum) {
    const last = open(pool, name);
    const start = performance.now();
    last.exec('VACUUM');
    record(`vacuum-${size}`, performance.now() - start);
    expectRows(last, count);
    last.close();
  }
  pool.unlink(name);
};

const perform = async (task: Task): Promise<Answer> => {
  const sqlite = await sqlite3InitModule();
  const pool = await sqlite.installOpfsSAHPoolVfs({ name: 'bench', directory: 'bench', initialCapacity: 12 });
  const samples: Sample[] = [];
  const record: Keep = (panel, value) => void samples.push({ panel, value });
  if (task.writes) measureWrites(pool, task, task.writes, record);
  if (task.read) await measureReads(pool, task, task.read, record);
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
