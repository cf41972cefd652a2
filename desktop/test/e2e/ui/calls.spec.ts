/** The stage of a call over the demo: by keys, what is large, what is watched, what is said aloud [P18]. */
import { expect, type Page, test } from '@playwright/test';
import { openScene } from './world.ts';

const openCall = async (page: Page, call: string) => {
  await openScene(page, `scene=ready&lang=en&call=${call}`);
  await page.getByRole('navigation').getByRole('button', { name: '목소리-방' }).first().click();
  await expect(stageOf(page)).toBeVisible();
};
const stageOf = (page: Page) => page.getByRole('region', { name: 'Call', exact: true });
const tile = (page: Page, name: string) => stageOf(page).locator('[data-kind="person"]', { hasText: name });
const pin = (page: Page, what: string) =>
  stageOf(page).getByRole('button', { name: `Show ${what} large`, exact: true });

/** What a tile takes of the stage, in pixels. */
const areaOf = async (page: Page, name: string) => {
  const box = await tile(page, name).boundingBox();
  return box ? box.width * box.height : 0;
};

test('a tile is pinned by keys before whoever speaks; the layout is kept; the focus stays where it was', async ({
  page,
}) => {
  await openCall(page, 'talk');
  const isLargest = async (name: string) => (await areaOf(page, name)) > 2 * (await areaOf(page, '박서연'));
  await page.getByRole('button', { name: 'Show who speaks large' }).click();
  await expect(tile(page, 'Oliver Brandt'), 'who speaks').toHaveAttribute('data-large');
  expect(await isLargest('Oliver Brandt')).toBe(true);

  // Tiles come before the controls, in the order in which people came.
  await pin(page, '하늘').focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(pin(page, '김지우')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(pin(page, '김지우')).toHaveAttribute('aria-pressed', 'true');
  await expect(pin(page, '김지우')).toBeFocused();
  expect(await isLargest('김지우')).toBe(true);
  // Another speaks, and the pin holds.
  await page.evaluate(() => window.demo.call.put({ who: 3, level: 0.3 }));
  await page.waitForTimeout(600);
  expect(await isLargest('김지우')).toBe(true);
  await page.keyboard.press('Enter');
  await expect(tile(page, '김지우')).not.toHaveAttribute('data-large');

  await page.reload();
  await page.getByRole('navigation').getByRole('button', { name: '목소리-방' }).first().click();
  await expect(tile(page, 'Oliver Brandt')).toHaveAttribute('data-large');
});

test('screens are looked at or not; the only one by itself, several side by side', async ({ page }) => {
  await openCall(page, 'screens');
  await expect(page.getByLabel('Screen of 김지우', { exact: true })).toBeHidden();
  await page.getByRole('button', { name: 'Watch the screen of 김지우' }).click();
  const first = stageOf(page).locator('video[aria-label="Screen of 김지우"]');
  await expect(first).toBeVisible();
  await page.getByRole('button', { name: 'Watch the screen of Oliver Brandt' }).click();
  await expect(stageOf(page).locator('[data-kind="screen"][data-large]')).toHaveCount(2);
  await stageOf(page).locator('[data-kind="screen"]').first().hover();
  await page.getByRole('button', { name: 'Stop watching the screen of 김지우' }).click();
  await expect(first).toBeHidden();
  // Who shares when nobody else does is looked at.
  await page.evaluate(() => {
    window.demo.call.put({ who: 1, screen: false });
    window.demo.call.put({ who: 2, screen: false });
    window.demo.call.put({ who: 3, screen: true });
  });
  await expect(stageOf(page).locator('video[aria-label="Screen of 박서연"]')).toBeVisible();
});

test('comings, goings, screens and what befalls oneself are said aloud; who speaks is not', async ({
  page,
}) => {
  await openCall(page, 'two');
  const said = stageOf(page).locator('[data-news]');
  await page.evaluate(() => window.demo.call.put({ who: 3 }));
  await expect(said).toHaveText('박서연 joined.');
  await page.evaluate(() => window.demo.call.put({ who: 3, level: 0.3 }));
  await expect(tile(page, '박서연')).toHaveAttribute('data-speaking');
  await expect(said).toHaveText('박서연 joined.');
  await page.evaluate(() => window.demo.call.put({ who: 1, screen: true }));
  await expect(said).toHaveText('김지우 shares their screen.');
  await stageOf(page).getByRole('button', { name: 'Mute', exact: true }).click();
  await expect(said).toHaveText('You are muted.');
  await page.evaluate(() => window.demo.call.remove(3));
  await expect(said).toHaveText('박서연 left.');
  await page.evaluate(() => window.demo.call.put({ who: 0, serverMuted: true, maySpeak: false }));
  await expect(said).toContainText('A moderator muted you');
  await expect(stageOf(page).getByRole('button', { name: 'Unmute' })).toBeDisabled();
});

test('the whole screen is the call alone, with its controls, and Escape or leaving gives the page back', async ({
  page,
}) => {
  await openCall(page, 'cameras');
  await page.getByRole('button', { name: 'Full screen', exact: true }).click();
  await expect(stageOf(page)).toHaveAttribute('data-full');
  await expect(stageOf(page)).toHaveCSS('position', 'fixed');
  // Nothing beneath takes the focus.
  const beneath = page.getByText('Find or go to').locator('xpath=ancestor::*[@data-part-list]');
  await expect(beneath).toHaveAttribute('inert');
  const controls = stageOf(page).getByRole('group', { name: 'Call controls' });
  await expect(stageOf(page)).toHaveAttribute('data-idle', /.*/, { timeout: 8_000 });
  await page.keyboard.press('Shift');
  await expect(stageOf(page)).not.toHaveAttribute('data-idle');
  await controls.getByRole('button', { name: 'Mute', exact: true }).click();
  await expect(controls.getByRole('button', { name: 'Unmute' })).toBeVisible();
  await page.getByRole('button', { name: 'Leave full screen' }).click();
  await expect(stageOf(page)).not.toHaveAttribute('data-full');
  await expect(beneath).not.toHaveAttribute('inert');
});

test('a small window above all others has who is large and the controls, and goes with the call', async ({
  page,
  context,
}) => {
  await openCall(page, 'cameras');
  const opening = context.waitForEvent('page');
  await page.getByRole('button', { name: 'Small window above all others' }).click();
  const small = await opening;
  await expect(small.locator('video')).toHaveCount(1);
  await small.getByRole('button', { name: 'Mute', exact: true }).click();
  await expect(stageOf(page).getByRole('button', { name: 'Unmute' })).toBeVisible();
  // It stays while one reads elsewhere.
  await page.getByRole('navigation').getByRole('button', { name: '모두의-마루' }).first().click();
  await expect(small.locator('video')).toHaveCount(1);
  const closed = small.waitForEvent('close');
  await small.getByRole('button', { name: 'Leave the call' }).click();
  await closed;
});
