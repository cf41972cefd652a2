/** One process owns a file; its end, however it comes, sets the file free. [S1, HARDENING two processes] */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createBetterSqliteDriver } from '../../../../drivers/node/index.ts';
import { createTempFolder } from '../../../contract/worlds.ts';
import { startChild } from './processes.ts';

const holder = new URL('file-holder.ts', import.meta.url);
const name = 'community.sqlite';
const bytesOf = (folder: string): ReadonlyMap<string, Buffer> =>
  new Map(readdirSync(folder).map((file) => [file, readFileSync(join(folder, file))]));

it('a second process is told busy, changes nothing, and takes over once the first is killed [S1]', async () => {
  using folder = createTempFolder();
  const first = startChild(holder, [folder.path]);
  expect(await first.line()).toBe('owner');
  const before = bytesOf(folder.path);
  const second = startChild(holder, [folder.path]);
  expect(await second.line()).toBe('busy');
  const driver = createBetterSqliteDriver({ folder: folder.path });
  expect(await driver.open(name)).toMatchObject({ ok: false, error: { kind: 'busy' } });
  await expect(driver.setAside(name)).rejects.toMatchObject({ error: { kind: 'busy' } });
  expect(bytesOf(folder.path)).toEqual(before);

  await first.kill();
  await second.kill();
  const third = await driver.open(name);
  if (!third.ok) throw new Error(third.error.kind);
  expect(third.value.read((db) => db.all('SELECT writer FROM row'))).toEqual([
    { writer: String(first.process.pid) },
  ]);
  third.value.close();
});

it('an open file can still be read by another program, and that does not take it from its owner', async () => {
  using folder = createTempFolder();
  const first = startChild(holder, [folder.path]);
  expect(await first.line()).toBe('owner');
  const { default: Database } = await import('better-sqlite3');
  const shell = new Database(join(folder.path, name), { readonly: true });
  expect(shell.prepare('SELECT count(*) AS n FROM row').get()).toEqual({ n: 1 });
  const second = startChild(holder, [folder.path]);
  expect(await second.line()).toBe('busy');
  shell.close();
});
