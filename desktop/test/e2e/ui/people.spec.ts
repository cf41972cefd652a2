/** The list of members by keyboard, with thousands of them, and what is asked before much is undone [P18]. */
import { expect, type Page, test } from '@playwright/test';
import { openScene } from './world.ts';

const openMembers = async (page: Page, query = '') => {
  await openScene(page, `scene=ready&lang=en${query}`);
  await page.getByRole('button', { name: '한옥마을 책모임 menu' }).click();
  await page.getByRole('menuitem', { name: 'Community settings' }).click();
  await page
    .getByRole('navigation', { name: '한옥마을 책모임' })
    .getByRole('button', { name: 'Members', exact: true })
    .click();
};

test('five thousand members are a few rows at a time; keys reach the first and the last', async ({
  page,
}) => {
  await openMembers(page, '&members=5000');
  await expect(page.getByText('5000 people')).toBeVisible();
  const rows = page.locator('[data-row]');
  expect(await rows.count()).toBeLessThan(60);
  await rows.first().focus();
  for (let step = 0; step < 25; step++) await page.keyboard.press('ArrowDown');
  await expect(page.locator('[data-index="25"] [data-row]')).toBeFocused();
  await page.keyboard.press('End');
  await expect(page.locator('[data-index="4999"] [data-row]')).toBeFocused();
  await expect(page.locator('[data-index="4999"] [data-row]')).toBeInViewport();
  await page.keyboard.press('Home');
  await expect(page.locator('[data-index="0"] [data-row]')).toBeFocused();
  await page.getByRole('searchbox', { name: 'Find by name' }).fill('kodama 4');
  await expect(page.getByText('5000 people')).toBeHidden();
  await expect(rows.first()).toContainText('kodama 4');
  await page.getByRole('searchbox', { name: 'Find by name' }).fill('nobody of that name');
  await expect(page.getByRole('heading', { name: 'Nobody like that' })).toBeVisible();
});

test('a menu says once why nothing in it can be done, and gives the focus back', async ({ page }) => {
  await openMembers(page);
  const more = page.getByRole('button', { name: 'What you can do with 박서연' });
  await more.focus();
  await page.keyboard.press('Enter');
  const kick = page.getByRole('menuitem', { name: /^Kick/ });
  await expect(kick).toBeDisabled();
  await expect(kick).toContainText('does not stand below you');
  await page.keyboard.press('Escape');
  await expect(more).toBeFocused();
});

test('before what many did is undone, it says how much that is', async ({ page }) => {
  await openMembers(page);
  for (const name of ['Marta', 'Oliver Brandt'])
    await page.getByRole('checkbox', { name: `Select ${name}` }).check();
  await expect(page.getByText('2 selected')).toBeVisible();
  await page.getByRole('button', { name: 'Undo what they did' }).click();
  const dialog = page.getByRole('dialog', { name: 'Undo what 2 people did' });
  await expect(dialog.getByRole('status')).toHaveText('hides 28 messages · undoes 2 changes');
  await dialog.getByRole('combobox', { name: 'Since when' }).selectOption('The beginning');
  await expect(dialog.getByRole('status')).toHaveText('hides 240 messages · undoes 7 changes');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Undo what they did' })).toBeFocused();
});

test('a card opens at a name in the messages by keyboard, and closes back to it', async ({ page }) => {
  await openScene(page);
  await page.getByRole('navigation').getByRole('button', { name: '모두의-마루' }).first().click();
  const name = page.getByRole('article').getByRole('button', { name: '이도윤', exact: true }).last();
  await name.focus();
  await page.keyboard.press('Enter');
  const card = page.getByRole('dialog', { name: '이도윤', exact: true });
  await expect(card.getByRole('heading', { name: '이도윤' })).toBeVisible();
  await card.getByRole('button', { name: 'Give a role' }).click();
  await expect(page.getByRole('menuitem', { name: /^지기/ })).toBeDisabled();
  await page.getByRole('menuitem', { name: '모임장' }).click();
  await expect(page.getByText('이도윤 now has the role 모임장')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(card).toBeHidden();
  await expect(name).toBeFocused();
});
