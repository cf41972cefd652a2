/** All or nothing: transactions, savepoints and what is refused. [S1] */
import type { NotPromise, WriteDb } from '../../src/ports/index.ts';
import { type ContractCase, check, checkEqual, checkRefused, thrownBy } from './contract.ts';
import { itemIds, type SqliteWorld, withItems } from './sqlite-world.ts';

const insert = (tx: WriteDb, id: number): number => tx.run('INSERT INTO item VALUES (?, NULL)', [id]);

export const sqliteTransactionCases: readonly ContractCase<SqliteWorld>[] = [
  {
    name: '[S1] a write returns its result once committed',
    run: (world) =>
      withItems(world, (db) => {
        checkEqual(
          db.write((tx) => insert(tx, 1)),
          1,
        );
        checkEqual(itemIds(db), [1]);
      }),
  },
  {
    name: '[S1] a write that throws leaves nothing and rethrows what it threw',
    run: (world) =>
      withItems(world, (db) => {
        const reason = new Error('mine');
        const thrown = thrownBy(() =>
          db.write((tx) => {
            insert(tx, 1);
            throw reason;
          }),
        );
        check(thrown === reason, 'another error came out');
        checkEqual(itemIds(db), []);
        db.write((tx) => insert(tx, 2));
        checkEqual(itemIds(db), [2]);
      }),
  },
  {
    name: '[S1] a nested write undoes only itself',
    run: (world) =>
      withItems(world, (db) => {
        db.write((outer) => {
          insert(outer, 1);
          thrownBy(() =>
            db.write((inner) => {
              insert(inner, 2);
              db.write((innermost) => insert(innermost, 3));
              throw new Error('inner');
            }),
          );
          db.write((inner) => insert(inner, 4));
          insert(outer, 5);
        });
        checkEqual(itemIds(db), [1, 4, 5]);
      }),
  },
  {
    name: '[S1] the outer write takes committed inner ones with it',
    run: (world) =>
      withItems(world, (db) => {
        thrownBy(() =>
          db.write((outer) => {
            insert(outer, 1);
            db.write((inner) => insert(inner, 2));
            throw new Error('outer');
          }),
        );
        checkEqual(itemIds(db), []);
      }),
  },
  {
    name: '[S1] what was deferred is written once, before the outermost commit, without what was rolled back',
    run: (world) =>
      withItems(world, (db) => {
        const noted: number[] = [];
        const flushed: (readonly number[])[] = [];
        db.defer({
          mark: () => noted.length,
          undo: (mark) => void noted.splice(mark),
          flush(tx) {
            flushed.push([...noted]);
            for (const id of noted.splice(0)) insert(tx, id);
          },
        });
        db.write(() => {
          noted.push(1);
          thrownBy(() =>
            db.write(() => {
              noted.push(2);
              db.write(() => void noted.push(3));
              throw new Error('inner');
            }),
          );
          db.write(() => void noted.push(4));
        });
        thrownBy(() =>
          db.write(() => {
            noted.push(5);
            throw new Error('outer');
          }),
        );
        db.write((tx) => insert(tx, 6));
        checkEqual(flushed, [[1, 4], []]);
        checkEqual(itemIds(db), [1, 4, 6]);
      }),
  },
  {
    name: '[S1] what fails to be written at the end takes the transaction with it',
    run: (world) =>
      withItems(world, (db) => {
        let fail = true;
        db.defer({
          mark: () => 0,
          undo: () => undefined,
          flush() {
            if (fail) throw new Error('at the end');
          },
        });
        thrownBy(() => db.write((tx) => insert(tx, 1)));
        checkEqual(itemIds(db), []);
        fail = false;
        db.write((tx) => insert(tx, 2));
        checkEqual(itemIds(db), [2]);
      }),
  },
  {
    name: '[S1] an async write is refused and rolled back',
    run: (world) =>
      withItems(world, async (db) => {
        // A promise that the types could not see.
        const hidden = (tx: WriteDb): NotPromise<unknown> => {
          insert(tx, 1);
          return Promise.resolve();
        };
        checkRefused(() => db.write(hidden), 'an async write');
        checkEqual(itemIds(db), []);
        db.write((tx) => insert(tx, 2));
        checkEqual(itemIds(db), [2], 'usable after');
      }),
  },
  {
    name: '[S1] a handle ends with its transaction',
    run: (world) =>
      withItems(world, (db) => {
        const kept: WriteDb[] = [];
        db.write((tx) => void kept.push(tx));
        for (const tx of kept) checkRefused(() => insert(tx, 1), 'a handle kept');
        checkEqual(itemIds(db), []);
      }),
  },
  {
    name: 'reading refuses what writes',
    run: (world) =>
      withItems(world, (db) => {
        checkRefused(() => db.read((tx) => tx.all('INSERT INTO item VALUES (1, 1) RETURNING id')), 'insert');
        checkRefused(() => db.read((tx) => tx.get('DELETE FROM item')), 'delete');
        checkEqual(itemIds(db), []);
      }),
  },
  {
    name: 'reading inside a write sees what it wrote',
    run: (world) =>
      withItems(world, (db) => {
        db.write((tx) => {
          insert(tx, 1);
          checkEqual(itemIds(db), [1]);
        });
      }),
  },
  {
    name: 'closing twice is harmless; using a closed database is a bug',
    run: (world) =>
      withItems(world, (db) => {
        db.close();
        db.close();
        checkRefused(() => itemIds(db), 'a read');
        checkRefused(() => db.write(() => 1), 'a write');
      }),
  },
];
