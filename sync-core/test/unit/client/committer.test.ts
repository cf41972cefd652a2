import { expect, test } from 'vitest';
import { createCommitter } from '../../../src/client/committer.ts';
import { type Clock, type SqliteDatabase, StorageFailure, type WriteDb } from '../../../src/ports/index.ts';

const db: WriteDb = { get: () => undefined, all: () => [], run: () => 0, exec: () => undefined };

/** Transactions that only count; timers that run as microtasks. */
const world = (
  fail: () => StorageFailure | null = () => null,
  persist = () => Promise.resolve(),
  now = () => 0,
) => {
  let depth = 0;
  const log: string[] = [];
  const database: SqliteDatabase = {
    sqliteVersion: '3.54.1',
    fullText: 'fts5',
    read: (task) => task(db) as never,
    write(task) {
      depth++;
      try {
        const failure = depth === 1 ? fail() : null;
        if (failure) throw failure;
        const value = task(db) as never;
        if (depth === 1) log.push('commit');
        return value;
      } finally {
        depth--;
      }
    },
    persist,
    defer: () => undefined,
    rollbacks: () => 0,
    scrub: () => Promise.resolve(),
    close: () => undefined,
  };
  const clock: Clock = {
    now,
    schedule(_delay, task) {
      queueMicrotask(task);
      return () => undefined;
    },
  };
  const rollbacks: string[] = [];
  const unsaved: string[] = [];
  const committer = createCommitter({
    database,
    clock,
    windowMs: 0,
    onRollback: ({ kind }) => rollbacks.push(kind),
    onUnsaved: ({ kind }) => unsaved.push(kind),
  });
  return { committer, log, rollbacks, unsaved };
};

test('[S1] writes that arrive together share a commit and each gets its own answer', async () => {
  const { committer, log } = world();
  const answers = await Promise.all([1, 2, 3].map((n) => committer.commit(() => n)));
  expect(answers).toEqual([1, 2, 3].map((value) => ({ ok: true, value })));
  expect(log).toEqual(['commit']);
});

test('[S1] a write that arrives at any moment of another commit is committed too', async () => {
  for (let microtasks = 0; microtasks < 12; microtasks++) {
    const { committer } = world();
    const first = committer.commit(() => 'first');
    for (let i = 0; i < microtasks; i++) await Promise.resolve();
    const second = committer.commit(() => 'second');
    await first;
    expect(await second).toEqual({ ok: true, value: 'second' });
  }
});

test('a write that throws takes nothing of the others with it', async () => {
  const { committer } = world();
  const bad = committer.commit(() => {
    throw new Error('bug');
  });
  const good = committer.commit(() => 'kept');
  await expect(bad).rejects.toThrow('bug');
  expect(await good).toEqual({ ok: true, value: 'kept' });
});

test('[S1] a full disk is told to everyone in the commit, and state beside the file is read again', async () => {
  const { committer, rollbacks } = world(() => new StorageFailure({ kind: 'full', message: '' }));
  const answers = await Promise.all([committer.commit(() => 1), committer.commit(() => 2)]);
  expect(answers.map((answer) => answer.ok)).toEqual([false, false]);
  expect(rollbacks).toEqual(['full']);
});

const full = () => Promise.reject(new StorageFailure({ kind: 'full', message: '' }));

test('[S1] what is committed but not stored is answered once it is, not with an error that would have it written twice', async () => {
  let failures = 2;
  const { committer, log, rollbacks, unsaved } = world(undefined, () =>
    failures-- > 0 ? full() : Promise.resolve(),
  );
  expect(await committer.commit(() => 'kept')).toEqual({ ok: true, value: 'kept' });
  expect({ log, rollbacks, unsaved }).toEqual({ log: ['commit'], rollbacks: [], unsaved: ['full', 'full'] });
});

test('an end does not wait for room on the disk', async () => {
  const { committer } = world(undefined, full);
  const answer = committer.commit(() => 1);
  await committer.finish();
  expect(await answer).toEqual({ ok: false, error: { kind: 'full', message: '' } });
});

test('[S1] long work is cut into commits, between which others are answered', async () => {
  let now = 0;
  const { committer, log } = world(undefined, undefined, () => now);
  const answered: string[] = [];
  const work = (name: string) =>
    committer
      .commit(() => {
        now += 15;
        return name;
      })
      .then(() => answered.push(`${name} after ${log.length}`));
  await Promise.all(['a', 'b', 'c', 'd', 'e'].map(work));
  expect(answered).toEqual(['a after 1', 'b after 1', 'c after 2', 'd after 2', 'e after 3']);
});
