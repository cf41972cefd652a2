/** What a person does in the app, by what they see. */
import { expect, type Locator, type Page } from '@playwright/test';
import { firstChannel, type Meet, type Person } from './fixture.ts';
import type { RelayServer } from './relay-server.ts';

/** First run: a name, the phrase put off. Ends at the choice of create or join, or at a link's preview. */
export const begin = async ({ page, name }: Person, url: string): Promise<void> => {
  await page.goto(url);
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'I will do it later' }).click();
};

export const create = async ({ page, secrets }: Person, community: string): Promise<void> => {
  secrets.add(community);
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
  await openChannel(person.page, firstChannel);
};

export const openChannel = async (page: Page, channel: string): Promise<void> => {
  await page.getByRole('navigation', { name: 'Channels' }).getByText(channel, { exact: true }).click();
  await expect(page.getByRole('combobox', { name: `Write in #${channel}` })).toBeVisible();
};

export const say = async ({ page, secrets }: Person, text: string): Promise<void> => {
  secrets.add(text);
  const box = page.getByRole('combobox', { name: /^Write in/ });
  await box.fill(text);
  await box.press('Enter');
  await expect(message(page, text)).toBeVisible();
};

/** The channel's own log; a thread's comes after it. */
const log = (page: Page): Locator => page.getByRole('log').first();

export const message = (page: Page, text: string): Locator =>
  log(page)
    .getByRole('article')
    // Not what a reply quotes.
    .filter({ has: page.getByRole('paragraph').filter({ hasText: text }) })
    .last();

/**
 * The timeline as a person reads it, one line a message, in order: who, what, marks, what it answers,
 * reactions with who reacted, replies in its thread. Left out is what differs from reader to reader.
 */
export const timeline = (page: Page): Promise<readonly string[]> =>
  log(page)
    .locator('[data-message]')
    .evaluateAll((articles) =>
      articles.map((article) => {
        const copy = article.cloneNode(true);
        if (!(copy instanceof Element)) return '';
        for (const own of copy.querySelectorAll('time, [data-state], [data-add]')) own.remove();
        const labels = [...copy.querySelectorAll('button[aria-pressed]')].map((one) => one.ariaLabel);
        const author = article.ariaLabel?.split(',')[0] ?? '';
        return [article.getAttribute('data-message'), author, copy.textContent, ...labels].join(' | ');
      }),
    );

/** All of them read the same, sooner or later. */
export const expectSameTimeline = async (one: Person, ...others: readonly Person[]): Promise<void> => {
  for (const other of others)
    await expect(async () => {
      expect(await timeline(other.page)).toEqual(await timeline(one.page));
    }).toPass({ timeout: 60_000 });
};

export const edit = async ({ page, secrets }: Person, text: string, next: string): Promise<void> => {
  secrets.add(next);
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

/** Deletes without second thoughts: a page that goes away does not wait for them, so this one says it does. */
export const remove = async ({ page }: Person, text: string): Promise<void> => {
  await message(page, text).focus();
  await page.keyboard.press('Delete');
  await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pagehide')));
  await expect(message(page, text)).toBeHidden();
  await expect(message(page, 'This message was deleted')).toBeVisible();
};

/** Answers in the thread of `to`, beside the channel. */
export const replyInThread = async ({ page, secrets }: Person, to: string, text: string): Promise<void> => {
  secrets.add(text);
  await message(page, to).hover();
  await message(page, to).getByRole('button', { name: 'Thread', exact: true }).click();
  const box = page.getByRole('combobox', { name: 'Reply in this thread' });
  await box.fill(text);
  await box.press('Enter');
  await expect(page.getByRole('article').filter({ hasText: text })).toBeVisible();
};

export const words = {
  community: 'Maple house',
  first: 'first words by the pond',
  answer: 'answer across the water',
  corrected: 'answer across the river',
  quoting: 'quoting you here',
} as const;

/** Hana has a community, Dirk joined by her link, both have spoken. */
export const settle = async (relay: RelayServer, meet: Meet) => {
  const hana = await meet('Hanaberry');
  await begin(hana, relay.url);
  await create(hana, words.community);
  await say(hana, words.first);
  const link = await invite(hana);
  const dirk = await meet('Dirkstone');
  await join(dirk, link);
  await expect(message(dirk.page, words.first)).toBeVisible();
  await say(dirk, words.answer);
  await expect(message(hana.page, words.answer)).toBeVisible();
  return { hana, dirk, link };
};
