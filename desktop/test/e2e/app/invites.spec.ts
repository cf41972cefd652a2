/** Invites from one browser profile to the next, through a real relay [P19, T10]. */
import type { Page } from '@playwright/test';
import { begin, create, message, openChannel, say } from './acts.ts';
import { expect, firstChannel, type Person, test } from './fixture.ts';

/** Makes a link with conditions and returns it. */
const inviteWith = async (
  { page }: Person,
  choose: (dialog: ReturnType<Page['getByRole']>) => Promise<void>,
) => {
  await page.getByRole('button', { name: 'Invite people' }).first().click();
  const dialog = page.getByRole('dialog');
  const field = dialog.getByRole('textbox', { name: 'Invite link' });
  await expect(field).toHaveValue(/^http/);
  const usual = await field.inputValue();
  await dialog.getByRole('button', { name: 'Other conditions' }).click();
  await choose(dialog);
  await dialog.getByRole('button', { name: 'Make a new link' }).click();
  await expect(field).toHaveValue(/^http/);
  await expect(field).not.toHaveValue(usual);
  const link = await field.inputValue();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  return link;
};
const follow = async (person: Person, link: string) => {
  await begin(person, link);
  await person.page.getByRole('button', { name: 'Join', exact: true }).click();
};
const openSettings = async ({ page }: Person, section: string) => {
  await page
    .getByRole('button', { name: / menu$/ })
    .first()
    .click();
  await page.getByRole('menuitem', { name: 'Community settings' }).click();
  await page.getByRole('button', { name: section, exact: true }).click();
};
const actOnLimited = async ({ page }: Person, act: string) => {
  const row = page.getByRole('listitem').filter({ hasText: 'of 3 used' });
  await row.getByRole('button', { name: 'What you can do with this invite' }).click();
  await page.getByRole('menuitem', { name: act }).click();
};

test('a link with conditions lets in, paused it says so and goes on by itself, and one with approval waits for a person', async ({
  relay,
  meet,
}) => {
  const hana = await meet('Hanaberry');
  await begin(hana, relay.url);
  await create(hana, 'Pondside');
  await say(hana, 'tea is ready');
  const limited = await inviteWith(hana, async (dialog) => {
    await dialog.getByRole('combobox', { name: 'Valid for' }).selectOption({ label: '1 hour' });
    await dialog.getByRole('textbox', { name: 'How many people may use it' }).fill('3');
  });
  const asks = await inviteWith(hana, (dialog) =>
    dialog.getByRole('switch', { name: 'Only with approval' }).click(),
  );

  await openSettings(hana, 'Invites');
  await actOnLimited(hana, 'Pause');
  const carol = await meet('Carolpond');
  await test.step('paused, the link says so', async () => {
    await follow(carol, limited);
    await expect(carol.page.getByRole('heading', { name: 'This invite is paused' }).first()).toBeVisible();
  });
  await test.step('and lets in by itself, with what was said, once it goes on', async () => {
    await actOnLimited(hana, 'Resume');
    await openChannel(carol.page, firstChannel);
    await expect(message(carol.page, 'tea is ready')).toBeVisible();
    await expect(hana.page.getByText('1 of 3 used')).toBeVisible();
  });

  await test.step('with approval, one waits and comes in when somebody lets them', async () => {
    const dee = await meet('Deefield');
    await follow(dee, asks);
    await expect(dee.page.getByRole('heading', { name: 'Waiting to be let in' }).first()).toBeVisible();
    await expect(dee.page.getByRole('main')).toContainText('Deefield');
    await hana.page.getByRole('button', { name: 'Requests to join', exact: true }).click();
    await hana.page.getByRole('button', { name: 'Let Deefield in' }).click();
    await openChannel(dee.page, firstChannel);
  });
});
