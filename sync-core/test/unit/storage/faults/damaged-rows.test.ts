/** Damage that SQLite can't see, put in place by hand: told when it is met, and never handed on. [S5] */

import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { createBetterSqliteDriver } from '../../../../drivers/node/index.ts';
import { StorageFailure } from '../../../../src/ports/index.ts';
import { type CommunityStore, createProfileStore } from '../../../../src/storage/index.ts';
import { createTempFolder } from '../../../contract/worlds.ts';
import { channel, createAuthor, nowMs, openStore, post, stream } from '../store-world.ts';
import { fileName } from './damaged-world.ts';

const ada = createAuthor('ada');
for (let index = 0; index < 20; index++) ada.write([post(`message ${index}`)], nowMs + index);

const openIn = async (folder: string) => {
  const opened = await createBetterSqliteDriver({ folder }).open(fileName);
  if (!opened.ok) throw new Error(opened.error.kind);
  return opened.value;
};

/** A file with Ada's log, changed by `damage` behind the store's back; what opening a store over it says. */
const afterDamage = async (folder: string, damage: string) => {
  const whole = await openIn(folder);
  openStore(whole, ada, { now: nowMs + 1_000 }).append([ada.run(0, 20)]);
  whole.close();
  const raw = new Database(join(folder, fileName));
  raw.unsafeMode(true);
  raw.exec(damage);
  raw.close();
  return openIn(folder);
};

const kindOf = (task: () => unknown): string => {
  try {
    task();
  } catch (thrown) {
    if (thrown instanceof StorageFailure) return thrown.error.kind;
    throw thrown;
  }
  return 'answered';
};

it.each([
  ['a body', "UPDATE envelope SET body = CAST(x'00' || substr(body, 2) AS BLOB) WHERE id & 0xffffffff = 7"],
  ['a hash', 'UPDATE envelope SET hash = zeroblob(32) WHERE id & 0xffffffff = 7'],
  ['an epoch', 'UPDATE epoch SET key = zeroblob(16)'],
])('[S5] an envelope with %s that changed is not served', async (_what, damage) => {
  using folder = createTempFolder();
  const database = await afterDamage(folder.path, damage);
  const store: CommunityStore = openStore(database, ada, { now: nowMs + 1_000 });
  const range = { from: 0, to: 20 };
  expect(kindOf(() => store.segment(stream, ada.log, range, { opening: true, previous: true }))).toBe(
    'corrupt',
  );
  expect(kindOf(() => store.envelopes(stream, ada.log, 0, 20))).toBe('corrupt');
  database.close();
});

it.each([
  [
    'a column got another name',
    "UPDATE sqlite_schema SET sql = replace(sql, 'suite INTEGER', 'suitf INTEGER')",
  ],
  ['the version is gone', 'PRAGMA user_version = 0'],
  ['the version is none', 'PRAGMA user_version = -3'],
])('%s: corrupt when it is opened', async (_what, damage) => {
  using folder = createTempFolder();
  const database = await afterDamage(folder.path, `PRAGMA writable_schema = ON; ${damage}`);
  expect(kindOf(() => openStore(database, ada, { now: nowMs }))).toBe('corrupt');
  database.close();
});

it('mentions that are no list any more: corrupt where they are read', async () => {
  using folder = createTempFolder();
  const database = await afterDamage(folder.path, "UPDATE message SET mentions = '[{' WHERE id % 7 = 0");
  const store = openStore(database, ada, { now: nowMs + 1_000 });
  expect(kindOf(() => store.page({ channel, thread: null }, { kind: 'newest' }, 50))).toBe('corrupt');
  database.close();
});

it('a bug stays a bug: only on a damaged file is it told as damage', async () => {
  using folder = createTempFolder();
  const database = await afterDamage(folder.path, '');
  const store = openStore(database, ada, { now: nowMs });
  const bea = createAuthor('bea');
  bea.write([post('whose log is this?')], nowMs);
  expect(() => store.append([{ ...bea.run(0, 1), opening: null }])).toThrow('bug: a run of an unknown log');
  database.close();
});

it('a table of the person’s own, made with another tool, is left alone', async () => {
  using folder = createTempFolder();
  const database = await afterDamage(
    folder.path,
    'CREATE TABLE mine (note TEXT); CREATE INDEX mine_too ON message (author_id); ANALYZE',
  );
  expect(kindOf(() => openStore(database, ada, { now: nowMs }))).toBe('answered');
  database.close();
});

it('every table is STRICT, in both files [P20]', async () => {
  using folder = createTempFolder();
  const driver = createBetterSqliteDriver({ folder: folder.path });
  for (const name of [fileName, 'profile.sqlite']) {
    const opened = await driver.open(name);
    if (!opened.ok) throw new Error(opened.error.kind);
    if (name === fileName) openStore(opened.value, ada, { now: nowMs });
    else createProfileStore(opened.value);
    const lax = opened.value.read((db) =>
      db.all(
        "SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'",
      ),
    );
    expect(lax).toEqual([]);
    opened.value.close();
  }
});
