/** What the browser keeps, and what it lost: never a new identity without a word [P19]. */
import type { Locator, Page } from '@playwright/test';
import { create, message, openChannel, say } from './acts.ts';
import { expect, firstChannel, type Person, test } from './fixture.ts';
import { withoutFileHandles } from './without-file-handles.ts';

const wordsIn = async (items: Locator): Promise<string> => {
  await expect(items).toHaveCount(24);
  return (await items.allTextContents()).join(' ');
};

/** First run, with the words written down. */
const beginWithPhrase = async ({ page, name, secrets }: Person, url: string): Promise<string> => {
  await page.goto(url);
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByRole('button', { name: 'Continue' }).click();
  const phrase = await wordsIn(page.getByRole('dialog').locator('ol li'));
  secrets.add(phrase);
  await page.getByRole('button', { name: 'I wrote them down' }).click();
  return phrase;
};

/** A page of the same origin without the app, so that nothing is in use. */
const standBeside = (page: Page, url: string) => page.goto(`${url}icon.svg`);

const clearSecrets = (page: Page): Promise<unknown> =>
  page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const gone = indexedDB.deleteDatabase('maru-secrets');
        gone.onsuccess = resolve;
        gone.onerror = reject;
      }),
  );

/** The browser lets go of a file some time after the page that held it has gone. */
const clearFiles = (page: Page): Promise<void> =>
  expect(() =>
    page.evaluate(async () => {
      const root = await navigator.storage.getDirectory();
      for await (const name of root.keys()) await root.removeEntry(name, { recursive: true });
    }),
  ).toPass({ timeout: 20_000 });

const phraseInSettings = async (page: Page): Promise<string> => {
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await page.getByRole('button', { name: 'Recovery phrase' }).click();
  await page.getByRole('button', { name: 'Show the phrase' }).click();
  return wordsIn(page.locator('#page ol li'));
};

test('[S1] without synchronous file handles nothing is lost by a reload, and settings say what is less safe', async ({
  relay,
  meet,
}) => {
  const hana = await meet('Hanaberry');
  await withoutFileHandles(hana.context);
  await beginWithPhrase(hana, relay.url);
  await create(hana, 'Maple house');
  await say(hana, 'kept in a snapshot');
  await hana.page.reload();
  await openChannel(hana.page, firstChannel);
  await expect(message(hana.page, 'kept in a snapshot')).toBeVisible();
  await hana.page.getByRole('button', { name: 'Settings', exact: true }).click();
  await hana.page.getByRole('button', { name: 'Connection and storage' }).click();
  await expect(hana.page.getByText('A sudden end may cost the last few seconds.')).toBeVisible();
});

test('the browser lost the key: the phrase opens everything, another person’s does not; it lost the files: the key goes on', async ({
  relay,
  meet,
}) => {
  const hana = await meet('Hanaberry');
  const dirk = await meet('Dirkstone');
  const { page } = hana;
  const phrase = await beginWithPhrase(hana, relay.url);
  const othersPhrase = await beginWithPhrase(dirk, relay.url);
  await create(hana, 'Maple house');
  await say(hana, 'before the key was lost');

  await test.step('files without their key', async () => {
    await standBeside(page, relay.url);
    await clearSecrets(page);
    await page.goto(relay.url);
    await expect(page.getByRole('heading', { name: 'Your files are here, your key is not' })).toBeVisible();
    const field = page.getByRole('textbox', { name: 'Recovery phrase' });
    const open = page.getByRole('button', { name: 'Open with the phrase' });
    await field.fill(othersPhrase);
    await open.click();
    await expect(page.getByText('That phrase belongs to someone else than these files.')).toBeVisible();
    await field.fill(phrase);
    await open.click();
    await openChannel(page, firstChannel);
    await expect(message(page, 'before the key was lost')).toBeVisible();
    await say(hana, 'after the key came back');
    await page.reload();
    await openChannel(page, firstChannel);
    await expect(message(page, 'after the key came back')).toBeVisible();
  });
  await test.step('a key without its files', async () => {
    await standBeside(page, relay.url);
    await clearFiles(page);
    await page.goto(relay.url);
    await expect(page.getByRole('heading', { name: 'Your key is still here' })).toBeVisible();
    await page.getByRole('textbox', { name: 'Name' }).fill('Hanaberry');
    await page.getByRole('button', { name: 'Go on as the same person' }).click();
    // As at a first run, the choice of create or join comes next.
    await expect(page.getByRole('button', { name: /^Make a community/ })).toBeVisible();
    await page.keyboard.press('Escape');
    expect(await phraseInSettings(page)).toBe(phrase);
  });
  await test.step('everything is gone: a first run that claims nothing else', async () => {
    await standBeside(page, relay.url);
    await clearFiles(page);
    await clearSecrets(page);
    await page.goto(relay.url);
    await expect(page.getByRole('heading', { name: 'What should people call you?' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Come back with a recovery phrase' })).toBeVisible();
  });
});
