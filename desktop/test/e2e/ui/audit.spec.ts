/** The record by keyboard and for screen readers, with a long list. */
import { expect, type Page, test } from '@playwright/test';
import { complaintsAbout } from './axe.ts';
import { openScene } from './world.ts';

const openAudit = async (page: Page) => {
  await openScene(page);
  await page.getByRole('button', { name: /menu$/ }).first().click();
  await page.getByRole('menuitem', { name: 'Community settings' }).click();
  await page.getByRole('button', { name: 'Audit log', exact: true }).click();
  await expect(page.getByRole('feed')).toBeVisible();
};

test('[P18] the record and the past pass axe, opened and in both themes', async ({ page }) => {
  await openAudit(page);
  await page.getByRole('feed').getByRole('button').first().click();
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    expect(await complaintsAbout(page)).toEqual([]);
  }
  await page.getByRole('tab', { name: 'At a moment' }).click();
  await expect(page.getByRole('slider')).toBeVisible();
  expect(await complaintsAbout(page)).toEqual([]);
});

test('[P18] arrows, Home and End move among the acts, and more are read on the way', async ({ page }) => {
  await openAudit(page);
  const feed = page.getByRole('feed');
  await feed.getByRole('button').first().focus();
  await page.keyboard.press('ArrowDown');
  await expect(feed.getByRole('article').nth(1).getByRole('button').first()).toBeFocused();
  await page.keyboard.press('End');
  await page.keyboard.press('End');
  await expect(page.locator('[aria-posinset="100"], [aria-posinset="144"]').first()).toBeVisible();
  await expect(async () => {
    await page.keyboard.press('End');
    await expect(page.locator('[aria-posinset="144"]')).toBeVisible({ timeout: 500 });
  }).toPass();
  expect(await feed.getByRole('article').count()).toBeLessThan(60);
  await page.keyboard.press('Home');
  await expect(page.locator('[aria-posinset="1"] [data-entry]')).toBeFocused();
});

test('[P19] days the wrong way round are said beside the field and lose nothing; filters can be cleared', async ({
  page,
}) => {
  await openAudit(page);
  await page.getByLabel('From').fill('2030-02-02');
  await expect(page.getByText('Nothing matches')).toBeVisible();
  await page.getByLabel('Until').fill('2030-02-01');
  await expect(page.getByRole('alert')).toHaveText('It has to be after the first day.');
  await expect(page.getByLabel('From')).toHaveValue('2030-02-02');
  await page.getByRole('button', { name: 'Clear filters' }).first().click();
  await expect(page.getByText('144 entries')).toBeVisible();
});

test('[T10] a decision that changed is told with a way to its entry in the record, and goes once it was seen', async ({
  page,
}) => {
  await openScene(page, 'scene=overturned&lang=en');
  await expect(page.getByText('2 decisions changed')).toBeVisible();
  await page.getByRole('button', { name: 'See', exact: true }).click();
  await page.getByRole('button', { name: 'See it in the audit log' }).first().click();
  const pointed = page.getByRole('region', { name: 'The chosen entry' });
  await expect(pointed).toContainText('Why it does not count');
  await pointed.getByRole('button', { name: 'See the whole record' }).click();
  await expect(page.getByText('144 entries')).toBeVisible();
  await page.getByRole('button', { name: 'Got it' }).click();
  await expect(page.getByText('2 decisions changed')).toBeHidden();
});
