/** The record between two people: filters, reasons, the past, and a decision that came too late to count. */
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { invite, message, settle, words } from './acts.ts';
import { expect, type Person, test } from './fixture.ts';

const openAudit = async (page: Page) => {
  await page.getByRole('button', { name: `${words.community} menu` }).click();
  await page.getByRole('menuitem', { name: 'Community settings' }).click();
  await page
    .getByRole('navigation', { name: words.community })
    .getByRole('button', { name: 'Audit log', exact: true })
    .click();
};

const kick = async ({ page }: Person, name: string) => {
  await message(page, words.answer).getByRole('button', { name, exact: true }).click();
  await page
    .getByRole('dialog', { name, exact: true })
    .getByRole('button', { name: `What you can do with ${name}` })
    .click();
  await page.getByRole('menuitem', { name: 'Kick', exact: true }).click();
  await page.getByRole('button', { name: 'Kick', exact: true }).click();
};

const networkReturns = async ({ wire, page }: Person) => {
  wire.mend();
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
};

const entry = (page: Page, name: RegExp) => page.getByRole('feed').getByRole('article', { name });

test('[T10] an invite made too late to count: its maker is told until they have seen it, and the record says why', async ({
  relay,
  meet,
}) => {
  const { hana, dirk } = await settle(relay, meet);
  hana.wire.cut();
  await expect(hana.page.getByRole('button', { name: /^Connected/ })).toBeHidden();
  await invite(dirk);
  await kick(hana, 'Dirkstone');
  await networkReturns(hana);

  await test.step('told, also after a reload, until it was seen', async () => {
    const told = dirk.page.getByText('What you did no longer counts: Dirkstone made an invite');
    await expect(told).toBeVisible({ timeout: 60_000 });
    await dirk.page.reload();
    await expect(told).toBeVisible();
    await dirk.page.getByRole('button', { name: 'See', exact: true }).click();
    const list = dirk.page.getByRole('dialog', { name: 'Decisions that changed' });
    await expect(list).toContainText('Because: Hanaberry kicked Dirkstone');
    await expect(list.getByRole('button', { name: 'See it in the audit log' })).toBeHidden();
    await list.getByRole('button', { name: 'Got it' }).click();
    await expect(told).toBeHidden();
    await dirk.page.reload();
    await expect(dirk.page.getByRole('button', { name: words.community, exact: true })).toBeVisible();
    await expect(told).toBeHidden();
  });
  await openAudit(hana.page);
  await test.step('what doesn’t count, and to which decision it falls', async () => {
    await hana.page.getByRole('combobox', { name: 'Counts' }).selectOption('Does not count');
    await expect(hana.page.getByText('1 entry')).toBeVisible({ timeout: 30_000 });
    const late = entry(hana.page, /Dirkstone made an invite/);
    await expect(late).toContainText('Does not count');
    await late.getByRole('button', { name: /Dirkstone made an invite/ }).click();
    await expect(late).toContainText('Because: Hanaberry kicked Dirkstone');
    await expect(late).toContainText('What its author had seen');
  });
  await test.step('by one person, by keyboard; why it counts', async () => {
    await hana.page.getByRole('button', { name: 'Clear filters' }).click();
    const by = hana.page.getByRole('combobox', { name: 'By', exact: true });
    await by.fill('Dirk');
    await by.press('ArrowDown');
    await by.press('Enter');
    await expect(entry(hana.page, /Dirkstone joined/)).toBeVisible();
    await expect(entry(hana.page, /Hanaberry founded/)).toBeHidden();
    await hana.page.getByRole('button', { name: 'Clear filters' }).click();
    const kicked = entry(hana.page, /Hanaberry kicked Dirkstone/);
    await kicked.getByRole('button').first().focus();
    await hana.page.keyboard.press('Enter');
    await expect(kicked).toContainText('The permission “Kick members” was held');
    await expect(kicked).toContainText('It concerns Dirkstone');
  });
  await test.step('the list as a file', async () => {
    const saved = hana.page.waitForEvent('download');
    await hana.page.getByRole('button', { name: 'Export' }).click();
    await hana.page.getByRole('menuitem', { name: 'As a CSV file' }).click();
    const file = await readFile(await (await saved).path(), 'utf8');
    expect(file).toContain('"Hanaberry kicked Dirkstone"');
    expect(file).toContain('"Dirkstone made an invite"');
  });
  await test.step('the community before the kick, and who could see a channel', async () => {
    const joined = entry(hana.page, /Dirkstone joined/);
    await joined.getByRole('button').first().click();
    await joined.getByRole('button', { name: 'See that moment' }).click();
    await expect(hana.page.getByText('2 members').first()).toBeVisible();
    await hana.page.getByRole('button', { name: 'Who could see it: #general' }).click();
    await expect(hana.page.getByRole('dialog')).toContainText('2 of 2');
    await hana.page.keyboard.press('Escape');
    await hana.page.getByRole('slider').focus();
    await hana.page.keyboard.press('End');
    await expect(hana.page.getByText('1 member', { exact: true }).first()).toBeVisible();
  });
  for (const { complaints } of [hana, dirk])
    expect(complaints.filter((line) => !line.includes('ERR_'))).toEqual([]);
});
