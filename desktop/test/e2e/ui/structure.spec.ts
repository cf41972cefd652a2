/** Channels put in order by keys and by dragging, deleted and brought back; settings that lose nothing typed. */
import { expect, type Page, test } from '@playwright/test';
import { openChannel, openScene } from './world.ts';

const channels = (page: Page) => page.getByRole('navigation', { name: 'Channels' });
const row = (page: Page, name: string) =>
  channels(page).locator('[data-channel]').filter({ hasText: name }).locator('[data-row]');
const order = (page: Page): Promise<readonly string[]> =>
  channels(page)
    .locator('[data-channel]')
    .evaluateAll((rows) => rows.map((one) => one.querySelector('[data-row] span')?.textContent ?? ''));
const below = async (page: Page, name: string): Promise<string | undefined> => {
  const all = await order(page);
  return all[all.indexOf(name) + 1];
};
const openMenu = async (page: Page, name: string): Promise<void> => {
  await row(page, name).hover();
  await page.getByRole('button', { name: `${name} menu`, exact: true }).click();
};
const openOverview = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: /menu$/ }).first().click();
  await page.getByRole('menuitem', { name: 'Community settings' }).click();
};

test('by keys a channel goes step by step, over the edge of its category too, with the focus on it', async ({
  page,
}) => {
  await openScene(page);
  const moved = row(page, '밑줄-긋기');
  await moved.focus();
  await page.keyboard.press('Control+Shift+ArrowDown');
  await expect(channels(page).getByRole('status')).toHaveText('밑줄-긋기 is now number 3 of 3 in 읽기');
  expect(await below(page, 'english-corner')).toBe('밑줄-긋기');
  await page.keyboard.press('Control+Shift+ArrowDown');
  await expect(channels(page).getByRole('status')).toHaveText('밑줄-긋기 is now number 1 of 6 in 모이기');
  expect(await below(page, '밑줄-긋기')).toBe('장소와-시간');
  await expect(row(page, '밑줄-긋기')).toBeFocused();
  await row(page, '알림').focus();
  await page.keyboard.press('Control+Shift+ArrowUp');
  await expect(channels(page).getByRole('status')).toHaveText('It cannot go further');
});

test('by its menu, without dragging and without keys', async ({ page }) => {
  await openScene(page);
  await openMenu(page, '이달의-책');
  await page.getByRole('menuitem', { name: /^Move down/ }).click();
  await expect.poll(() => below(page, '밑줄-긋기')).toBe('이달의-책');
});

test('dragged, it goes where the line is; Escape leaves all as it was', async ({ page }) => {
  await openScene(page);
  const start = await order(page);
  const target = await row(page, '목소리-방').boundingBox();
  if (!target) throw new Error('no row');
  const drag = async (): Promise<void> => {
    await row(page, '밑줄-긋기').hover();
    await page.mouse.down();
    await page.mouse.move(target.x + 40, target.y + 3, { steps: 5 });
  };
  await drag();
  await page.keyboard.press('Escape');
  await page.mouse.up();
  expect(await order(page)).toEqual(start);
  await drag();
  await page.mouse.up();
  await expect.poll(() => below(page, '밑줄-긋기')).toBe('목소리-방');
  // The press that ended the drag opened nothing.
  await expect(row(page, '밑줄-긋기')).not.toHaveAttribute('aria-current', 'page');

  const head = channels(page).getByRole('button', { name: 'Collapse 서고' });
  const first = await channels(page).getByRole('button', { name: 'Collapse 읽기' }).boundingBox();
  if (!first) throw new Error('no category');
  await head.hover();
  await page.mouse.down();
  await page.mouse.move(first.x + 30, first.y - 2, { steps: 5 });
  await page.mouse.up();
  await expect
    .poll(() => channels(page).locator('section [aria-expanded]').first().textContent())
    .toBe('서고');
});

test('a deleted channel comes back by one press, or from the list of what was deleted', async ({ page }) => {
  await openScene(page);
  const start = await order(page);
  await openMenu(page, '밑줄-긋기');
  await page.getByRole('menuitem', { name: 'Delete channel' }).click();
  await expect(row(page, '밑줄-긋기')).toBeHidden();
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect.poll(() => order(page)).toEqual(start);

  await openMenu(page, '밑줄-긋기');
  await page.getByRole('menuitem', { name: 'Delete channel' }).click();
  await openOverview(page);
  await page.getByRole('button', { name: 'Channels', exact: true }).click();
  await page.getByRole('button', { name: 'Restore #밑줄-긋기' }).click();
  await page.keyboard.press('Escape');
  await expect.poll(() => order(page)).toEqual(start);
});

test('an archived channel is listed apart and says why nothing can be written', async ({ page }) => {
  await openScene(page);
  await openChannel(page, '모두의-마루');
  await page.getByRole('button', { name: 'Channel settings' }).click();
  await page.getByRole('button', { name: 'Archive', exact: true }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByText('This channel is archived. It can only be read.')).toBeVisible();
  await expect(channels(page).getByRole('button', { name: 'Archived 1' })).toBeVisible();
  await page.getByRole('button', { name: 'Unarchive', exact: true }).click();
  await expect(page.getByRole('combobox', { name: /^Write in/ })).toBeFocused();
});

test('what was refused is said beside its field, and nothing typed is lost', async ({ page }) => {
  await openScene(page, 'scene=ready&lang=en&structure=owner');
  await openOverview(page);
  const name = page.getByRole('textbox', { name: 'Community name' });
  const about = page.getByRole('textbox', { name: 'Description' });
  await about.fill('x'.repeat(1_005));
  await name.fill('');
  await expect(page.getByText('Please write at least one letter.')).toBeVisible();
  await expect(about).toHaveAccessibleDescription('This is 5 characters too long. Up to 1,000 fit.');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Please mend what is marked above first.')).toBeVisible();
  await expect(about).toHaveValue('x'.repeat(1_005));
  await about.fill('a short one');
  await name.fill('this will fail!');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('It could not be saved.', { exact: false })).toBeVisible();
  await expect(name).toHaveValue('this will fail!');
  await name.fill('Maple house');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('button', { name: 'Save' })).toBeHidden();
  await expect(name).toHaveValue('Maple house');
});

test('a slow channel counts down, keeps what is typed and sends nothing before', async ({ page }) => {
  await openScene(page, 'scene=ready&lang=en&structure=slow');
  await openChannel(page, '모두의-마루');
  await expect(page.getByRole('timer')).toContainText(/^You can send in 1 minute/);
  const box = page.getByRole('combobox', { name: /^Write in/ });
  await box.fill('too soon');
  await box.press('Enter');
  await expect(page.getByRole('alert')).toContainText('your text is kept');
  await expect(box).toHaveValue('too soon');
});

test('the community is handed over only to somebody named, with its name typed', async ({ page }) => {
  await openScene(page, 'scene=ready&lang=en&structure=owner');
  await openOverview(page);
  await page.getByRole('button', { name: 'Hand over' }).click();
  const dialog = page.getByRole('dialog');
  const go = dialog.getByRole('button', { name: 'Hand over' });
  await dialog.getByRole('combobox', { name: 'New owner' }).selectOption({ label: 'Oliver Brandt' });
  await expect(dialog.getByText('Oliver Brandt could even remove you', { exact: false })).toBeVisible();
  await dialog.getByRole('textbox').fill('한옥');
  await expect(go).toBeDisabled();
  await dialog.getByRole('textbox').fill('한옥마을 책모임');
  await go.click();
  await expect(page.getByText('Oliver Brandt is the owner now')).toBeVisible();
});
