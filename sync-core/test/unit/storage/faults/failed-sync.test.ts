/**
 * A disk that fails to sync: what it said of earlier pages can't be believed any more, so that the
 * connection writes nothing after it and nothing is acknowledged. [S1, HARDENING I/O error on fsync]
 */
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { createBetterSqliteEngine } from '../../../../drivers/node/better-sqlite-engine.ts';
import { createEngineDatabase } from '../../../../drivers/shared/index.ts';
import { createCommitter } from '../../../../src/client/committer.ts';
import { type Clock, type StorageError, StorageFailure } from '../../../../src/ports/index.ts';

const clock: Clock = {
  now: () => 0,
  schedule(_delay, task) {
    queueMicrotask(task);
    return () => undefined;
  },
};

/** SQLite in memory whose COMMIT fails as SQLITE_IOERR_FSYNC does when `failing`. */
const createFailingDisk = () => {
  const memory = new Database(':memory:');
  const engine = createBetterSqliteEngine(memory);
  const state = { failing: false, commits: 0 };
  const database = createEngineDatabase(
    {
      ...engine,
      prepare(sql) {
        const statement = engine.prepare(sql);
        if (sql !== 'COMMIT') return statement;
        return {
          ...statement,
          run(params) {
            if (state.failing) throw new Database.SqliteError('disk I/O error', 'SQLITE_IOERR_FSYNC');
            state.commits++;
            return statement.run(params);
          },
        };
      },
    },
    { persist: () => Promise.resolve(), scrub: () => Promise.resolve() },
  );
  database.write((db) => db.exec('CREATE TABLE item (id INTEGER PRIMARY KEY) STRICT'));
  return { database, state };
};

const insert = (id: number) => (db: { run(sql: string, params: readonly number[]): number }) =>
  db.run('INSERT INTO item VALUES (?)', [id]);

it('[S1] nothing of the batch is acknowledged, and no later write either, until it is opened again', async () => {
  const { database, state } = createFailingDisk();
  const rollbacks: StorageError['kind'][] = [];
  const committer = createCommitter({
    database,
    clock,
    windowMs: 0,
    onRollback: ({ kind }) => rollbacks.push(kind),
    onUnsaved: ({ kind }) => rollbacks.push(kind),
  });
  expect(await committer.commit(insert(1))).toEqual({ ok: true, value: 1 });
  state.failing = true;
  const answers = await Promise.all([committer.commit(insert(2)), committer.commit(insert(3))]);
  expect(answers.map((answer) => (answer.ok ? 'written' : answer.error.kind))).toEqual(['io', 'io']);
  expect(rollbacks).toEqual(['io']);

  // The disk is well again, but this connection's cache is not to be trusted.
  state.failing = false;
  const before = state.commits;
  const late = await committer.commit(insert(4));
  expect(late).toMatchObject({ ok: false, error: { kind: 'io' } });
  expect(state.commits).toBe(before);
  expect(database.read((db) => db.all('SELECT id FROM item'))).toEqual([{ id: 1 }]);
  expect(() => database.write(() => 1)).toThrow(StorageFailure);
  database.close();
});
