/** What is done with members, as they see it on their own open pages: the shipped web client and a real relay. */
import type { Page } from '@playwright/test';
import { begin, message, openChannel, say, settle, words } from './acts.ts';
import { expect, firstChannel, type Person, test } from './fixture.ts';

const cardOf = async (page: Page, text: string, name: string) => {
  await message(page, text).getByRole('button', { name, exact: true }).click();
  const card = page.getByRole('dialog', { name, exact: true });
  await expect(card).toBeVisible();
  return card;
};

/** One of the things that can be done with somebody, from the card beside their name. */
const choose = async (page: Page, text: string, name: string, entry: string) => {
  const card = await cardOf(page, text, name);
  await card.getByRole('button', { name: `What you can do with ${name}` }).click();
  await page.getByRole('menuitem', { name: entry }).click();
};

const openSettings = async (page: Page, section: string) => {
  await page.getByRole('button', { name: `${words.community} menu` }).click();
  await page.getByRole('menuitem', { name: 'Community settings' }).click();
  await page
    .getByRole('navigation', { name: words.community })
    .getByRole('button', { name: section, exact: true })
    .click();
};

const composer = ({ page }: Person) => page.getByRole('combobox', { name: /^Write in/ });

/** A link that lets nobody in by itself. */
const inviteWithApproval = async (page: Page): Promise<string> => {
  await page.getByRole('button', { name: 'Invite people' }).click();
  await page.getByRole('button', { name: 'Other conditions' }).click();
  await page.getByRole('switch', { name: 'Only with approval' }).click();
  await page.getByRole('button', { name: 'Make a new link' }).click();
  await expect(page.getByText('Anyone with this link can ask to come in')).toBeVisible();
  const link = await page.getByRole('textbox', { name: 'Invite link' }).inputValue();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  return link;
};

test('[T11] [T12] a nickname, a timeout and a ban are seen at once on the open page of whom they concern', async ({
  relay,
  meet,
}) => {
  const { hana, dirk } = await settle(relay, meet);
  for (const reason of ['too loud for this hour', 'sells mirrors at the door', 'Dirk of the pond'])
    hana.secrets.add(reason);

  await test.step('a nickname', async () => {
    await choose(hana.page, words.answer, 'Dirkstone', 'Change nickname');
    await hana.page.getByRole('textbox', { name: 'Name in this community' }).fill('Dirk of the pond');
    await hana.page.keyboard.press('Enter');
    await expect(message(dirk.page, words.answer)).toContainText('Dirk of the pond');
  });
  await test.step('who may not sees why', async () => {
    const card = await cardOf(dirk.page, words.first, 'Hanaberry');
    await expect(card).toContainText('Owner');
    await card.getByRole('button', { name: 'What you can do with Hanaberry' }).click();
    await expect(dirk.page.getByRole('menuitem', { name: /^Kick/ })).toBeDisabled();
    await expect(dirk.page.getByRole('menuitem', { name: /^Kick/ })).toContainText('The owner');
    await dirk.page.keyboard.press('Escape');
    await dirk.page.keyboard.press('Escape');
    await expect(card).toBeHidden();
    await expect(message(dirk.page, words.first).getByRole('button', { name: 'Hanaberry' })).toBeFocused();
  });
  await test.step('a timeout, taken back', async () => {
    await choose(hana.page, words.answer, 'Dirk of the pond', 'Time out');
    await hana.page.getByRole('textbox', { name: /^Reason/ }).fill('too loud for this hour');
    await hana.page.getByRole('button', { name: 'Time out', exact: true }).click();
    await expect(composer(dirk)).toBeHidden();
    await expect(dirk.page.getByText('too loud for this hour')).toBeVisible();
    await hana.page.getByRole('button', { name: 'Undo' }).last().click();
    await expect(composer(dirk)).toBeVisible();
    await say(dirk, 'quietly now');
    await expect(message(hana.page, 'quietly now')).toBeVisible();
  });
  await test.step('a ban', async () => {
    await openSettings(hana.page, 'Members');
    await hana.page.getByRole('button', { name: 'What you can do with Dirk of the pond' }).click();
    await hana.page.getByRole('menuitem', { name: 'Ban' }).click();
    const dialog = hana.page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'Hide what they wrote' }).selectOption('Last 1 hour');
    await dialog.getByRole('textbox', { name: /^Reason/ }).fill('sells mirrors at the door');
    await dialog.getByRole('button', { name: 'Ban', exact: true }).click();
    await expect(dirk.page.getByRole('heading', { name: 'You are banned here' })).toBeVisible();
    const page = dirk.page.getByRole('main');
    await expect(page.getByText('Hanaberry banned you.')).toBeVisible();
    await expect(page.getByText('Reason: sells mirrors at the door')).toBeVisible();
    await openSettingsSection(hana.page, 'Bans');
    await expect(hana.page.getByRole('listitem').filter({ hasText: 'Dirk of the pond' })).toContainText(
      'sells mirrors at the door',
    );
    await hana.page.keyboard.press('Escape');
    await openChannel(hana.page, firstChannel);
    await expect(message(hana.page, words.first)).toBeVisible();
  });
  for (const { complaints } of [hana, dirk])
    expect(complaints.filter((line) => !line.includes('ERR_'))).toEqual([]);
});

const openSettingsSection = (page: Page, section: string) =>
  page
    .getByRole('navigation', { name: words.community })
    .getByRole('button', { name: section, exact: true })
    .click();

test('[T12] somebody asks to come in, is let in, and leaves', async ({ relay, meet }) => {
  const { hana } = await settle(relay, meet);
  const link = await inviteWithApproval(hana.page);
  const mina = await meet('Minaflower');
  await begin(mina, link);
  await mina.page.getByRole('button', { name: /^(Join|Ask)/ }).click();
  await expect(mina.page.getByRole('heading', { name: 'Waiting to be let in' })).toBeVisible();
  await openSettings(hana.page, 'Requests to join');
  await hana.page.getByRole('button', { name: 'Let Minaflower in' }).click();
  await openChannel(mina.page, firstChannel);
  await expect(message(mina.page, words.first)).toBeVisible({ timeout: 30_000 });
  await say(mina, 'glad to be here');
  await hana.page.keyboard.press('Escape');
  await expect(message(hana.page, 'glad to be here')).toBeVisible();

  await mina.page.getByRole('button', { name: `${words.community} menu` }).click();
  await mina.page.getByRole('menuitem', { name: 'Leave this community' }).click();
  await mina.page.getByRole('button', { name: 'Leave', exact: true }).click();
  await expect(mina.page.getByRole('heading', { name: 'You have left this community' })).toBeVisible();
});
