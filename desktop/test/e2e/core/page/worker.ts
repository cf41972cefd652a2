import { createSuite, type SqliteDatabase, StorageFailure } from '@maru/sync-core';
import {
  createBrowserClock,
  createBrowserRandom,
  createSqliteWasmDriver,
  type SqliteWasmDriver,
} from '@maru/sync-core/drivers/browser';
import formats from '../../../../../sync-core/test/vectors/formats.json';
import published from '../../../../../sync-core/test/vectors/published.json';
import refused from '../../../../../sync-core/test/vectors/refused.json';
import { sqliteContract } from '../../../../../sync-core/testing/contract/index.ts';
import { checkVectors } from '../../../../../sync-core/testing/vectors.ts';
import type { Answer, Task } from './protocol.ts';
import { createWorld } from './worlds.ts';

const wholeMessage = (thrown: unknown): string => {
  if (thrown instanceof StorageFailure) return JSON.stringify(thrown.error);
  return thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
};

let held: { readonly driver: SqliteWasmDriver; readonly db: SqliteDatabase } | null = null;

const open = async (folder: string): Promise<SqliteDatabase> => {
  if (held) return held.db;
  const driver = createSqliteWasmDriver({ folder, clock: createBrowserClock() });
  const opened = await driver.open('data.sqlite');
  if (!opened.ok) throw new StorageFailure(opened.error);
  opened.value.write((tx) => tx.exec('CREATE TABLE IF NOT EXISTS row (id INTEGER PRIMARY KEY, body BLOB)'));
  held = { driver, db: opened.value };
  return opened.value;
};

const countRows = (db: SqliteDatabase): number =>
  Number(db.read((tx) => tx.get('SELECT count(*) AS n FROM row'))?.['n']);

const append = (db: SqliteDatabase, body: Uint8Array): void => {
  db.write((tx) => tx.run('INSERT INTO row (body) VALUES (?)', [body]));
};

const overfill = async (folder: string): Promise<Answer> => {
  const db = await open(folder);
  const body = new Uint8Array(256 * 1024);
  append(db, body);
  for (let count = 1; count < 1_000; count++) {
    try {
      append(db, body);
    } catch (thrown) {
      const kind = thrown instanceof StorageFailure ? thrown.error.kind : wholeMessage(thrown);
      const intact = db.read((tx) => tx.get('PRAGMA integrity_check'))?.['integrity_check'];
      const rows = countRows(db);
      return {
        failure: kind === 'full' && intact === 'ok' && rows === count ? null : `${kind} ${intact}`,
        rows,
      };
    }
  }
  return { failure: 'the browser never refused' };
};

/** Room again: one more row fits, and is there after a restart. */
const refill = async (folder: string): Promise<Answer> => {
  const db = await open(folder);
  append(db, new Uint8Array(256 * 1024));
  return { failure: null, rows: countRows(db) };
};

type Flushing = { FileSystemSyncAccessHandle: { prototype: { flush(): void } } };

/** Lets every flush fail for one write, and says what that write, the next and a new connection answer. */
const failFlush = async (folder: string): Promise<Answer> => {
  const db = await open(folder);
  append(db, new Uint8Array(100));
  const rows = countRows(db);
  const { prototype } = (self as unknown as Flushing).FileSystemSyncAccessHandle;
  const { flush } = prototype;
  const kindOfWrite = (): string => {
    try {
      append(db, new Uint8Array(100));
    } catch (thrown) {
      if (thrown instanceof StorageFailure) return thrown.error.kind;
      throw thrown;
    }
    return 'written';
  };
  prototype.flush = () => {
    throw new DOMException('the disk is failing', 'InvalidStateError');
  };
  const failed = kindOfWrite();
  prototype.flush = flush;
  const after = kindOfWrite();
  db.close();
  await held?.driver.release();
  held = null;
  const again = countRows(await open(folder));
  const answers = `${failed} ${after} ${again >= rows ? 'kept' : 'lost'}`;
  return { failure: answers === 'io io kept' ? null : answers };
};

const perform = async (task: Task): Promise<Answer> => {
  switch (task.kind) {
    case 'contract': {
      const found = sqliteContract().find(({ name }) => name === task.name);
      if (!found) return { failure: 'no such case' };
      await found.run(createWorld(task.driver, task.folder));
      return { failure: null };
    }
    case 'vectors': {
      const suite = await createSuite(createBrowserRandom());
      const failures = [formats, published, refused].flatMap((file) => checkVectors(suite, file));
      return { failure: failures.length > 0 ? failures.join('\n') : null };
    }
    case 'append': {
      const db = await open(task.folder);
      for (let index = 0; index < task.count; index++) append(db, new Uint8Array(100));
      return { failure: null, rows: countRows(db) };
    }
    case 'release':
      held?.db.close();
      await held?.driver.release();
      held = null;
      return { failure: null };
    case 'overfill':
      return overfill(task.folder);
    case 'refill':
      return refill(task.folder);
    case 'fail-flush':
      return failFlush(task.folder);
  }
};

self.onmessage = async ({ data }: MessageEvent<Task>) => {
  self.postMessage(await perform(data).catch((thrown: unknown) => ({ failure: wholeMessage(thrown) })));
};
