/** A migration that is killed, and a file that is newer than the program. [HARDENING migration killed half-way] */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createBetterSqliteDriver } from '../../../../drivers/node/index.ts';
import { createProfileStore, migrate } from '../../../../src/storage/index.ts';
import { createTempFolder } from '../../../contract/worlds.ts';
import { createAuthor } from '../store-world.ts';
import { fileName, filesOf, fill, use } from './damaged-world.ts';
import { startChild } from './processes.ts';
import { migrations, steps } from './slow-migrations.ts';

const program = new URL('migrating.ts', import.meta.url);

it('[S1] killed at any point: the file is at the old version or at the new one, whole either way', async () => {
  using folder = createTempFolder();
  const driver = createBetterSqliteDriver({ folder: folder.path });
  const from = 3;
  const make = async (name: string) => {
    const opened = await driver.open(name);
    if (!opened.ok) throw new Error(opened.error.kind);
    return opened.value;
  };
  const old = await make(fileName);
  migrate(old, migrations.slice(0, from));
  old.close();
  const versions: number[] = [];
  for (let round = 0; round < 6; round++) {
    const child = startChild(program, [folder.path]);
    expect(await child.line()).toBe('migrating');
    // The point at which the kill lands is the subject here: it moves through the migration.
    await delay(round * 15);
    await child.kill();
    const database = await make(fileName);
    const version = Number(database.read((db) => db.get('PRAGMA user_version'))?.['user_version']);
    const tables = database.read((db) => db.all('SELECT name FROM sqlite_schema')).length;
    versions.push(version);
    expect([from, steps]).toContain(version);
    expect(tables).toBe(version);
    expect(database.read((db) => db.get('PRAGMA integrity_check'))).toEqual({ integrity_check: 'ok' });
    const kept = database.read((db) => db.get(`SELECT body FROM t${version - 1} WHERE id = 0`));
    expect(kept).toEqual({ body: 'kept' });
    database.close();
    if (version === steps) break;
  }
  expect(versions[0]).toBe(from);
  const last = startChild(program, [folder.path]);
  expect([await last.line(), await last.line()]).toEqual(['migrating', 'migrated']);
}, 60_000);

it('a file of a newer version is refused, and not a byte of it changes', async () => {
  using folder = createTempFolder();
  const ada = createAuthor('ada');
  const driver = createBetterSqliteDriver({ folder: folder.path });
  for (const [name, create] of [
    [fileName, (db: Parameters<typeof fill>[0]) => void fill(db, ada)],
    ['profile.sqlite', (db: Parameters<typeof fill>[0]) => void createProfileStore(db)],
  ] as const) {
    const opened = await driver.open(name);
    if (!opened.ok) throw new Error(opened.error.kind);
    create(opened.value);
    opened.value.write((db) => db.exec('PRAGMA user_version = 99; CREATE TABLE later (id INTEGER) STRICT'));
    opened.value.close();
  }
  const before = filesOf(folder.path);
  expect(await use(folder.path, ada)).toEqual({
    kind: 'refused',
    error: { kind: 'newer-schema', found: 99, known: expect.any(Number) },
  });
  const profile = await driver.open('profile.sqlite');
  if (!profile.ok) throw new Error(profile.error.kind);
  expect(createProfileStore(profile.value)).toMatchObject({
    ok: false,
    error: { kind: 'newer-schema', found: 99 },
  });
  profile.value.close();
  expect(filesOf(folder.path)).toEqual(before);
  expect(readFileSync(join(folder.path, fileName)).length).toBeGreaterThan(0);
});
