/** Roles, overwrites and private channels, by who may set them and by who may not, with the shipped client. */
import type { Locator, Page } from '@playwright/test';
import { join, message, openChannel, say, settle, words } from './acts.ts';
import { expect, firstChannel, type Person, test } from './fixture.ts';

const openSettings = async (page: Page, section: string): Promise<void> => {
  await page.getByRole('button', { name: `${words.community} menu` }).click();
  await page.getByRole('menuitem', { name: 'Community settings' }).click();
  await page.getByRole('button', { name: section, exact: true }).click();
};
const closeSettings = (page: Page): Promise<void> =>
  page.getByRole('main').getByRole('button', { name: 'Close' }).click();
const openPermissions = async (page: Page, channel: string): Promise<void> => {
  await page.getByRole('button', { name: `${channel} menu` }).click();
  await page.getByRole('menuitem', { name: 'Channel settings' }).click();
  await page.getByRole('button', { name: 'Permissions', exact: true }).click();
};
const rows = (page: Page): Locator =>
  page.getByRole('list', { name: 'Roles, highest first' }).getByRole('button');
const names = (page: Page): Promise<readonly string[]> =>
  rows(page).evaluateAll((all) =>
    all.map((row) => row.querySelector('span:nth-of-type(2)')?.textContent ?? ''),
  );
const tab = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole('main').getByRole('radio', { name }).check({ force: true });
const save = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('region', { name: 'There are unsaved changes' })).toBeHidden();
};

const createRole = async ({ page, secrets }: Person, name: string): Promise<void> => {
  secrets.add(name);
  await page.getByRole('button', { name: 'Create a role' }).click();
  await page.getByRole('textbox', { name: 'Role name' }).fill(name);
  await save(page);
  await page.getByRole('button', { name: 'All roles' }).click();
  await expect(rows(page).filter({ hasText: name })).toBeVisible();
};

const inChannels = (page: Page, channel: string): Locator =>
  page.getByRole('navigation', { name: 'Channels' }).getByText(channel, { exact: true });

test('[T12] roles are made, put in order by drag and by keys, allow things, and who has one feels it', async ({
  relay,
  meet,
}) => {
  const { hana, dirk } = await settle(relay, meet);
  const { page } = hana;
  await openSettings(page, 'Roles');
  for (const name of ['Gardeners', 'Lanterns', 'Watermen']) await createRole(hana, name);
  await expect.poll(() => names(page)).toEqual(['Gardeners', 'Lanterns', 'Watermen']);

  await test.step('order by keys, announced', async () => {
    await rows(page).filter({ hasText: 'Watermen' }).focus();
    await page.keyboard.press('Alt+ArrowUp');
    await expect.poll(() => names(page)).toEqual(['Gardeners', 'Watermen', 'Lanterns']);
    await expect(page.getByText('Watermen is number 2 now')).toBeAttached();
    await expect(rows(page).filter({ hasText: 'Watermen' })).toBeFocused();
  });
  await test.step('order by drag', async () => {
    const from = await page.getByTitle('Move Lanterns').boundingBox();
    const to = await page.getByTitle('Move Gardeners').boundingBox();
    if (!from || !to) throw new Error('no grips');
    await page.mouse.move(from.x + 10, from.y + 10);
    await page.mouse.down();
    await page.mouse.move(to.x + 10, to.y + 4, { steps: 5 });
    await page.mouse.up();
    await expect.poll(() => names(page)).toEqual(['Lanterns', 'Gardeners', 'Watermen']);
  });
  await test.step('leaving loses nothing, and saving keeps it', async () => {
    await closeSettings(page);
    await openSettings(page, 'Roles');
    await expect.poll(() => names(page)).toEqual(['Lanterns', 'Gardeners', 'Watermen']);
    await save(page);
    await page.reload();
    await openSettings(page, 'Roles');
    await expect.poll(() => names(page)).toEqual(['Lanterns', 'Gardeners', 'Watermen']);
  });
  await test.step('a permission is given, and shown before it is saved', async () => {
    await rows(page).filter({ hasText: 'Lanterns' }).click();
    await tab(page, /^Members/);
    await page.getByRole('button', { name: 'Add a member' }).click();
    await page.getByRole('textbox', { name: 'Find by name' }).fill('dirk');
    await page.keyboard.press('Enter');
    await expect(page.getByText('Dirkstone has the role Lanterns now')).toBeVisible();
    await tab(page, 'Permissions');
    await page.getByRole('switch', { name: 'Manage channels', exact: true }).click();
    await page.getByRole('button', { name: 'What would change' }).click();
    const dialog = page.getByRole('dialog', { name: 'Saving changes this' });
    await expect(dialog.getByText('Dirkstone')).toBeVisible();
    await expect(dialog.getByText('Manage channels')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await save(page);
    await expect(dirk.page.getByRole('button', { name: /^New channel in/ }).first()).toBeVisible();
  });
  await test.step('what makes an administrator is asked about', async () => {
    await page.getByRole('switch', { name: 'Administrator', exact: true }).click();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('button', { name: 'Save all the same' }).click();
    await expect(page.getByRole('region', { name: 'There are unsaved changes' })).toBeHidden();
  });
  await test.step('what stands above oneself is locked, and says why', async () => {
    await openSettings(dirk.page, 'Roles');
    await rows(dirk.page).filter({ hasText: 'Lanterns' }).click();
    await expect(dirk.page.getByRole('textbox', { name: 'Role name' })).toBeDisabled();
    await expect(dirk.page.getByText('does not stand below you', { exact: false }).first()).toBeVisible();
  });
  await test.step('a role is deleted, and that is undone', async () => {
    await page.getByRole('button', { name: 'All roles' }).click();
    await rows(page).filter({ hasText: 'Watermen' }).click();
    await page.getByRole('button', { name: 'Delete this role' }).click();
    await expect(rows(page).filter({ hasText: 'Watermen' })).toBeHidden();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(rows(page).filter({ hasText: 'Watermen' })).toBeVisible();
  });
});

test('[T13] a private channel is neither seen nor read by who isn’t let in; overwrites and a role’s view follow', async ({
  relay,
  meet,
}) => {
  const { hana, dirk, link } = await settle(relay, meet);
  const mina = await meet('Minaflower');
  await join(mina, link);
  await expect(message(mina.page, words.answer)).toBeVisible();
  const { page } = hana;
  hana.secrets.add('lantern-room');

  await test.step('made for one person, with a lock', async () => {
    await page
      .getByRole('button', { name: /^New channel in/ })
      .first()
      .click();
    await page.getByRole('textbox', { name: 'Channel name' }).fill('lantern-room');
    await page.getByRole('switch', { name: 'Private channel' }).click();
    await page.getByRole('button', { name: 'Roles and members who can see it' }).click();
    await page
      .getByRole('dialog', { name: 'Roles and members who can see it' })
      .getByRole('button', { name: /^Dirkstone/ })
      .click();
    await page.getByRole('button', { name: 'Create channel' }).click();
    await expect(page.getByRole('combobox', { name: 'Write in #lantern-room' })).toBeVisible();
    await expect(
      page.getByRole('navigation', { name: 'Channels' }).getByRole('img', { name: 'Private' }),
    ).toBeVisible();
    await say(hana, 'only by lantern light');
  });
  await test.step('who is let in reads it', async () => {
    await openChannel(dirk.page, 'lantern-room');
    await expect(message(dirk.page, 'only by lantern light')).toBeVisible();
    await say(dirk, 'and by moonlight');
    await expect(message(page, 'and by moonlight')).toBeVisible();
  });
  await test.step('who isn’t has it nowhere', async () => {
    // What comes after it came: so it would have come too.
    await openChannel(page, firstChannel);
    await say(hana, 'after the lantern');
    await expect(message(mina.page, 'after the lantern')).toBeVisible();
    await expect(inChannels(mina.page, 'lantern-room')).toBeHidden();
    await mina.page.keyboard.press('Control+f');
    await mina.page.getByRole('searchbox').fill('lantern');
    await expect(
      mina.page
        .getByRole('option', { name: /after the lantern/ })
        .or(mina.page.getByText('after the lantern').last()),
    ).toBeVisible();
    await expect(mina.page.getByText('only by lantern light')).toBeHidden();
    await mina.page.reload();
    await openChannel(mina.page, firstChannel);
    await expect(inChannels(mina.page, 'lantern-room')).toBeHidden();
  });
  await test.step('through the eyes of who has no role it isn’t there, and nothing can be done', async () => {
    await openSettings(page, 'Roles');
    await page.getByRole('button', { name: 'View as role' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'View', exact: true }).click();
    await expect(page.getByText('You are viewing as somebody without a role')).toBeVisible();
    await expect(inChannels(page, 'lantern-room')).toBeHidden();
    await inChannels(page, firstChannel).click();
    await expect(page.getByText('They could write here.')).toBeVisible();
    await expect(page.getByRole('combobox', { name: /^Write in/ })).toBeHidden();
    await page.getByRole('button', { name: 'Stop viewing' }).click();
    await expect(inChannels(page, 'lantern-room')).toBeVisible();
  });
  await test.step('who is taken out is asked about, and reads nothing more', async () => {
    await openPermissions(page, 'lantern-room');
    await page.getByText('Dirkstone', { exact: true }).click();
    const sight = page.getByRole('radiogroup', { name: 'View channels' });
    await expect(sight.getByRole('radio', { name: 'Allow' })).toBeChecked();
    await sight.getByRole('radio', { name: 'Allow' }).focus();
    await page.keyboard.press('ArrowLeft');
    await expect(sight.getByRole('radio', { name: 'Inherit' })).toBeChecked();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByRole('dialog').getByText('Dirkstone')).toBeVisible();
    await page.getByRole('button', { name: 'Save all the same' }).click();
    await expect(page.getByRole('region', { name: 'There are unsaved changes' })).toBeHidden();
    await expect(inChannels(dirk.page, 'lantern-room')).toBeHidden();
    await closeSettings(page);
    await openChannel(page, 'lantern-room');
    await say(hana, 'alone with the lantern');
    await openChannel(page, firstChannel);
    await say(hana, 'after being alone');
    await openChannel(dirk.page, firstChannel);
    await expect(message(dirk.page, 'after being alone')).toBeVisible();
    await dirk.page.keyboard.press('Control+f');
    await dirk.page.getByRole('searchbox').fill('alone');
    await expect(dirk.page.getByText('after being alone').last()).toBeVisible();
    await expect(dirk.page.getByText('alone with the lantern')).toBeHidden();
  });
  await test.step('why somebody may not write is told step by step', async () => {
    await openPermissions(page, firstChannel);
    await page
      .getByRole('radiogroup', { name: 'Send messages', exact: true })
      .getByText('Deny')
      .click({ force: true });
    await save(page);
    await page.getByRole('button', { name: 'Why is it allowed?' }).click();
    await page.getByRole('combobox', { name: 'Member' }).selectOption({ label: 'Minaflower' });
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByText('No, Minaflower may not')).toBeVisible();
    await expect(dialog.getByText('Everyone is allowed to')).toBeVisible();
    await expect(dialog.getByText(`#${firstChannel} denies it to everyone`)).toBeVisible();
    await expect(mina.page.getByRole('combobox', { name: /^Write in/ })).toBeHidden();
  });
});
