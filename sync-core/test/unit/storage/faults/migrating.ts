/**
 * Migrates a file through many numbered steps and says `migrated`. Killed at random points by
 * `killed-migration.test.ts`, so it takes its time: each step fills a table.
 */
import { createBetterSqliteDriver } from '../../../../drivers/node/index.ts';
import { type Migration, migrate } from '../../../../src/storage/index.ts';

export const steps = 12;
const rows = 4_000;

/** Step `n` makes table `t<n>` and fills it from the one before, as a migration that moves data does. */
export const migrations: readonly Migration[] = Array.from({ length: steps }, (_, step) => (db) => {
  db.exec(`CREATE TABLE t${step} (id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT`);
  if (step === 0) db.exec("INSERT INTO t0 VALUES (0, 'kept')");
  else db.exec(`INSERT INTO t${step} SELECT id, body FROM t${step - 1} WHERE id = 0`);
  db.exec(
    `INSERT INTO t${step} SELECT value, hex(zeroblob(100)) FROM
       (WITH RECURSIVE n (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n LIMIT ${rows}) SELECT value FROM n)`,
  );
});

const [folder] = process.argv.slice(2);
if (folder !== undefined) {
  const opened = await createBetterSqliteDriver({ folder }).open('community.sqlite');
  if (!opened.ok) throw new Error(opened.error.kind);
  process.stdout.write('migrating\n');
  const migrated = migrate(opened.value, migrations);
  process.stdout.write(migrated.ok ? 'migrated\n' : `${migrated.error.kind}\n`);
  opened.value.close();
}
