/**
 * A disk that is full. A real one where this may mount a small file system of its own (root on Linux);
 * elsewhere `max_page_count` stands in for it. [S1]
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createBetterSqliteDriver } from '../../../../drivers/node/index.ts';
import { type SqliteDatabase, StorageFailure } from '../../../../src/ports/index.ts';

const diskBytes = 1_500_000;

/** A mounted file system of `diskBytes`, or why there is none. */
const mountSmallDisk = (): ({ readonly path: string } & Disposable) | string => {
  if (process.platform !== 'linux') return `${process.platform} has no tmpfs`;
  if (process.getuid?.() !== 0) return 'only root may mount one';
  const path = mkdtempSync(join(tmpdir(), 'maru-small-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${diskBytes},mode=700`, 'tmpfs', path], {
      stdio: 'pipe',
    });
  } catch (thrown) {
    rmSync(path, { recursive: true });
    return `mount refused: ${thrown instanceof Error ? thrown.message.split('\n')[0] : String(thrown)}`;
  }
  return {
    path,
    [Symbol.dispose]() {
      execFileSync('umount', ['-l', path]);
      rmSync(path, { recursive: true });
    },
  };
};

const body = new Uint8Array(50_000).fill(7);
const ids = (db: SqliteDatabase): readonly unknown[] =>
  db.read((tx) => tx.all('SELECT id FROM item ORDER BY id')).map((row) => row['id']);
const insert = (db: SqliteDatabase, from: number, count: number): void =>
  db.write((tx) => {
    for (let id = from; id < from + count; id++) tx.run('INSERT INTO item VALUES (?, ?)', [id, body]);
  });
const kindOf = (task: () => void): string => {
  try {
    task();
  } catch (thrown) {
    if (thrown instanceof StorageFailure) return thrown.error.kind;
    throw thrown;
  }
  return 'written';
};

it('[S1] a full disk: the batch is undone, nothing acknowledged is lost, and room makes it work again', async (test) => {
  const mounted = mountSmallDisk();
  if (typeof mounted === 'string') {
    console.warn(`skipped: no real full disk (${mounted}); the contract's max_page_count case stands in`);
    test.skip(mounted);
    return;
  }
  using disk = mounted;
  const open = async (): Promise<SqliteDatabase> => {
    const opened = await createBetterSqliteDriver({ folder: disk.path }).open('community.sqlite');
    if (!opened.ok) throw new Error(JSON.stringify(opened.error));
    return opened.value;
  };
  const ballast = join(disk.path, 'ballast');
  writeFileSync(ballast, new Uint8Array(400_000));
  let db = await open();
  db.write((tx) => tx.exec('CREATE TABLE item (id INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT'));
  const acknowledged: number[] = [];
  // Single rows until one is refused, then whole batches: each all or nothing.
  for (let id = 0; kindOf(() => insert(db, id, 1)) === 'written'; id++) acknowledged.push(id);
  expect(acknowledged.length).toBeGreaterThan(3);
  for (let attempt = 0; attempt < 5; attempt++) {
    expect(kindOf(() => insert(db, 1_000 + attempt * 100, 8))).toBe('full');
    expect(ids(db)).toEqual(acknowledged);
  }
  // A crash now: what was acknowledged is there, though the WAL could not be written back.
  db.close();
  db = await open();
  expect(ids(db)).toEqual(acknowledged);
  expect(db.read((tx) => tx.get('PRAGMA integrity_check'))).toEqual({ integrity_check: 'ok' });
  expect(kindOf(() => insert(db, 2_000, 8))).toBe('full');

  rmSync(ballast);
  expect(kindOf(() => insert(db, 3_000, 2))).toBe('written');
  expect(ids(db)).toEqual([...acknowledged, 3_000, 3_001]);
  db.close();
});

it('[S1] a disk with no room at all: the new file is refused with `full`', async (test) => {
  const mounted = mountSmallDisk();
  if (typeof mounted === 'string') {
    console.warn(`skipped: no real full disk (${mounted})`);
    test.skip(mounted);
    return;
  }
  using disk = mounted;
  expect(() => writeFileSync(join(disk.path, 'ballast'), new Uint8Array(diskBytes * 2))).toThrow('ENOSPC');
  const driver = createBetterSqliteDriver({ folder: disk.path });
  expect(await driver.open('community.sqlite')).toMatchObject({ ok: false, error: { kind: 'full' } });
  rmSync(join(disk.path, 'ballast'));
  const opened = await driver.open('community.sqlite');
  expect(opened.ok).toBe(true);
  if (opened.ok) opened.value.close();
});
