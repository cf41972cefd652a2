import type { FullTextEngine } from '../../ports/index.ts';
import { createSearchTable } from '../search/search-table.ts';
import { communityMigration1 } from './community-0001.ts';
import type { Migration } from './migrate.ts';
import { profileMigration1 } from './profile-0001.ts';

export { type Migration, migrate } from './migrate.ts';

/** The search table depends on what the SQLite build offers, so it is made beside the numbered schema. */
export const communityMigrations = (fullText: FullTextEngine): readonly Migration[] => [
  (db) => {
    db.exec(communityMigration1);
    createSearchTable(db, fullText);
  },
];

export const profileMigrations: readonly Migration[] = [(db) => db.exec(profileMigration1)];
