/**
 * What an erasure leaves in the raw bytes [S6]: the file, its journal and the snapshots are searched for
 * the erased text and for its words in the search index.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  createBetterSqliteDriver,
  createMemorySlots,
  createSqlJsDriver,
} from '../../../drivers/node/index.ts';
import type { MessageId } from '../../../src/model/index.ts';
import { createTempFolder } from '../../contract/worlds.ts';
import { createAuthor, type EngineName, engines, nowMs, openStore, post } from './store-world.ts';

const secrets = ['Zwiebelkuchen', '비밀스러운이야기', 'Quittengelee'] as const;
/** Long enough for overflow pages, so that freed pages are searched too. */
const long = (word: string): string => `${word} ${'filling words of no interest '.repeat(400)}${word}`;

const bytesOnDisk = (folder: string): Buffer =>
  Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))));

const createStorage = (engine: EngineName, folder: string) => {
  if (engine === 'better-sqlite3') {
    const driver = createBetterSqliteDriver({ folder });
    return { driver, bytes: async () => bytesOnDisk(folder) };
  }
  const slots = createMemorySlots();
  const bytes = async () => {
    const all: Uint8Array[] = [];
    for (const name of await slots.list()) all.push((await slots.read(name)) ?? new Uint8Array());
    return Buffer.concat(all);
  };
  return { driver: createSqlJsDriver({ slots, debounceMs: 0 }), bytes };
};

/** Every form in which the words may stand: as written, folded, and as the index' pairs. */
const traces = [...secrets, ...secrets.map((word) => word.toLowerCase()), '비밀', '밀스', '야기'];
const found = (bytes: Buffer): readonly string[] =>
  traces.filter((trace) => bytes.includes(Buffer.from(trace, 'utf8')));

describe.each(engines)('erased content on %s', (engine) => {
  it('[S6] is in none of the bytes on disk once purged and scrubbed', async () => {
    using folder = createTempFolder();
    const { driver, bytes } = createStorage(engine, folder.path);
    const ada = createAuthor('ada');
    const victims: MessageId[] = [];
    for (let index = 0; index < 300; index++) {
      if (index % 30 === 7) victims.push(ada.write([post(`${secrets.join(' ')} ${index}`)], nowMs + index));
      else if (index % 30 === 9) victims.push(ada.write([post(long(secrets[0]))], nowMs + index));
      else ada.write([post(`an ordinary message ${index} about lunch`)], nowMs + index);
    }
    const edited = victims[0];
    if (edited === undefined) throw new Error('nothing to erase');
    ada.write([{ type: 'edited', message: edited, text: `edited to ${secrets[2]}` }], nowMs + 400);
    const beforeDeletion = ada.sealed.length;
    for (const [index, message] of victims.entries())
      ada.write([{ type: 'deleted', message }], nowMs + 500 + index);

    const opened = await driver.open('community.sqlite');
    if (!opened.ok) throw new Error(opened.error.kind);
    const database = opened.value;
    const clock = { now: nowMs };
    const store = openStore(database, ada, clock);
    for (let from = 0; from < beforeDeletion; from += 10) store.append([ada.run(from, from + 10)]);
    await database.persist();
    expect(found(await bytes())).toEqual(traces);

    store.append([ada.run(beforeDeletion, ada.sealed.length)]);
    clock.now += 10_000;
    expect(store.eraseDeleted(0)).toBe(victims.length + 1);
    let steps = 0;
    while (store.purgeStep() === 'again') expect(++steps).toBeLessThan(1_000);
    expect(store.purgeStep()).toBe('scrub');
    await database.scrub();
    store.purged();
    expect(store.purgeStep()).toBe('nothing');
    await database.persist();
    expect(found(await bytes())).toEqual([]);

    const search = (text: string) => store.search({ text, channels: null, before: null, limit: 500 });
    expect(search('Zwiebelkuchen').hits).toEqual([]);
    expect(search('ordinary').hits).toHaveLength(300 - victims.length);
    store.append([ada.run(0, ada.sealed.length)]);
    expect(store.messageCount()).toBe(300 - victims.length);
    database.close();
  });
});
