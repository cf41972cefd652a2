import { describe, test } from 'vitest';
import { sqliteContract } from '../../testing/contract/index.ts';
import { createBetterSqliteWorld, createSqlJsWorld } from './worlds.ts';

for (const [driver, createWorld] of [
  ['better-sqlite3', createBetterSqliteWorld],
  ['sql.js', createSqlJsWorld],
] as const) {
  describe(`SqliteDriver contract: ${driver}`, () => {
    for (const { name, run } of sqliteContract()) {
      test(name, async () => {
        using world = createWorld();
        await run(world);
      });
    }
  });
}
