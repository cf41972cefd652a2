import { expect, openCorePage, test } from './fixture.ts';

const folder = 'opfs-test';
const append = { kind: 'append' as const, folder, count: 50 };

test('[S1] what was committed survives reloads and a killed Worker', async ({ corePage }) => {
  let rows = 0;
  for (let round = 0; round < 3; round++) {
    rows += append.count;
    expect(await corePage.evaluate((task) => window.core.run(task), append)).toEqual({ failure: null, rows });
    await corePage.evaluate(() => window.core.kill());
    rows += append.count;
    expect(await corePage.evaluate((task) => window.core.run(task), append)).toEqual({ failure: null, rows });
    await corePage.reload();
    await corePage.waitForFunction(() => window.core !== undefined);
  }
});

test('a second tab is told busy, and its failed start takes nothing from the first', async ({
  corePage,
  context,
  coreUrl,
}) => {
  await corePage.evaluate((task) => window.core.run(task), append);
  const second = await openCorePage(await context.newPage(), coreUrl);
  const refused = await second.evaluate((task) => window.core.runOnce(task), append);
  expect(refused.failure).toContain('"kind":"busy"');
  expect(await corePage.evaluate((task) => window.core.run(task), append)).toEqual({
    failure: null,
    rows: 100,
  });
  await corePage.close();
  expect(await second.evaluate((task) => window.core.runOnce(task), append)).toEqual({
    failure: null,
    rows: 150,
  });
});

test('[S1] the browser refuses more room: full, with everything before it whole, and on with it once there is room', async ({
  corePage,
  context,
  coreUrl,
}) => {
  const folder = 'overfill-test';
  const devtools = await context.newCDPSession(corePage);
  const origin = new URL(coreUrl).origin;
  await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 6 * 1024 * 1024 });
  const answer = await corePage.evaluate((task) => window.core.run(task), {
    kind: 'overfill' as const,
    folder,
  });
  expect(answer.failure).toBeNull();
  expect(answer.rows).toBeGreaterThan(1);
  await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 64 * 1024 * 1024 });
  const more = await corePage.evaluate((task) => window.core.run(task), { kind: 'refill' as const, folder });
  expect(more).toEqual({ failure: null, rows: Number(answer.rows) + 1 });
});

test('[S1] a flush that fails is an I/O error: nothing more is written until the file is opened again', async ({
  corePage,
}) => {
  const task = { kind: 'fail-flush' as const, folder: 'flush-test' };
  expect(await corePage.evaluate((given) => window.core.runOnce(given), task)).toEqual({ failure: null });
});
