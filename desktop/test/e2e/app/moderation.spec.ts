/** Rules, reports and a purge, among three people with the shipped web client. */
import type { Page } from '@playwright/test';
import { join, message, say, settle, words } from './acts.ts';
import { expect, type Person, test } from './fixture.ts';

const composer = ({ page }: Person) => page.getByRole('combobox', { name: /^Write in/ });

const openSettings = async (page: Page, section: string) => {
  await page.getByRole('button', { name: `${words.community} menu` }).click();
  await page.getByRole('menuitem', { name: 'Community settings' }).click();
  await page
    .getByRole('navigation', { name: words.community })
    .getByRole('button', { name: section, exact: true })
    .click();
};
const closeSettings = (page: Page) =>
  page.getByRole('button', { name: 'Close', exact: true }).first().click();

const report = async ({ page }: Person, text: string, reason: string, note: string) => {
  await message(page, text).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Report' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('Only Hanaberry can read this report')).toBeVisible();
  await dialog.getByRole('radio', { name: reason }).check();
  await dialog.getByRole('textbox').fill(note);
  await dialog.getByRole('button', { name: 'Report', exact: true }).click();
  await expect(dialog).toBeHidden();
};

test('[P19] [T12] a rule is met before sending; reports reach who moderates; a ban takes back what was said', async ({
  relay,
  meet,
}) => {
  const { hana, dirk, link } = await settle(relay, meet);
  const mira = await meet('Mirandola');
  await join(mira, link);
  await expect(message(mira.page, words.answer)).toBeVisible();

  await test.step('a rule is made, and its mistakes are said beside the field', async () => {
    const { page } = hana;
    await openSettings(page, 'Automatic rules');
    await page.getByRole('button', { name: 'New rule' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('No lotteries');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByRole('alert')).toHaveText('Write at least one word.');
    await page.getByRole('textbox', { name: 'Words not allowed' }).fill('lotter*');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('textbox', { name: /^Write something/ }).fill('A LOTTERY for all');
    await expect(page.getByText('Words not allowed: lotter')).toBeVisible();
    await closeSettings(page);
  });

  await test.step('its author is told before sending, and keeps the words', async () => {
    const { page } = dirk;
    await composer(dirk).fill('my lottery ticket');
    await expect(page.getByText('the rule “No lotteries” hides this from others')).toBeVisible();
    await composer(dirk).press('Enter');
    await expect(page.getByRole('alert')).toContainText('Not sent');
    await expect(composer(dirk)).toHaveValue('my lottery ticket');
    await say(dirk, 'my raffled ticket');
    await expect(message(mira.page, 'my raffled ticket')).toBeVisible();
    await expect(mira.page.getByText('my lottery ticket')).toHaveCount(0);
  });

  await test.step('a report reaches who moderates, who deletes the message and so closes it', async () => {
    await report(mira, 'my raffled ticket', 'Spam', 'again and again');
    const { page } = hana;
    await openSettings(page, 'Reports');
    await expect(page.getByText('again and again')).toBeVisible();
    await page.getByRole('button', { name: 'Delete message' }).click();
    await expect(page.getByText('Nothing to look at', { exact: true })).toBeVisible();
    await page.getByText('Closed', { exact: true }).click();
    await expect(page.getByText(/^Handled by Hanaberry/)).toBeVisible();
    await expect(message(mira.page, 'my raffled ticket')).toBeHidden();
    await closeSettings(page);
  });

  await test.step('a ban from the queue takes back what was said; who moderates may look', async () => {
    await report(mira, words.answer, 'Harassment', '');
    const { page } = hana;
    await openSettings(page, 'Reports');
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Ban Dirkstone' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox').selectOption({ index: 1 });
    await dialog.getByRole('button', { name: 'Ban', exact: true }).click();
    await expect(dialog).toBeHidden();
    await closeSettings(page);
    await expect(mira.page.getByText(words.answer)).toHaveCount(0);
    const folded = page.getByRole('article').filter({ hasText: 'Hidden with a ban' }).last();
    await expect(folded).not.toContainText(words.answer);
    await expect(page.getByText(words.answer)).toHaveCount(0);
    await folded.getByRole('button', { name: 'Show message' }).click();
    await expect(page.getByText(words.answer)).toBeVisible();
  });
});
