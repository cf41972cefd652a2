/** A search index that the disk damaged is made anew; the messages were never in danger. [HARDENING corrupt search index] */

import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { createBetterSqliteDriver } from '../../../../drivers/node/index.ts';
import { createTempFolder } from '../../../contract/worlds.ts';
import { createAuthor, nowMs, openStore, post } from '../store-world.ts';
import { fileName } from './damaged-world.ts';

const createLog = () => {
  const ada = createAuthor('ada');
  for (let index = 0; index < 300; index++) ada.write([post(`점심 메뉴 number${index}`)], nowMs + index);
  const last = ada.write([post('the last 점심')], nowMs + 300);
  ada.write([{ type: 'edited', message: last, text: 'the last 저녁' }], nowMs + 301);
  return ada;
};

/** What became of the index' own pages: FTS5 keeps them in the rows of `search_data`. */
const damages = {
  'its leaves are zeros': 'UPDATE search_data SET block = zeroblob(length(block)) WHERE id > 10',
  'its leaves are gone': 'DELETE FROM search_data WHERE id > 10',
  'its structure is cut short': 'UPDATE search_data SET block = substr(block, 1, 5) WHERE id = 10',
} as const;

it.each(Object.entries(damages))(
  '%s: found at a search, healed, and every message is found',
  async (_, damage) => {
    using folder = createTempFolder();
    const ada = createLog();
    const open = async () => {
      const opened = await createBetterSqliteDriver({ folder: folder.path }).open(fileName);
      if (!opened.ok) throw new Error(opened.error.kind);
      return opened.value;
    };
    let database = await open();
    openStore(database, ada, { now: nowMs + 1_000 }).append([ada.run(0, 301)]);
    const spoil = () => {
      database.close();
      const raw = new Database(join(folder.path, fileName));
      // Without SQLite's guard over an index' own tables.
      raw.unsafeMode(true);
      raw.exec(damage);
      raw.close();
    };
    spoil();
    database = await open();
    const store = openStore(database, ada, { now: nowMs + 1_000 });
    const find = (text: string) =>
      store.search({ text, channels: null, before: null, limit: 500 }).hits.length;
    expect(find('점심')).toBe(301);
    expect(find('number299')).toBe(1);
    database.close();

    spoil();
    database = await open();
    // Met by a write this time: an edit takes the old words out.
    const again = openStore(database, ada, { now: nowMs + 1_000 });
    again.append([ada.run(301, 302)]);
    const hits = (text: string) =>
      again.search({ text, channels: null, before: null, limit: 500 }).hits.length;
    expect([hits('점심'), hits('저녁'), hits('number7')]).toEqual([300, 1, 11]);
    expect(again.messageCount()).toBe(301);
    expect(again.rejudge({ kind: 'all' })).toEqual({ channels: [], messages: [], documents: [] });
    database.close();
  },
);
