/** A note that no editor of ours would write, and what a person meets on the page of one. */
import { expect, test } from '@playwright/test';
import { openScene } from './world.ts';

const note = '함께-쓰는-노트';

test('[T16] a crafted note runs nothing and asks nobody for anything; what is harmless in it is shown', async ({
  page,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('dialog', (dialog) => asked.push(dialog.message()));
  await openScene(page, 'scene=ready&lang=en&note=hostile');
  await page.getByRole('navigation').getByRole('button', { name: note }).first().click();
  const text = page.getByRole('textbox', { name: `${note}, note` });
  await expect(text.getByRole('heading', { name: 'What is harmless stays' })).toBeVisible();
  await expect(text.getByText('Something that this version of Maru can’t show.')).toHaveCount(3);
  await text.getByText('a link of sorts').click();
  await expect(
    text.locator('a, script, iframe, img:not(.ProseMirror-separator), [onclick], [onerror], [style*=url]'),
  ).toHaveCount(0);
  expect(await page.evaluate(() => Reflect.get(window, 'attacked'))).toBeUndefined();
  const { origin } = new URL(page.url());
  expect(asked.filter((url) => !url.startsWith(origin))).toEqual([]);
});

test('words, shapes and mentions by keyboard; undo takes them back', async ({ page }) => {
  await openScene(page, 'scene=ready&lang=en&note=empty');
  await page.getByRole('navigation').getByRole('button', { name: note }).first().click();
  const text = page.getByRole('textbox', { name: `${note}, note` });
  await text.click();
  await page.keyboard.type('## Plan');
  await expect(text.getByRole('heading', { level: 2, name: 'Plan' })).toBeVisible();
  await page.keyboard.press('Enter');
  await page.keyboard.type('/to-do');
  await expect(page.getByRole('option', { name: 'To-do list' })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Ask @Oliv');
  await page.getByRole('option', { name: 'Oliver Brandt' }).waitFor();
  await page.keyboard.press('Enter');
  await expect(text.locator('bdi')).toHaveText('@Oliver Brandt');
  await expect(text.getByRole('checkbox')).toHaveCount(1);
  await page.keyboard.press('Shift+Home');
  await page.keyboard.press('Control+b');
  await expect(page.getByRole('button', { name: 'Bold' })).toHaveAttribute('aria-pressed', 'true');
  // Under the last line, on the sheet and not in the text: a list is left that way.
  const box = await text.boundingBox();
  if (!box) throw new Error('no text');
  await page.mouse.click(box.x + box.width / 2, box.y + box.height + 60);
  await page.keyboard.type('After it');
  await expect(text.locator(':scope > p').last()).toHaveText('After it');
  for (let step = 0; step < 14; step++) await page.keyboard.press('Control+z');
  await expect(text).toHaveText('');
});
