import { sqliteContract } from '../../../../sync-core/testing/contract/index.ts';
import { expect, test } from './fixture.ts';
import type { DriverName } from './page/protocol.ts';

const drivers: readonly DriverName[] = ['sqlite-wasm', 'sql.js on OPFS', 'sql.js on IndexedDB'];

for (const driver of drivers) {
  test(`SqliteDriver contract in Chromium: ${driver}`, async ({ corePage }) => {
    for (const [index, { name }] of sqliteContract().entries()) {
      await test.step(name, async () => {
        const answer = await corePage.evaluate((task) => window.core.runOnce(task), {
          kind: 'contract' as const,
          driver,
          name,
          folder: `contract-${index}`,
        });
        expect.soft(answer.failure, name).toBeNull();
      });
    }
  });
}

test('known-answer vectors give the same answers in Chromium', async ({ corePage }) => {
  const answer = await corePage.evaluate(() => window.core.runOnce({ kind: 'vectors' }));
  expect(answer.failure).toBeNull();
});
