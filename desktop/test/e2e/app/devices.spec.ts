/** One person on several machines: linking, finding everything again by the words, taking a device away [T10, T11, T13]. */
import { expect, type Page } from '@playwright/test';
import { begin, create, message, openChannel, say } from './acts.ts';
import { firstChannel, type Person, test } from './fixture.ts';

const openSettings = async (page: Page, section: string): Promise<void> => {
  await page.getByRole('button', { name: 'Settings', exact: true }).first().click();
  await page.getByRole('button', { name: section, exact: true }).click();
};
const leaveSettings = (page: Page): Promise<void> => page.keyboard.press('Escape');

const digits = async (page: Page): Promise<string> => {
  await expect(page.getByText('Do both devices show the same number?')).toBeVisible();
  return (await page.getByText(/^\d{3} \d{4}$/).textContent()) ?? '';
};

/** From the device in use to a new one: the code is typed, the digits compared on both. */
const link = async (from: Person, to: Person, url: string): Promise<void> => {
  await openSettings(from.page, 'Devices');
  await from.page.getByRole('button', { name: 'Link a device' }).click();
  const code = (await from.page.getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/).textContent()) ?? '';
  await to.page.goto(url);
  await to.page.getByRole('button', { name: 'Link with another device of mine' }).click();
  await to.page.getByRole('textbox', { name: 'Code or link' }).fill(code.toLowerCase());
  await to.page.getByRole('button', { name: 'Link', exact: true }).click();
  expect(await digits(to.page)).toBe(await digits(from.page));
  await to.page.getByRole('button', { name: 'They are the same' }).click();
  await from.page.getByRole('button', { name: 'They are the same' }).click();
  await expect(from.page.getByText('Linked', { exact: true })).toBeVisible();
  await from.page.getByRole('button', { name: 'Close' }).last().click();
};

const goOn = async (page: Page): Promise<void> => {
  await expect(page.getByText('1 of 1 communities found')).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Go to Maru' }).click();
  await openChannel(page, firstChannel);
};

test('[T10] [T11] a second device is linked by a code and seven digits, reads what was said, and is locked when it is taken away', async ({
  meet,
  relay,
}) => {
  const desk = await meet('Hana');
  const phone = await meet('Hana on her phone');
  await begin(desk, relay.url);
  await create(desk, 'House');
  await say(desk, 'said before the phone came');
  await link(desk, phone, relay.url);
  await goOn(phone.page);
  await expect(message(phone.page, 'said before the phone came')).toBeVisible();
  await say(phone, 'said on the phone');
  await leaveSettings(desk.page);
  await expect(message(desk.page, 'said on the phone')).toBeVisible();

  await openSettings(desk.page, 'Devices');
  const list = desk.page.getByRole('list', { name: 'Your devices' });
  await list.getByRole('listitem').filter({ hasNotText: 'This device' }).getByRole('button').click();
  await desk.page.getByRole('menuitem', { name: 'Remove' }).click();
  await desk.page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(desk.page.getByText('Removed devices')).toBeVisible();
  await expect(phone.page.getByRole('alert')).toContainText('This device was removed from another one', {
    timeout: 30_000,
  });
  await expect(phone.page.getByRole('combobox', { name: /^Write in/ })).toBeHidden();
  await leaveSettings(desk.page);
  await say(desk, 'not for the phone');
  await expect(desk.page.locator('[data-state=relayed], [data-state=seen]').last()).toBeVisible();
  await expect(message(phone.page, 'said on the phone')).toBeVisible();
  await expect(message(phone.page, 'not for the phone')).toBeHidden();
});

test('[T10] a new machine with the 24 words and the relay has the community, the name and the messages again', async ({
  meet,
  relay,
}) => {
  const before = await meet('Dirk');
  await begin(before, relay.url);
  await create(before, 'Archive');
  await say(before, 'kept for later');
  await openSettings(before.page, 'Recovery phrase');
  await before.page.getByRole('button', { name: 'Show the phrase' }).click();
  const words = await before.page.getByRole('list').locator('li').allTextContents();
  const phrase = words.filter((word) => /^[a-z]+$/.test(word)).join(' ');
  before.secrets.add(phrase);

  const after = await meet('Dirk on a new machine');
  await after.page.goto(relay.url);
  await after.page.getByRole('button', { name: 'Come back with a recovery phrase' }).click();
  await after.page.getByRole('textbox', { name: 'Recovery phrase' }).fill(phrase);
  await after.page.getByRole('button', { name: 'Restore', exact: true }).click();
  await goOn(after.page);
  await expect(message(after.page, 'kept for later')).toBeVisible();
  await expect(after.page.getByText('Dirk', { exact: true }).first()).toBeVisible();
});
