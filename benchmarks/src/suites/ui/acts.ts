/** What a person does in the app, by what they see. */
import { type Browser, expect, type Page } from '@playwright/test';

export const openPage = async (browser: Browser): Promise<Page> => {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 800 } });
  return context.newPage();
};

/** First run: a name, the phrase put off. Ends at the choice of create, join or import, or at a link's preview. */
export const begin = async (page: Page, url: string, name: string): Promise<void> => {
  await page.goto(url);
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'I will do it later' }).click();
};

export const create = async (page: Page, community: string): Promise<void> => {
  await page.getByRole('button', { name: /^Make a community/ }).click();
  await page.getByRole('textbox', { name: 'Community name' }).fill(community);
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await expect(page.getByRole('combobox')).toBeVisible();
};

export const invite = async (page: Page): Promise<string> => {
  await page.getByRole('button', { name: 'Invite people' }).click();
  const field = page.getByRole('textbox', { name: 'Invite link' });
  await expect(field).toHaveValue(/^http/);
  const link = await field.inputValue();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  return link;
};

export const openChannel = async (page: Page, channel: string): Promise<void> => {
  await page.getByRole('navigation', { name: 'Channels' }).getByText(channel, { exact: true }).click();
  await expect(page.getByRole('combobox', { name: `Write in #${channel}` })).toBeVisible();
};

export const join = async (page: Page, link: string, name: string): Promise<void> => {
  await begin(page, link, name);
  await page.getByRole('button', { name: 'Join', exact: true }).click();
  await openChannel(page, 'general');
};

/** Brings a log in from the first run's choice, and opens what it became. */
export const importLog = async (page: Page, name: string, text: string): Promise<void> => {
  await page.getByRole('button', { name: /^Bring old logs/ }).click();
  await page
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
  // The section of settings has the same name, and comes before.
  await page.getByRole('button', { name: 'Import', exact: true }).last().click();
  await expect(page.getByText('All moved in')).toBeVisible({ timeout: 10 * 60_000 });
};
