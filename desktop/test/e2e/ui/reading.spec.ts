/** Where reading stands: at the newest end, where one stopped, or wherever one went; nothing moves by itself. */
import { expect, test } from '@playwright/test';
import { openChannel, openScene } from './world.ts';

const main = '모두의-마루';

test('a place without unread messages opens at its newest, however tall the rows turn out', async ({
  page,
}) => {
  await openScene(page, 'scene=states&lang=en');
  await openChannel(page, main);
  await expect(page.getByText('아직 이 기기에만 있어요')).toBeInViewport();
  await expect(page.getByRole('button', { name: 'Jump to newest' })).toBeHidden();
});

test('far behind, one goes to where reading stopped with one press', async ({ page }) => {
  await openScene(page, 'scene=behind&lang=en');
  await openChannel(page, main);
  await expect(page.getByText('6시 반쯤 도착할 것 같아요')).toBeInViewport();
  await page.getByRole('button', { name: 'Go to where you stopped reading' }).click();
  await expect(page.getByText('New', { exact: true })).toBeInViewport();
  await expect(page.getByRole('button', { name: 'Go to where you stopped reading' })).toBeHidden();
  await page.getByRole('button', { name: 'Jump to newest' }).click();
  await expect(page.getByText('6시 반쯤 도착할 것 같아요')).toBeInViewport();
});

test('Escape with nothing to close goes to the newest', async ({ page }) => {
  await openScene(page);
  await openChannel(page, main);
  await expect(page.getByText('6시 반쯤 도착할 것 같아요')).toBeInViewport();
  await page.getByRole('log').hover();
  await page.mouse.wheel(0, -2_000);
  await expect(page.getByRole('button', { name: 'Jump to newest' })).toBeVisible();
  await page.getByRole('combobox').press('Escape');
  await expect(page.getByRole('button', { name: 'Jump to newest' })).toBeHidden();
  await expect(page.getByText('6시 반쯤 도착할 것 같아요')).toBeInViewport();
});

test('what one sends is seen, wherever one was reading', async ({ page }) => {
  await openScene(page);
  await openChannel(page, main);
  await expect(page.getByText('6시 반쯤 도착할 것 같아요')).toBeInViewport();
  await page.getByRole('log').hover();
  await page.mouse.wheel(0, -2_000);
  await expect(page.getByRole('button', { name: 'Jump to newest' })).toBeVisible();
  await page.getByRole('combobox').fill('from up here');
  await page.keyboard.press('Enter');
  await expect(page.getByText('from up here')).toBeInViewport();
});

test('a panel takes the focus when it opens and gives it back when it closes', async ({ page }) => {
  await openScene(page);
  await openChannel(page, main);
  await page.keyboard.press('Control+f');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('combobox')).toBeFocused();
  const last = page.getByRole('article').last();
  await last.focus();
  await page.keyboard.press('t');
  await expect(page.getByRole('combobox', { name: 'Reply in this thread' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(last).toBeFocused();
});

test('arrows move through channels and search results; Alt-arrows open channels as shown', async ({
  page,
}) => {
  await openScene(page);
  await openChannel(page, main);
  const channels = page.getByRole('navigation', { name: 'Channels' });
  await channels.getByRole('button', { name: main }).first().focus();
  await page.keyboard.press('ArrowUp');
  await expect(channels.getByRole('button', { name: '알림' }).first()).toBeFocused();
  await page.keyboard.press('Alt+ArrowDown');
  await expect(page.getByRole('heading', { name: '이달의-책', exact: true })).toBeVisible();
  await page.keyboard.press('Control+f');
  await page.getByRole('searchbox').fill('올려 둘게요');
  await page.getByRole('complementary').locator('mark').first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('log').locator('[data-flash]')).toBeInViewport();
});

test('a place that is still loading does not claim to begin here', async ({ page }) => {
  await openScene(page, 'scene=loading&lang=en');
  await page.getByRole('navigation').getByRole('button', { name: main }).first().click();
  await expect(page.getByRole('combobox')).toBeVisible();
  await expect(page.getByText('This is the start of')).toBeHidden();
});

test('after editing, focus is back where editing was begun', async ({ page }) => {
  await openScene(page);
  await openChannel(page, main);
  await page.getByRole('combobox').press('ArrowUp');
  await page.getByRole('textbox', { name: 'Edit' }).press('Escape');
  await expect(page.getByRole('combobox')).toBeFocused();
  const last = page.getByRole('article').last();
  await last.focus();
  await page.keyboard.press('e');
  await page.getByRole('textbox', { name: 'Edit' }).press('Escape');
  await expect(last).toBeFocused();
});

test('copied text keeps its lines; a link keeps the browser’s own menu', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openScene(page);
  await openChannel(page, main);
  await page.getByText('1장 다시 읽기').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Copy text' }).click();
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toContain('\n1. 1장 다시 읽기\n');
  const link = page.getByRole('link', { name: /notes\.example\.org/ });
  expect(
    await link.evaluate((one) =>
      one.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true })),
    ),
  ).toBe(true);
});

test('the reminder of the recovery phrase waits when one was just asked', async ({ page }) => {
  await openScene(page, 'scene=first-run&lang=en');
  await page.getByRole('textbox', { name: 'Name' }).fill('Ana');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'I will do it later' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByText('No communities yet')).toBeVisible();
  await expect(page.getByText('not confirmed yet')).toBeHidden();
});

test.describe('by touch', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });

  test('a long press opens the message’s menu', async ({ page, context }) => {
    await openScene(page);
    await openChannel(page, main);
    // A finger waits until the list stands still.
    const message = page.getByText('네, 가져갈게요');
    let before: string | null = null;
    await expect(async () => {
      const now = JSON.stringify(await message.boundingBox());
      const stands = now === before;
      before = now;
      expect(stands).toBe(true);
    }).toPass({ intervals: [150] });
    const box = await message.boundingBox();
    if (!box) throw new Error('bug: not on screen');
    const touch = await context.newCDPSession(page);
    const point = { x: box.x + 20, y: box.y + box.height / 2 };
    await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [point] });
    await expect(page.getByRole('menuitem', { name: 'Reply' })).toBeVisible();
  });

  test('the back gesture closes one thing at a time and never leaves too early', async ({ page }) => {
    await openScene(page);
    await openChannel(page, main);
    await page.getByRole('button', { name: 'People', exact: true }).first().tap();
    await expect(page.getByRole('complementary', { name: 'People' })).toBeVisible();
    await page.goBack();
    await expect(page.getByRole('complementary', { name: 'People' })).toBeHidden();
    await expect(page.getByRole('combobox')).toBeVisible();
    await page.goBack();
    await expect(page.getByRole('navigation', { name: 'Channels' })).toBeVisible();
    await openChannel(page, main);
    await page.getByRole('button', { name: 'Back', exact: true }).tap();
    await expect(page.getByRole('navigation', { name: 'Channels' })).toBeVisible();
    // Nothing is left to close: the next press is the browser's own.
    await expect.poll(() => page.evaluate(() => history.state)).toBeNull();
  });

  test('sending by the button keeps the keyboard up', async ({ page }) => {
    await openScene(page);
    await openChannel(page, main);
    const box = page.getByRole('combobox');
    await box.fill('by thumb');
    await page.getByRole('button', { name: 'Send' }).tap();
    await expect(page.getByText('by thumb')).toBeInViewport();
    await expect(box).toBeFocused();
  });
});
