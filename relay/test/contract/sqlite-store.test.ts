/** What only the sqlite store can meet: another process, another version's file, damage. Nothing is ever deleted. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { createSqliteStore, type LogStore } from '../../src/index.ts';
import { createActor, createWorld, random } from '../support/actor.ts';
import { temporaryFolder } from '../support/folder.ts';

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const open = (folder: string): LogStore => {
  const store = createSqliteStore(folder, random);
  onTestFinished(() => store.close());
  return store;
};
const fileOf = (folder: string): string => join(folder, 'relay.sqlite');

/** A store with one log of `count` envelopes, closed again. */
const filled = (count: number) => {
  const folder = temporaryFolder();
  const alice = createActor(createWorld());
  const store = createSqliteStore(folder, random);
  const envelopes = alice.write(count);
  store.commit([{ kind: 'append', community: alice.world.id, opening: alice.opening, envelopes }]);
  store.close();
  return { folder, alice, envelopes };
};

test('a second relay on the same folder is refused and says why; the first goes on', {
  timeout: 120_000,
}, () => {
  const { folder, alice } = filled(2);
  const first = open(folder);
  expect(() => createSqliteStore(folder, random)).toThrow(expect.objectContaining({ kind: 'busy' }));
  const second = spawnSync(process.execPath, [main], {
    env: { ...process.env, MARU_DATA: folder, MARU_PORT: '0', MARU_LOG_LEVEL: 'silent' },
    encoding: 'utf8',
  });
  expect(second.status).toBe(1);
  expect(second.stderr).toContain('another relay uses the store');
  expect(second.stderr).toContain('MARU_DATA');
  expect(first.load(alice.world.id)).toMatchObject({ offset: 2 });
  first.close();
  expect(open(folder).load(alice.world.id)).toMatchObject({ offset: 2 });
});

test.each([
  [
    'of another schema',
    'unknown-schema',
    (path: string) => {
      const db = new Database(path);
      db.pragma('user_version = 99');
      db.close();
    },
  ],
  [
    'that is no database any more',
    'damaged',
    (path: string) => writeFileSync(path, readFileSync(path).fill(7, 0, 100)),
  ],
  [
    'whose schema page is damaged',
    'damaged',
    (path: string) => writeFileSync(path, readFileSync(path).fill(0xff, 100, 2_000)),
  ],
])('a file %s is refused in words and left as it is', (_name, kind, damage) => {
  const { folder } = filled(3);
  damage(fileOf(folder));
  const before = readFileSync(fileOf(folder));
  expect(() => createSqliteStore(folder, random)).toThrow(expect.objectContaining({ kind }));
  expect(readFileSync(fileOf(folder)).equals(before)).toBe(true);
  // Nothing keeps the folder locked after a refusal.
  expect(() => createSqliteStore(folder, random)).toThrow(expect.objectContaining({ kind }));
});
