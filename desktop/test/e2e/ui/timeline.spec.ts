import { expect, test } from '@playwright/test';
import { openChannel, openScene } from './world.ts';

const main = '모두의-마루';

test.beforeEach(async ({ page }) => {
  await openScene(page);
  await openChannel(page, main);
});

test('a sent message appears at the end; the box is empty again', async ({ page }) => {
  const box = page.getByRole('combobox');
  await box.fill('hello there');
  await box.press('Enter');
  await expect(page.getByText('hello there')).toBeInViewport();
  await expect(box).toHaveValue('');
});

test('[P19] a refused message keeps its text and says why', async ({ page }) => {
  const box = page.getByRole('combobox');
  await box.fill('fail! please');
  await box.press('Enter');
  await expect(page.getByRole('alert')).toContainText('Not sent');
  await expect(box).toHaveValue('fail! please');
  const long = '가'.repeat(6_000);
  await box.fill(long);
  await box.press('Enter');
  await expect(page.getByRole('alert')).toContainText('bytes too long');
  await expect(box).toHaveValue(long);
});

test('[P19] who writes on while a message is on its way sends both, and loses neither when one is refused', async ({
  page,
}) => {
  const box = page.getByRole('combobox');
  await box.fill('slow one');
  await box.press('Enter');
  await box.fill('quick two');
  await box.press('Enter');
  await expect(page.getByText('quick two')).toBeVisible();
  await expect(page.getByText('slow one')).toBeVisible();
  await box.fill('slow fail! three');
  await box.press('Enter');
  await box.fill('four, begun');
  await expect(page.getByRole('alert')).toContainText('Not sent');
  await expect(box).toHaveValue('slow fail! three\nfour, begun');
});

test('[P19] what is refused after one went elsewhere waits where it was written', async ({ page }) => {
  const box = page.getByRole('combobox');
  await box.fill('slow fail! words');
  await box.press('Enter');
  await openChannel(page, 'english-corner');
  await box.fill('other words');
  await expect(async () => {
    await openChannel(page, 'english-corner');
    await openChannel(page, main);
    await expect(box).toHaveValue('slow fail! words', { timeout: 200 });
  }).toPass();
  await openChannel(page, 'english-corner');
  await expect(box).toHaveValue('other words');
});

test('Enter that ends a Korean composition sends nothing', async ({ page }) => {
  const box = page.getByRole('combobox');
  await box.fill('안녕');
  await box.dispatchEvent('keydown', { key: 'Enter', keyCode: 229, isComposing: true, bubbles: true });
  await expect(box).toHaveValue('안녕');
});

test('older pages load while scrolling up and what is read stays in place', async ({ page }) => {
  await openChannel(page, 'english-corner');
  await openChannel(page, main);
  const log = page.getByRole('log');
  await page
    .getByRole('button', { name: 'Jump to newest' })
    .click({ timeout: 3_000 })
    .catch(() => undefined);
  for (let turn = 0; turn < 30; turn++) {
    await log.hover();
    await page.mouse.wheel(0, -700);
    await page.waitForFunction(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true)))),
    );
  }
  const first = page.getByRole('article').nth(6);
  const id = await first.getAttribute('data-message');
  const before = await page.locator(`[data-message="${id}"]`).boundingBox();
  await page.evaluate(() => window.demo.say('something new'));
  await expect(page.getByRole('button', { name: '1 new message' })).toBeVisible();
  const after = await page.locator(`[data-message="${id}"]`).boundingBox();
  expect(Math.abs((after?.y ?? 0) - (before?.y ?? 0))).toBeLessThanOrEqual(1);
  await page.getByRole('button', { name: '1 new message' }).click();
  await expect(page.getByRole('log').getByText('something new')).toBeInViewport();
});

test('a flood is followed by who reads at the end, and moves nothing for who reads further up', async ({
  page,
}) => {
  /** Far more than a page, in bursts between which the app draws. */
  const flood = (word: string) =>
    page.evaluate(async (text) => {
      for (let burst = 0; burst < 6; burst++) {
        for (let one = 0; one < 100; one++) window.demo.say(`${text} ${burst * 100 + one}`);
        await new Promise(requestAnimationFrame);
      }
    }, word);
  const log = page.getByRole('log');
  // Own words lead to the end.
  await page.getByRole('combobox').fill('the newest so far');
  await page.getByRole('combobox').press('Enter');
  await expect(log.getByText('the newest so far')).toBeInViewport();
  await flood('first flood');
  await expect(log.getByText('first flood 599')).toBeInViewport();
  await expect(page.getByRole('button', { name: 'Jump to newest' })).toBeHidden();

  await log.hover();
  await page.mouse.wheel(0, -900);
  await expect(page.getByRole('button', { name: 'Jump to newest' })).toBeVisible();
  const read = page.getByRole('article').filter({ visible: true }).nth(3);
  const id = await read.getAttribute('data-message');
  const place = () => page.locator(`[data-message="${id}"]`).boundingBox();
  const before = await place();
  await flood('second flood');
  await expect(page.getByRole('button', { name: '600 new messages' })).toBeVisible();
  expect(Math.abs(((await place())?.y ?? 0) - (before?.y ?? 0))).toBeLessThanOrEqual(1);
  await page.getByRole('button', { name: '600 new messages' }).click();
  await expect(log.getByText('second flood 599')).toBeInViewport();
});

test('keys act on the message in focus', async ({ page }) => {
  const box = page.getByRole('combobox');
  await box.fill('mine');
  await box.press('Enter');
  await page.getByRole('article').filter({ hasText: 'mine' }).last().focus();
  await page.keyboard.press('e');
  const editor = page.getByRole('textbox', { name: 'Edit' });
  await editor.fill('mine, edited');
  await editor.press('Enter');
  await expect(page.getByText('mine, edited')).toBeVisible();
  await page.getByRole('article').filter({ hasText: 'mine, edited' }).last().focus();
  await page.keyboard.press('Delete');
  await expect(page.getByText('mine, edited')).toBeHidden();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('mine, edited')).toBeVisible();
});

test('up arrow in an empty box edits the last own message; Escape leaves it', async ({ page }) => {
  await page.getByRole('combobox').press('ArrowUp');
  await expect(page.getByRole('textbox', { name: 'Edit' })).toHaveValue('6시 반쯤 도착할 것 같아요');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('textbox', { name: 'Edit' })).toBeHidden();
});

test('a mention is completed by keyboard', async ({ page }) => {
  const box = page.getByRole('combobox');
  await box.pressSequentially('@Pri');
  await expect(page.getByRole('option').first()).toContainText('Priya Raman');
  await box.press('Enter');
  await expect(box).toHaveValue('@Priya Raman ');
});

test('search finds and jumps', async ({ page }) => {
  await page.keyboard.press('Control+f');
  await page.getByRole('searchbox').fill('밑줄 그은');
  await page
    .getByRole('complementary')
    .getByRole('button')
    .filter({ has: page.locator('mark') })
    .last()
    .click();
  await expect(page.getByRole('log').locator('[data-flash]')).toBeInViewport();
});
