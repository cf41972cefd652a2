import { expect, openCorePage, test } from './fixture.ts';

const append = { kind: 'append' as const, folder: 'owner-test', count: 10 };
const becomes = () => (wanted: string) => window.core.ownership() === wanted;

test('one tab owns the files; another learns it, takes over, and finds everything', async ({
  corePage: first,
  context,
  coreUrl,
}) => {
  await first.evaluate(() => window.core.own(60_000));
  await first.waitForFunction(becomes(), 'owner');
  await first.evaluate((task) => window.core.run(task), append);

  const second = await openCorePage(await context.newPage(), coreUrl);
  await second.evaluate(() => window.core.own(60_000));
  await second.waitForFunction(becomes(), 'elsewhere');

  await second.evaluate(() => window.core.takeOver());
  expect(await first.evaluate(() => window.core.ownership())).toBe('elsewhere');
  expect(await second.evaluate((task) => window.core.run(task), append)).toEqual({ failure: null, rows: 20 });

  // The first tab waits in line and gets the files when the second closes.
  await second.close();
  await first.waitForFunction(becomes(), 'owner');
  expect(await first.evaluate((task) => window.core.run(task), append)).toEqual({ failure: null, rows: 30 });
});

test('an owner that does not answer loses the files, and what it committed stays', async ({
  corePage: first,
  context,
  coreUrl,
}) => {
  await first.evaluate(() => window.core.own(60_000));
  await first.waitForFunction(becomes(), 'owner');
  await first.evaluate((task) => window.core.run(task), append);
  await first.evaluate(() => window.core.freeze());

  const second = await openCorePage(await context.newPage(), coreUrl);
  await second.evaluate(() => window.core.own(500));
  await second.waitForFunction(becomes(), 'elsewhere');
  await second.evaluate(() => window.core.takeOver());
  expect(await second.evaluate((task) => window.core.run(task), append)).toEqual({ failure: null, rows: 20 });
  await first.waitForFunction(becomes(), 'elsewhere');
});

test('of two tabs that wait, the one that asks gets the files', async ({
  corePage: first,
  context,
  coreUrl,
}) => {
  await first.evaluate(() => window.core.own(60_000));
  await first.waitForFunction(becomes(), 'owner');
  const waiting = [await context.newPage(), await context.newPage()] as const;
  for (const page of waiting) {
    await openCorePage(page, coreUrl);
    await page.evaluate(() => window.core.own(60_000));
    await page.waitForFunction(becomes(), 'elsewhere');
  }
  await waiting[1].evaluate(() => window.core.takeOver());
  expect(await waiting[0].evaluate(() => window.core.ownership())).toBe('elsewhere');
});
