/** `corePage`: a page of its own context with the core's test page loaded. */
import { test as base, type Page } from '@playwright/test';
import { serveCorePage } from './serve.ts';

export const openCorePage = async (page: Page, url: string): Promise<Page> => {
  await page.goto(url);
  await page.waitForFunction(() => window.core !== undefined);
  return page;
};

export const test = base.extend<{ corePage: Page }, { coreUrl: string }>({
  coreUrl: [
    async ({ browserName: _browserName }, use) => {
      const served = await serveCorePage();
      await use(served.url);
      await served.close();
    },
    { scope: 'worker' },
  ],
  corePage: async ({ page, coreUrl }, use) => use(await openCorePage(page, coreUrl)),
});
export { expect } from '@playwright/test';
