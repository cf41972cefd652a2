/** A newer version of the web client is on the relay: it waits whole, is told, and is started without loss. */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { begin, create, message, openChannel, say } from './acts.ts';
import { expect, firstChannel, test as onBuilt } from './fixture.ts';
import { releaseNextVersion } from './next-version.ts';

/** A copy, so that its version can change under the relay. */
const test = onBuilt.extend({
  web: async ({ web }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'maru-e2e-web-'));
    await cp(web, folder, { recursive: true });
    await use(folder);
    await rm(folder, { recursive: true });
  },
});

/** Of which version every script is that the page has, its Worker included. */
const versionsOf = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => [
    ...new Set(
      performance
        .getEntriesByType('resource')
        .filter(({ name }) => /\/assets\/[\w-]+\.js$/.test(name))
        .map(({ name }) => (name.includes('nextNEXT') ? 'next' : 'first')),
    ),
  ]);

const openEmoji = async (page: Page): Promise<void> => {
  await message(page, 'before the release').hover();
  await message(page, 'before the release').getByRole('button', { name: 'Add a reaction' }).first().click();
  await page.getByPlaceholder('Find an emoji').fill('heart');
  await expect(page.getByRole('gridcell').first()).toBeVisible();
  await page.keyboard.press('Escape');
};

test('[P17] [P19] a page keeps to its version; a newer one is told, starts whole when the person says so, and keeps the draft', async ({
  relay,
  meet,
  web,
}) => {
  const hana = await meet('Hanaberry');
  const { page } = hana;
  await begin(hana, relay.url);
  await create(hana, 'Maple house');
  await say(hana, 'before the release');
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  const news = page.getByText('A new version of Maru is ready.');
  releaseNextVersion(web);

  await test.step('until then everything is of the first version, though the relay has it no more', async () => {
    await openEmoji(page);
    await expect(news).toBeHidden();
    await page.reload();
    await openChannel(page, firstChannel);
    await expect(news).toBeVisible();
    await openEmoji(page);
    expect(await versionsOf(page)).toEqual(['first']);
  });
  await test.step('started with half a sentence in the box', async () => {
    const box = page.getByRole('combobox', { name: /^Write in/ });
    hana.secrets.add('half a sentence');
    await box.fill('half a sentence');
    const reloaded = page.waitForEvent('load');
    await page.getByRole('button', { name: 'Open the new version' }).click();
    await reloaded;
    await openChannel(page, firstChannel);
    await expect(box).toHaveValue('half a sentence');
    await expect(message(page, 'before the release')).toBeVisible();
    await openEmoji(page);
    expect(await versionsOf(page)).toEqual(['next']);
    await expect(news).toBeHidden();
  });
  await test.step('the new one opens without a network too', async () => {
    await relay.stop();
    await page.reload();
    await openChannel(page, firstChannel);
    await openEmoji(page);
    expect(await versionsOf(page)).toEqual(['next']);
    await relay.start();
  });
  expect(hana.complaints.filter((line) => !line.includes('ERR_'))).toEqual([]);
});
