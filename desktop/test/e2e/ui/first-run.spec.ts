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
