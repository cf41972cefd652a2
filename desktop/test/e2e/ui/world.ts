/** What the tests share: opening a scene of the demo host at a channel. */
import type { Page } from '@playwright/test';

export const openScene = async (page: Page, query = 'scene=ready&lang=en'): Promise<void> => {
  await page.goto(`${process.env['MARU_DEMO_URL']}?${query}`);
};
export const openChannel = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('navigation').getByRole('button', { name }).first().click();
  await page.getByRole('log').waitFor();
};
