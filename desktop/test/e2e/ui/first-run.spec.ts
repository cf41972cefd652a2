import { expect, test } from '@playwright/test';
import { openScene } from './world.ts';

test('[P18] colours are named in the language of the page', async ({ page }) => {
  await openScene(page, 'scene=first-run&lang=ko');
  const names = await page
    .getByRole('radio')
    .evaluateAll((radios) => radios.map((radio) => radio.closest('label')?.textContent ?? ''));
  expect(names).toHaveLength(10);
  for (const name of names) expect(name).toMatch(/^[가-힣]+$/);
});

test('an invite put into the address bar during the first run is not forgotten', async ({ page }) => {
  await openScene(page, 'scene=first-run&lang=en');
  await page.evaluate(() => {
    window.location.hash = 'join=late';
  });
  await page.getByLabel('Name').fill('Hana');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'I will do it later' }).click();
  await expect(page.getByRole('textbox', { name: 'Invite link' })).toHaveValue(/#join=late$/);
});
