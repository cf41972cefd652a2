/** Calls beside what one reads, on the demo page: the row that can't be entered, the switcher, keys, a phone. */
import { expect, type Page, test } from '@playwright/test';
import { openChannel, openScene } from './world.ts';

const room = '목소리-방';
const bar = (page: Page) => page.getByRole('region', { name: 'Current call' });
const row = (page: Page) =>
  page.getByRole('navigation', { name: 'Channels' }).getByRole('button', { name: room }).first();

test('a call that is full says so on its row, and a press opens the page alone', async ({ page }) => {
  await openScene(page, 'scene=ready&lang=en&call=crowd');
  await expect(row(page).getByRole('img', { name: /^This call carries/ })).toBeVisible();
  await row(page).hover();
  await expect(page.getByText(/^This call carries/)).toBeVisible();
  await row(page).click();
  await expect(page.getByRole('heading', { level: 1, name: room })).toBeVisible();
  await expect(bar(page)).toBeHidden();
  await expect(page.getByRole('main').getByText(/^This call carries/)).toBeVisible();
  await expect(page.getByRole('main').getByRole('button', { name: 'Join the call' })).toHaveCount(0);
  await row(page).press('Shift+F10');
  await expect(page.getByRole('menuitem', { name: /^Join/ })).toHaveAttribute('aria-disabled', 'true');
});

test('[P18] by keys: the switcher comes in, mute, deafen and leave work while writing, and the list has them', async ({
  page,
}) => {
  await openScene(page, 'scene=ready&lang=en&call=others');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('목소리');
  await page.keyboard.press('Enter');
  await expect(bar(page)).toContainText('In a call');
  await openChannel(page, '모두의-마루');
  await page.getByRole('combobox', { name: /^Write in/ }).fill('half a thought');
  await page.keyboard.press('Control+Shift+M');
  await expect(bar(page).getByRole('button', { name: 'Unmute' })).toBeVisible();
  await page.keyboard.press('Control+Shift+D');
  await expect(bar(page).getByRole('button', { name: 'Undeafen' })).toBeVisible();
  await page.keyboard.press('Control+Shift+H');
  await expect(bar(page)).toBeHidden();
  await expect(page.getByRole('combobox', { name: /^Write in/ })).toHaveText('half a thought');
  await page.keyboard.press('Escape');
  await page.getByRole('main').click();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toContainText('Mute or unmute in a call');
});

test('[P18] on a phone the bar stands above the tabs, and leads to the call, where it isn’t needed', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openScene(page, 'scene=ready&lang=en&call=server-muted');
  const tabs = await page.getByRole('navigation', { name: 'Main' }).boundingBox();
  const stands = await bar(page).boundingBox();
  if (!tabs || !stands) throw new Error('no bar or no tabs');
  expect(stands.y + stands.height).toBeLessThanOrEqual(tabs.y + 1);
  await expect(bar(page)).toContainText('A moderator muted you for everyone.');
  await bar(page)
    .getByRole('button', { name: /^In a call/ })
    .click();
  await expect(page.getByRole('heading', { level: 1, name: room })).toBeVisible();
  await expect(bar(page)).toBeHidden();
});
