/** Two people, one community: rules, order, deletion and archive of the one are what the other sees, live. */
import { begin, create, invite, message, openChannel, say, words } from './acts.ts';
import { expect, firstChannel, type Person, test } from './fixture.ts';

const channels = ({ page }: Person) => page.getByRole('navigation', { name: 'Channels' });
const row = (person: Person, name: string) =>
  channels(person).locator('[data-channel]').filter({ hasText: name }).locator('[data-row]');
const order = (person: Person): Promise<readonly string[]> =>
  channels(person)
    .locator('[data-channel]')
    .evaluateAll((rows) => rows.map((one) => one.querySelector('[data-row] span')?.textContent ?? ''));

const createChannel = async (person: Person, name: string): Promise<void> => {
  const { page, secrets } = person;
  secrets.add(name);
  await page.getByRole('button', { name: `${words.community} menu` }).click();
  await page.getByRole('menuitem', { name: 'New channel' }).click();
  await page.getByRole('textbox', { name: 'Channel name' }).fill(name);
  await page.getByRole('dialog').getByRole('button', { name: 'Create channel' }).click();
  await expect(row(person, name)).toBeVisible();
};
const chooseFrom = async (person: Person, name: string, entry: string): Promise<void> => {
  await row(person, name).hover();
  await person.page.getByRole('button', { name: `${name} menu`, exact: true }).click();
  await person.page.getByRole('menuitem', { name: entry }).click();
};

const rules = 'what is said in the maple house stays in the maple house';

test('[T12] who joins under rules accepts them before writing; order, deletion, undo and archive reach the other', async ({
  relay,
  meet,
}) => {
  const hana = await meet('Hanaberry');
  await begin(hana, relay.url);
  await create(hana, words.community);
  await say(hana, words.first);
  await test.step('a picture and rules', async () => {
    hana.secrets.add(rules);
    await hana.page.getByRole('button', { name: `${words.community} menu` }).click();
    await hana.page.getByRole('menuitem', { name: 'Community settings' }).click();
    await hana.page.getByRole('textbox', { name: 'Rules' }).fill(rules);
    await hana.page.locator('input[type=file]').setInputFiles({
      name: 'leaf.svg',
      mimeType: 'image/svg+xml',
      buffer: Buffer.from('no picture at all'),
    });
    await expect(hana.page.getByText('cannot be read as a picture', { exact: false })).toBeVisible();
    await hana.page.locator('input[type=file]').setInputFiles({
      name: 'leaf.png',
      mimeType: 'image/png',
      buffer: await hana.page.screenshot(),
    });
    await expect(hana.page.getByRole('button', { name: 'Remove it' })).toBeVisible();
    await hana.page.getByRole('button', { name: 'Save' }).click();
    await expect(hana.page.getByRole('button', { name: 'Save' })).toBeHidden();
    await expect(hana.page.getByRole('navigation', { name: 'Communities' }).locator('img')).toBeVisible();
    await hana.page.keyboard.press('Escape');
  });
  const link = await invite(hana);
  const dirk = await meet('Dirkstone');
  await begin(dirk, link);
  await dirk.page.getByRole('button', { name: 'Join', exact: true }).click();
  await test.step('the newcomer reads and accepts', async () => {
    await expect(dirk.page.getByText(rules)).toBeVisible();
    await expect(message(dirk.page, words.first)).toBeVisible();
    await expect(dirk.page.getByRole('combobox', { name: /^Write in/ })).toBeHidden();
    await dirk.page.getByRole('button', { name: 'I accept' }).click();
    await expect(dirk.page.getByRole('combobox', { name: /^Write in/ })).toBeFocused();
    await say(dirk, words.answer);
    await expect(message(hana.page, words.answer)).toBeVisible();
    await expect(dirk.page.getByRole('navigation', { name: 'Communities' }).locator('img')).toBeVisible();
  });
  await test.step('order by keys, seen by the other', async () => {
    await createChannel(hana, 'orchard');
    await createChannel(hana, 'kitchen');
    await expect(row(dirk, 'kitchen')).toBeVisible();
    await row(hana, 'kitchen').focus();
    await hana.page.keyboard.press('Control+Shift+ArrowUp');
    const wanted = ['kitchen', 'orchard', firstChannel];
    await expect.poll(() => order(hana)).toEqual(wanted);
    await expect.poll(() => order(dirk)).toEqual(wanted);
  });
  await test.step('deleted and undone', async () => {
    await openChannel(hana.page, 'orchard');
    await say(hana, 'apples are ripe');
    await chooseFrom(hana, 'orchard', 'Delete channel');
    await expect(row(dirk, 'orchard')).toBeHidden();
    await hana.page.getByRole('button', { name: 'Undo', exact: true }).click();
    await openChannel(dirk.page, 'orchard');
    await expect(message(dirk.page, 'apples are ripe')).toBeVisible();
  });
  await test.step('archived: read, and not written in', async () => {
    await dirk.page.getByRole('combobox', { name: /^Write in/ }).fill('half a thought');
    dirk.secrets.add('half a thought');
    await chooseFrom(hana, 'orchard', 'Archive');
    await expect(dirk.page.getByText('This channel is archived. It can only be read.')).toBeVisible();
    await expect(message(dirk.page, 'apples are ripe')).toBeVisible();
    await hana.page.getByRole('button', { name: 'Undo', exact: true }).click();
    await expect(dirk.page.getByRole('combobox', { name: /^Write in/ })).toHaveValue('half a thought');
  });
  for (const { complaints } of [hana, dirk])
    expect(complaints.filter((line) => !line.includes('ERR_'))).toEqual([]);
});
