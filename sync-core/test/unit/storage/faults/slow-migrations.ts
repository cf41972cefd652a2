/** Many numbered steps that each fill a table, as a migration that moves data does: time to be killed in. */
import type { Migration } from '../../../../src/storage/index.ts';

export const steps = 12;
const rows = 4_000;

/** Step `n` makes table `t<n>`, takes one row along from the one before and adds its own. */
export const migrations: readonly Migration[] = Array.from({ length: steps }, (_, step) => (db) => {
  db.exec(`CREATE TABLE t${step} (id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT`);
  if (step === 0) db.exec("INSERT INTO t0 VALUES (0, 'kept')");
  else db.exec(`INSERT INTO t${step} SELECT id, body FROM t${step - 1} WHERE id = 0`);
  db.exec(
    `INSERT INTO t${step} SELECT value, hex(zeroblob(100)) FROM
       (WITH RECURSIVE n (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n LIMIT ${rows}) SELECT value FROM n)`,
  );
});
