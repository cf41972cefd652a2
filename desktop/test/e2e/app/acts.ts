/** What a person does in the app, by what they see. */
import { expect, type Locator, type Page } from '@playwright/test';
import type { Person } from './fixture.ts';

/** First run: a name, the phrase put off. Ends at the choice of create or join, or at a link's preview. */
export const begin = async ({ page, name }: Person, url: string): Promise<void> => {
  await page.goto(url);
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'I will do it later' }).click();
};

export const create = async ({ page }: Person, community: string): Promise<void> => {
  await page.getByRole('button', { name: /^Make a community/ }).click();
  await page.getByRole('textbox', { name: 'Community name' }).fill(community);
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await expect(page.getByRole('combobox')).toBeVisible();
};

/** Makes an invite and returns its link. */
export const invite = async ({ page }: Person): Promise<string> => {
  await page.getByRole('button', { name: 'Invite people' }).click();
  const field = page.getByRole('textbox', { name: 'Invite link' });
  await expect(field).toHaveValue(/^http/);
  const link = await field.inputValue();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  return link;
};

/** First run by an invite link, up to the channel. */
export const join = async (person: Person, link: string): Promise<void> => {
  await begin(person, link);
  await person.page.getByRole('button', { name: 'Join', exact: true }).click();
  await openChannel(person.page, 'general');
};

export const openChannel = async (page: Page, channel: string): Promise<void> => {
  await page.getByRole('navigation', { name: 'Channels' }).getByText(channel, { exact: true }).click();
  await expect(page.getByRole('combobox', { name: `Write in #${channel}` })).toBeVisible();
};

export const say = async ({ page }: Person, text: string): Promise<void> => {
  const box = page.getByRole('combobox', { name: /^Write in/ });
  await box.fill(text);
  await box.press('Enter');
  await expect(message(page, text)).toBeVisible();
};

export const message = (page: Page, text: string): Locator =>
  page.getByRole('log').getByRole('article').filter({ hasText: text }).last();

/** The ids of the messages on screen, in order. */
export const shown = (page: Page): Promise<readonly string[]> =>
  page
    .getByRole('log')
    .locator('[data-message]')
    .evaluateAll((all) => all.map((one) => `${one.getAttribute('data-message')} ${one.textContent}`));

export const edit = async ({ page }: Person, text: string, next: string): Promise<void> => {
  await message(page, text).focus();
  await page.keyboard.press('e');
  const editor = page.getByRole('textbox', { name: 'Edit' });
  await editor.fill(next);
  await editor.press('Enter');
  await expect(message(page, next)).toBeVisible();
};

/** Reacts with the first emoji that a search for `word` finds. */
export const react = async ({ page }: Person, text: string, word: string): Promise<void> => {
  await message(page, text).hover();
  await message(page, text).getByRole('button', { name: 'Add a reaction' }).first().click();
  await page.getByPlaceholder('Find an emoji').fill(word);
  await page.getByRole('dialog', { name: 'Pick an emoji' }).getByRole('gridcell').first().click();
};

export const reply = async (person: Person, to: string, text: string): Promise<void> => {
  const { page } = person;
  await message(page, to).hover();
  await message(page, to).getByRole('button', { name: 'Reply', exact: true }).click();
  await say(person, text);
};
