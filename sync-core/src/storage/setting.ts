/** Small named values of this installation, and the highest time folded. */

import { decode, encode } from '../base/index.ts';
import type { HybridTime } from '../model/index.ts';
import { compareTime, hybridTime } from '../model/index.ts';
import type { ReadDb, WriteDb } from '../ports/index.ts';
import { blob } from './rows.ts';

/** Names with a dot are the store's own. */
const latestName = '.latest-time';

export const readSetting = (db: ReadDb, name: string): Uint8Array | null => {
  const row = db.get('SELECT value FROM setting WHERE name = ?', [name]);
  return row ? blob(row, 'value') : null;
};

export const writeSetting = (db: WriteDb, name: string, value: Uint8Array | null): void => {
  if (value === null) db.run('DELETE FROM setting WHERE name = ?', [name]);
  else
    db.run(
      'INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
      [name, value],
    );
};

export const readLatestTime = (db: ReadDb): HybridTime => {
  const stored = readSetting(db, latestName);
  const time = stored && decode(hybridTime, stored);
  return time?.ok ? time.value : { ms: 0, counter: 0 };
};

export const noteTime = (db: WriteDb, time: HybridTime): void => {
  if (compareTime(time, readLatestTime(db)) > 0) writeSetting(db, latestName, encode(hybridTime, time));
};
