/** Old IRC logs move in through the page, are cut off half-way, go on, and reach someone else. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { begin, create, expectSameTimeline, invite, join, openChannel, timeline } from './acts.ts';
import { expect, type Person, test } from './fixture.ts';

const fixture = (path: string) => ({
  name: path.split('/').at(-1) ?? path,
  mimeType: 'text/plain',
  buffer: readFileSync(fileURLToPath(new URL(`../../fixtures/irc/${path}`, import.meta.url))),
});

const longLines = 5_000;
const clock = (second: number): string => new Date(second * 1_000).toISOString().slice(11, 19);
/** Long enough to be stopped half-way, with two lines that nobody can read. */
const longLog = {
  name: 'harbour.log',
  mimeType: 'text/plain',
  buffer: Buffer.from(
    [
      ...Array.from(
        { length: longLines },
        (_, n) => `harbour 2011-03-01 [${clock(n)}] <keeper> ship number ${n} came in`,
      ),
      'what is this line',
      'and this one',
    ].join('\n'),
  ),
};

const importFiles = async ({ page }: Person, files: readonly ReturnType<typeof fixture>[]): Promise<void> => {
  await page.locator('input[type=file]').setInputFiles([...files]);
  await page.locator('#page').getByRole('button', { name: 'Import', exact: true }).click();
};

const openImport = async ({ page }: Person): Promise<void> => {
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await page.getByRole('button', { name: 'Import' }).click();
};

const figure = async ({ page }: Person, name: string): Promise<number> => {
  const value = page.locator('dt', { hasText: name }).locator('xpath=following-sibling::dd');
  return Number(((await value.textContent()) ?? '').replaceAll(',', ''));
};

test('IRC logs become channels; stopped half-way and run again nothing is doubled, and another person gets it all', async ({
  relay,
  meet,
}) => {
  const hana = await meet('Hanaberry');
  for (const text of ['scans /proc/', 'talchas', 'mib_y9uyk1', 'ship number']) hana.secrets.add(text);
  await begin(hana, relay.url);
  await create(hana, 'Old harbour');

  await test.step('a reload half-way', async () => {
    await openImport(hana);
    await hana.page.getByLabel('Into').selectOption('Old harbour');
    await importFiles(hana, [longLog]);
    const reloaded = hana.page.waitForEvent('load');
    await hana.page.evaluate(() => {
      const look = (): void => {
        const [messages] = document.querySelectorAll('#page dl dd');
        if (messages && messages.textContent !== '0') location.reload();
        else requestAnimationFrame(look);
      };
      look();
    });
    await reloaded;
  });
  await test.step('the same again, and more', async () => {
    await openImport(hana);
    await hana.page.getByLabel('Into').selectOption('Old harbour');
    await importFiles(hana, [
      longLog,
      fixture('rust/rust.0.log'),
      fixture('ubuntu-meeting/ubuntu-meeting.0.log'),
    ]);
    await expect(hana.page.getByRole('progressbar', { name: 'Import progress' })).toBeVisible();
    await expect(hana.page.getByRole('status').filter({ hasText: 'All moved in' })).toBeVisible({
      timeout: 60_000,
    });
    const doubles = await figure(hana, 'Doubles skipped');
    expect(doubles).toBeGreaterThan(0);
    expect(doubles).toBeLessThan(longLines);
    // 46 and 61 lines of the fixtures, of which one is of a form that nobody reads.
    expect(doubles + (await figure(hana, 'Messages'))).toBeGreaterThanOrEqual(longLines + 46);
    expect(await figure(hana, 'Unreadable lines')).toBe(2);
    await hana.page.getByRole('button', { name: 'Open community' }).click();
  });
  // A whole log on one screen: the list draws no more than that.
  await hana.page.setViewportSize({ width: 1280, height: 6_000 });
  await test.step('authors, times, replies, what the log itself said', async () => {
    await openChannel(hana.page, 'rust');
    const rust = (await timeline(hana.page)).join('\n');
    expect(rust).toContain('* Kingsquee pines');
    // `condor: If it's …` answers what condor said last.
    const answer = hana.page.getByRole('article', { name: /^mbrubeck/ }).filter({ hasText: 'you created' });
    await expect(answer.getByRole('button', { name: /^Reply to condor/ })).toBeVisible();
    await openChannel(hana.page, 'ubuntu-meeting');
    await expect(hana.page.getByRole('article', { name: /November 8, 2010/ }).first()).toBeVisible();
  });
  await test.step('another person gets it through the relay', async () => {
    const dirk = await meet('Dirkstone');
    await join(dirk, await invite(hana));
    // Opened once, while it arrives: who reads at the end stays there.
    await openChannel(dirk.page, 'harbour');
    await expect(dirk.page.getByText(`ship number ${longLines - 1} came in`)).toBeInViewport({
      timeout: 60_000,
    });
    await dirk.page.setViewportSize({ width: 1280, height: 6_000 });
    await openChannel(dirk.page, 'rust');
    await openChannel(hana.page, 'rust');
    await expectSameTimeline(hana, dirk);
  });
});
