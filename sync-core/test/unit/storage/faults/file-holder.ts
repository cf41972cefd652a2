/**
 * A second process on a folder of databases: opens `community.sqlite`, writes one row, says what came of
 * it in one line and holds the file until it is killed. Run by `second-process.test.ts`.
 */
import { createBetterSqliteDriver } from '../../../../drivers/node/index.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('which folder?');
const opened = await createBetterSqliteDriver({ folder }).open('community.sqlite');
if (opened.ok) {
  opened.value.write((db) => {
    db.exec('CREATE TABLE IF NOT EXISTS row (id INTEGER PRIMARY KEY, writer TEXT NOT NULL) STRICT');
    db.run('INSERT INTO row (writer) VALUES (?)', [String(process.pid)]);
  });
}
process.stdout.write(`${opened.ok ? 'owner' : opened.error.kind}\n`);
setInterval(() => undefined, 60_000);
