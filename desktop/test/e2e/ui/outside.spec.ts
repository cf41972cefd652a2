/** A community that did not let one in says why, in both languages, and offers the ways out [P19]. */
import { expect, test } from '@playwright/test';
import { openScene } from './world.ts';

test('a used-up invite is told in words, and another link can be tried', async ({ page }) => {
  await openScene(page, 'scene=refused&lang=en');
  await expect(page.getByRole('heading', { name: 'This invite is used up' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Remove from my list' })).toBeVisible();
  await page.getByRole('button', { name: 'Use another link' }).click();
  await expect(page.getByRole('dialog').getByLabel('Invite link')).toBeFocused();
});

test('the same in Korean', async ({ page }) => {
  await openScene(page, 'scene=refused&lang=ko');
  await expect(page.getByRole('heading', { name: '다 쓴 초대예요' })).toBeVisible();
  await expect(page.getByRole('button', { name: '다른 링크 쓰기' })).toBeVisible();
});
