/** Migrates `community.sqlite` of a folder and says so, before and after. Killed by `killed-migration.test.ts`. */
import { createBetterSqliteDriver } from '../../../../drivers/node/index.ts';
import { migrate } from '../../../../src/storage/index.ts';
import { migrations } from './slow-migrations.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('which folder?');
const opened = await createBetterSqliteDriver({ folder }).open('community.sqlite');
if (!opened.ok) throw new Error(opened.error.kind);
process.stdout.write('migrating\n');
const migrated = migrate(opened.value, migrations);
process.stdout.write(migrated.ok ? 'migrated\n' : `${migrated.error.kind}\n`);
opened.value.close();
