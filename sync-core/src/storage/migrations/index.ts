import { idToBytes, type MemberId } from '../../model/index.ts';
import type { FullTextEngine } from '../../ports/index.ts';
import { ownerRow } from '../context.ts';
import {
  createDocumentSearchTable,
  createSearchTable,
  documentSearchTable,
  searchTable,
} from '../search/search-table.ts';
import { communityMigration1 } from './community-0001.ts';
import { communityMigration2 } from './community-0002.ts';
import { communityMigration3 } from './community-0003.ts';
import { ddlToStatements, type Migration } from './migrate.ts';
import { profileMigration1 } from './profile-0001.ts';
import { profileMigration2 } from './profile-0002.ts';

export { type Migration, migrate } from './migrate.ts';

/** The search table depends on what the SQLite build offers, so it is made beside the numbered schema. */
export const communityMigrations = (fullText: FullTextEngine, owner: MemberId): readonly Migration[] => [
  (db) => {
    db.exec(communityMigration1);
    db.run('INSERT INTO member (id, key) VALUES (?, ?)', [ownerRow, idToBytes(owner)]);
    createSearchTable(db, fullText);
  },
  (db) => db.exec(communityMigration2),
  (db) => {
    db.exec(communityMigration3);
    createDocumentSearchTable(db, fullText);
  },
];

/** What a community file declares after its last migration; a later one that alters a table says so here. */
export const communitySchema = (fullText: FullTextEngine): readonly string[] => [
  ...ddlToStatements(communityMigration1),
  ...ddlToStatements(communityMigration2),
  ...ddlToStatements(communityMigration3),
  searchTable(fullText),
  documentSearchTable(fullText),
];

const profileSteps: readonly string[] = [profileMigration1, profileMigration2];

export const profileMigrations: readonly Migration[] = profileSteps.map((ddl) => (db) => db.exec(ddl));

export const profileSchema: readonly string[] = profileSteps.flatMap(ddlToStatements);
