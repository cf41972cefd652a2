/** How values and statements behave, alike on every driver. */
import { type ContractCase, check, checkEqual, checkRefused, failureOf } from './contract.ts';
import { itemIds, type SqliteWorld, withItems } from './sqlite-world.ts';

const values = [
  null,
  '',
  'plain',
  '한국어 커뮤니티 👋🏽 e\u0301',
  0,
  1,
  -1,
  2 ** 31 - 1,
  -(2 ** 31),
  2 ** 31,
  2 ** 40,
  Number.MAX_SAFE_INTEGER,
  Number.MIN_SAFE_INTEGER,
  0.5,
  -1.25e-7,
  new Uint8Array(),
  new Uint8Array([0, 1, 127, 128, 255]),
];

const bigValues = [2n ** 53n, -(2n ** 53n), 2n ** 63n - 1n, -(2n ** 63n), 1_234_567_890_123_456_789n];

export const sqliteValueCases: readonly ContractCase<SqliteWorld>[] = [
  {
    name: 'values come back as they went in',
    run: (world) =>
      withItems(world, (db) => {
        db.write((tx) => {
          values.forEach((value, id) => void tx.run('INSERT INTO item VALUES (?, ?)', [id, value]));
        });
        const rows = db.read((tx) => tx.all('SELECT body FROM item ORDER BY id'));
        checkEqual(
          rows.map((row) => row['body']),
          values,
        );
      }),
  },
  {
    name: 'integers beyond 2^53 come back as bigint, in reads and from RETURNING',
    run: (world) =>
      withItems(world, (db) => {
        const table = 'CREATE TABLE wide (id INTEGER PRIMARY KEY, n INTEGER NOT NULL) STRICT';
        db.write((tx) => {
          tx.exec(table);
          bigValues.forEach((n, id) => void tx.run('INSERT INTO wide VALUES (?, ?)', [id, n]));
          const back = tx.all('INSERT INTO wide VALUES (?, ?), (?, ?) RETURNING n', [90, 2n ** 62n, 91, 7n]);
          checkEqual(back, [{ n: 2n ** 62n }, { n: 7 }], 'RETURNING');
        });
        db.read((tx) => {
          const found = tx.all('SELECT n FROM wide WHERE id < 90 ORDER BY id').map((row) => row['n']);
          checkEqual(found, bigValues);
          checkEqual(tx.get('SELECT n FROM wide WHERE id = 2'), { n: 2n ** 63n - 1n }, 'get');
          checkEqual(tx.get('SELECT id FROM wide WHERE n = ?', [2n ** 53n]), { id: 0 }, 'bound');
          checkEqual(tx.get('SELECT n FROM wide WHERE id = 91'), { n: 7 }, 'small again');
        });
      }),
  },
  {
    name: 'bigints within 2^53 come back as number; whole numbers bind as INTEGER',
    run: (world) =>
      withItems(world, (db) => {
        db.write((tx) => tx.run('INSERT INTO item VALUES (?, ?)', [5n, 'x']));
        checkEqual(itemIds(db), [5]);
        checkEqual(
          db.read((tx) => tx.get('SELECT typeof(?) AS t, ? / 2 AS half', [7, 7])),
          { t: 'integer', half: 3 },
        );
      }),
  },
  {
    name: 'blobs are plain Uint8Arrays of their own',
    run: (world) =>
      withItems(world, (db) => {
        const body = new Uint8Array(100_000).map((_byte, index) => index % 251);
        db.write((tx) => tx.run('INSERT INTO item VALUES (1, ?)', [body]));
        const read = () => db.read((tx) => tx.get('SELECT body FROM item WHERE id = 1'))?.['body'];
        const first = read();
        check(first instanceof Uint8Array && first.constructor === Uint8Array, 'not a plain Uint8Array');
        first.fill(0);
        checkEqual(read(), body, 'a second read');
      }),
  },
  {
    name: 'a view into a larger buffer is stored as the bytes it shows',
    run: (world) =>
      withItems(world, (db) => {
        const view = new Uint8Array([1, 2, 3, 4, 5]).subarray(1, 3);
        db.write((tx) => tx.run('INSERT INTO item VALUES (1, ?)', [view]));
        checkEqual(
          db.read((tx) => tx.get('SELECT body FROM item')),
          { body: new Uint8Array([2, 3]) },
        );
      }),
  },
  {
    name: 'run says how many rows it changed',
    run: (world) =>
      withItems(world, (db) => {
        db.write((tx) => {
          checkEqual(tx.run("INSERT INTO item VALUES (1, 'a'), (2, 'b'), (3, 'c')"), 3);
          checkEqual(tx.run("INSERT OR IGNORE INTO item VALUES (1, 'again')"), 0, 'ignored');
          checkEqual(tx.run("UPDATE item SET body = 'z' WHERE id > 1"), 2);
          checkEqual(tx.run('CREATE TABLE other (id INTEGER)'), 0, 'a table');
          checkEqual(tx.run('DELETE FROM item WHERE id = 99'), 0);
          checkEqual(tx.run('DELETE FROM item'), 3);
        });
      }),
  },
  {
    name: 'get is undefined without a row; all keeps the order; RETURNING writes every row',
    run: (world) =>
      withItems(world, (db) => {
        checkEqual(
          db.read((tx) => tx.get('SELECT 1 AS one WHERE 0')),
          undefined,
        );
        db.write((tx) => {
          checkEqual(tx.get("INSERT INTO item VALUES (1, 'a'), (2, 'b') RETURNING id"), { id: 1 });
        });
        checkEqual(
          db.read((tx) => tx.all('SELECT id, body FROM item ORDER BY id DESC')),
          [
            { id: 2, body: 'b' },
            { id: 1, body: 'a' },
          ],
        );
      }),
  },
  {
    name: 'statements are cached within bounds and survive schema changes',
    run: (world) =>
      withItems(world, (db) => {
        db.write((tx) => {
          for (let id = 0; id < 1_000; id++) tx.run(`INSERT INTO item VALUES (${id}, ?)`, [id]);
        });
        const count = 'SELECT count(*) AS n, max(body) AS top FROM item';
        checkEqual(
          db.read((tx) => tx.get(count)),
          { n: 1_000, top: 999 },
        );
        db.write((tx) => tx.exec('ALTER TABLE item ADD COLUMN more TEXT; DELETE FROM item WHERE id > 0'));
        checkEqual(
          db.read((tx) => tx.get(count)),
          { n: 1, top: 0 },
        );
        for (let n = 0; n < 1_000; n++) {
          checkEqual(
            db.read((tx) => tx.get(`SELECT ${n} AS n`)),
            { n },
          );
        }
      }),
  },
  {
    name: 'foreign keys hold; a broken constraint is no storage failure and the rest goes on',
    run: (world) =>
      withItems(world, (db) => {
        db.write((tx) => {
          tx.exec('CREATE TABLE child (item INTEGER NOT NULL REFERENCES item(id))');
          tx.run("INSERT INTO item VALUES (1, 'a')");
          checkRefused(() => tx.run('INSERT INTO child VALUES (2)'), 'a dangling reference');
          checkRefused(() => tx.run("INSERT INTO item VALUES (1, 'b')"), 'a double key');
          tx.run('INSERT INTO child VALUES (1)');
        });
        checkEqual(
          db.read((tx) => tx.get('SELECT count(*) AS n FROM child')),
          { n: 1 },
        );
      }),
  },
  {
    name: 'the full-text engine it names works',
    run: (world) =>
      withItems(world, (db) => {
        db.write((tx) => {
          tx.exec(`CREATE VIRTUAL TABLE words USING ${db.fullText}(body, tokenize=unicode61)`);
          tx.run('INSERT INTO words (rowid, body) VALUES (?, ?), (?, ?)', [1, '안녕 하세요', 2, 'hello']);
        });
        checkEqual(
          db.read((tx) => tx.all('SELECT rowid AS id FROM words WHERE words MATCH ?', ['안녕'])),
          [{ id: 1 }],
        );
      }),
  },
  {
    name: 'bad SQL is a bug, not a storage failure',
    run: (world) =>
      withItems(world, (db) => {
        checkRefused(() => db.read((tx) => tx.all('SELECT * FROM nowhere')), 'an unknown table');
        checkEqual(itemIds(db), [], 'still usable');
        check(
          failureOfOrNull(() => db.write((tx) => tx.exec('SELEKT'))) === null,
          'bad SQL in exec is no failure of the disk',
        );
      }),
  },
];

const failureOfOrNull = (task: () => unknown): unknown => {
  try {
    return failureOf(task);
  } catch {
    return null;
  }
};
