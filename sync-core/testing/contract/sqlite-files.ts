/** Files: durability, one owner, quarantine, and typed errors with the file as it was. [S1, S4] */
import { type ContractCase, check, checkEqual, failureOf, thrownBy } from './contract.ts';
import { fileName, itemIds, openOrFail, type SqliteWorld, withItems } from './sqlite-world.ts';

const kindOf = async (
  opening: ReturnType<ReturnType<SqliteWorld['createDriver']>['open']>,
): Promise<string> => {
  const opened = await opening;
  if (!opened.ok) return opened.error.kind;
  opened.value.close();
  return 'opened';
};

const chunk = new Uint8Array(20_000).fill(7);

export const sqliteFileCases: readonly ContractCase<SqliteWorld>[] = [
  {
    name: '[S1] what was persisted is there after a restart, user_version too',
    async run(world) {
      await withItems(world, async (db) => {
        db.write((tx) => tx.run('INSERT INTO item VALUES (1, ?)', [chunk]));
        await db.persist();
        db.write((tx) => tx.run('INSERT INTO item VALUES (2, ?)', ['two']));
        db.write((tx) => tx.exec('PRAGMA user_version = 42'));
        await Promise.all([db.persist(), db.persist()]);
        checkEqual(itemIds(db), [1, 2], 'after persist');
      });
      const driver = world.createDriver();
      checkEqual(await driver.list(), [fileName]);
      const db = await openOrFail(driver);
      checkEqual(itemIds(db), [1, 2]);
      checkEqual(
        db.read((tx) => tx.get('PRAGMA user_version')),
        { user_version: 42 },
      );
      checkEqual(
        db.read((tx) => tx.get('PRAGMA integrity_check')),
        { integrity_check: 'ok' },
      );
      db.close();
    },
  },
  {
    name: 'a file that is open is busy, and free once closed',
    async run(world) {
      const driver = world.createDriver();
      const db = await openOrFail(driver);
      checkEqual(await kindOf(driver.open(fileName)), 'busy');
      const aside = await driver.setAside(fileName).then(
        () => 'moved',
        (thrown: unknown) =>
          failureOf(() => {
            throw thrown;
          }).kind,
      );
      checkEqual(aside, 'busy', 'setAside');
      db.write((tx) => tx.exec('CREATE TABLE t (id INTEGER)'));
      db.close();
      checkEqual(await kindOf(driver.open(fileName)), 'opened');
    },
  },
  {
    name: 'quarantine keeps the file under another name',
    async run(world) {
      await withItems(world, (db) => db.persist());
      const driver = world.createDriver();
      const first = await driver.setAside(fileName);
      checkEqual(await driver.list(), []);
      await withItems(world, (db) => {
        checkEqual(itemIds(db), []);
        return db.persist();
      });
      const second = await world.createDriver().setAside(fileName);
      check(first !== second && first !== fileName, `names: ${first}, ${second}`);
    },
  },
  {
    name: '[S1] a full disk: typed error, the batch undone, the rest readable and writable',
    run: (world) =>
      withItems(
        world,
        (db) => {
          db.write((tx) => tx.run("INSERT INTO item VALUES (1, 'kept')"));
          const error = failureOf(() =>
            db.write((tx) => {
              for (let id = 2; id < 100; id++) tx.run('INSERT INTO item VALUES (?, ?)', [id, chunk]);
            }),
          );
          checkEqual(error.kind, 'full');
          checkEqual(itemIds(db), [1]);
          checkEqual(
            db.read((tx) => tx.get('PRAGMA integrity_check')),
            { integrity_check: 'ok' },
          );
          db.write((tx) => tx.run("INSERT INTO item VALUES (2, 'small')"));
          checkEqual(itemIds(db), [1, 2]);
        },
        { maxPages: 40 },
      ),
  },
  {
    name: '[S1] a transaction that swallows a full disk does not commit its rest',
    run: (world) =>
      withItems(
        world,
        (db) => {
          const error = failureOf(() =>
            db.write((tx) => {
              tx.run("INSERT INTO item VALUES (1, 'first')");
              thrownBy(() =>
                db.write((inner) => {
                  for (let id = 2; id < 100; id++) inner.run('INSERT INTO item VALUES (?, ?)', [id, chunk]);
                }),
              );
              thrownBy(() => tx.run("INSERT INTO item VALUES (200, 'late')"));
            }),
          );
          checkEqual(error.kind, 'full');
          checkEqual(itemIds(db), []);
        },
        { maxPages: 40 },
      ),
  },
  {
    name: 'a damaged file is corrupt and stays as it was; quarantine makes room',
    async run(world) {
      await withItems(world, (db) => {
        db.write((tx) => tx.run('INSERT INTO item VALUES (1, ?)', [chunk]));
        return db.persist();
      });
      await world.damage(fileName);
      const before = await world.bytesOf(fileName);
      const driver = world.createDriver();
      checkEqual(await kindOf(driver.open(fileName)), 'corrupt');
      checkEqual(await kindOf(driver.open(fileName)), 'corrupt', 'a second look');
      checkEqual(await world.bytesOf(fileName), before, 'bytes');
      await driver.setAside(fileName);
      checkEqual(await kindOf(driver.open(fileName)), 'opened');
    },
  },
  {
    name: '[S6] what was deleted or overwritten is in no byte once scrubbed',
    async run(world) {
      const secret = 'a word that nobody may read again';
      await withItems(world, async (db) => {
        db.write((tx) => {
          tx.run('INSERT INTO item VALUES (1, ?), (2, ?), (3, ?)', [secret, secret.repeat(2_000), 'kept']);
        });
        await db.persist();
        db.write((tx) => {
          tx.run("UPDATE item SET body = '' WHERE id = 1");
          tx.run('DELETE FROM item WHERE id = 2');
        });
        await db.persist();
        await db.scrub();
        db.write((tx) => tx.run("INSERT INTO item VALUES (4, 'later')"));
        checkEqual(itemIds(db), [1, 3, 4]);
        await db.persist();
      });
      const bytes = await world.bytesOf(fileName);
      const needle = new TextEncoder().encode(secret);
      const at = bytes.findIndex((_, from) => needle.every((byte, index) => bytes[from + index] === byte));
      checkEqual(at, -1, 'the place where it still is');
    },
  },
  {
    name: '[S4] an SQLite below 3.51.3 is refused before a file is made',
    async run(world) {
      const driver = world.createDriver({ checkVersion: () => world.checkVersion('3.51.2') });
      const opened = await driver.open(fileName);
      check(!opened.ok, 'it opened');
      checkEqual(opened.error, { kind: 'sqlite-too-old', found: '3.51.2', needed: '3.51.3' });
      checkEqual(await world.createDriver().list(), []);
    },
  },
  {
    name: '[S4] its own SQLite is at least 3.51.3',
    run: (world) =>
      withItems(world, (db) => {
        checkEqual(world.checkVersion(db.sqliteVersion), null, db.sqliteVersion);
      }),
  },
  {
    name: 'names can not leave the folder',
    async run(world) {
      const driver = world.createDriver();
      for (const name of ['../x', 'a/b', '', '.hidden', 'x-wal', 'x.lock', 'x.aside-1', 'a\0b']) {
        const outcome = await driver.open(name).then(
          () => 'answered',
          () => 'refused',
        );
        checkEqual(outcome, 'refused', name);
      }
    },
  },
];
