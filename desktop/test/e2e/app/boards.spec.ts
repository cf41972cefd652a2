/** Issue 6, shown by 1: three people keep one board, at once and apart, with the shipped web client and a real relay. */
import type { Page } from '@playwright/test';
import { begin, create, invite, join, message, openChannel, say, words } from './acts.ts';
import { expect, firstChannel, type Person, test } from './fixture.ts';

const board = 'pond-board';

const inChannels = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Channels' }).getByText(name, { exact: true });
const openBoard = async ({ page }: Person) => {
  await inChannels(page, board).click();
  await expect(page.getByRole('region', { name: `Board ${board}` })).toBeVisible();
};
const column = ({ page }: Person, name: string) => page.getByRole('region', { name, exact: true });
const card = ({ page }: Person, title: string) =>
  page.getByRole('listitem').filter({ hasText: title }).locator('[data-card]');

/** Each column with its cards, in their order, as it is read. */
const read = ({ page }: Person): Promise<string> =>
  page
    .getByRole('region', { name: `Board ${board}` })
    .locator('[data-column]')
    .evaluateAll((columns) =>
      columns
        .map((one) => {
          const titles = [...one.querySelectorAll('[data-card] [data-title]')];
          return `${one.querySelector('h2')?.textContent}: ${titles.map((title) => title.textContent).join(', ')}`;
        })
        .join('\n'),
    );
const expectSame = (people: readonly Person[], expected: string) =>
  expect(async () => {
    for (const said of await Promise.all(people.map(read))) expect(said).toBe(expected);
  }).toPass({ timeout: 30_000 });

const add = async (person: Person, to: string, ...titles: readonly string[]) => {
  await column(person, to)
    .getByRole('button', { name: /^Add a card/ })
    .click();
  const field = person.page.getByRole('textbox', { name: `Title of a new card in “${to}”` });
  for (const title of titles) {
    person.secrets.add(title);
    await field.fill(title);
    await field.press('Enter');
    await expect(card(person, title)).toBeVisible();
  }
  await field.press('Escape');
};
const choose = async ({ page }: Person, button: string, entry: string | RegExp) => {
  await page
    .getByRole('region', { name: `Board ${board}` })
    .getByRole('button', { name: button, exact: true })
    .click();
  await page.getByRole('menuitem', { name: entry }).click();
};
const panel = ({ page }: Person) => page.getByRole('complementary', { name: 'Card', exact: true });
const hold = async ({ wire, page }: Person) => {
  wire.cut();
  await expect(page.getByRole('button', { name: /^Connected/ })).toBeHidden();
};
const release = async ({ wire, page }: Person) => {
  wire.mend();
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
};

test('[S2] three keep one board at once and apart; keys, a plan answered from the channel, the past, a trial', async ({
  relay,
  meet,
}) => {
  const hana = await meet('Hanaberry');
  await begin(hana, relay.url);
  await create(hana, words.community);
  const link = await invite(hana);
  const [dirk, mina] = [await meet('Dirkstone'), await meet('Minaflower')];
  await join(dirk, link);
  await join(mina, link);
  const all = [hana, dirk, mina];
  const { page } = hana;

  await test.step('a board is made, with its first columns and cards', async () => {
    hana.secrets.add(board);
    await page
      .getByRole('button', { name: /^New channel in/ })
      .first()
      .click();
    await page.getByRole('group', { name: 'Kind' }).getByText('Board', { exact: true }).click();
    await page.getByRole('textbox', { name: 'Channel name' }).fill(board);
    await page.getByRole('button', { name: 'Create channel' }).click();
    await page.getByRole('button', { name: 'Start with three columns' }).click();
    await add(hana, 'To do', 'sweep the landing', 'mend the rowboat', 'feast at the pond');
    for (const one of [dirk, mina]) await openBoard(one);
    await expect(page.getByRole('img', { name: /^2 others are looking at this/ })).toBeVisible();
    await expectSame(all, 'To do: sweep the landing, mend the rowboat, feast at the pond\nDoing: \nDone: ');
  });
  await test.step('by keyboard: picked up, carried, let go, and put back', async () => {
    await card(dirk, 'mend the rowboat').focus();
    await dirk.page.keyboard.press('Space');
    await expect(
      dirk.page.getByRole('status').filter({ hasText: 'Picked up “mend the rowboat”' }),
    ).toBeAttached();
    await dirk.page.keyboard.press('ArrowRight');
    await expect(dirk.page.getByRole('status').filter({ hasText: 'Place 1 of 1 in “Doing”' })).toBeAttached();
    await dirk.page.keyboard.press('Space');
    await expectSame(all, 'To do: sweep the landing, feast at the pond\nDoing: mend the rowboat\nDone: ');
    await expect(card(dirk, 'mend the rowboat')).toBeFocused();
    await dirk.page.keyboard.press('Space');
    await dirk.page.keyboard.press('ArrowRight');
    await dirk.page.keyboard.press('Escape');
    await expect(dirk.page.getByRole('status').filter({ hasText: 'is where it was' })).toBeAttached();
  });
  await test.step('by mouse, into another column', async () => {
    const from = await card(mina, 'sweep the landing').boundingBox();
    const to = await column(mina, 'Done').boundingBox();
    if (!from || !to) throw new Error('nothing to drag');
    await mina.page.mouse.move(from.x + 20, from.y + 12);
    await mina.page.mouse.down();
    await mina.page.mouse.move(from.x + 60, from.y + 30, { steps: 4 });
    await mina.page.mouse.move(to.x + 80, to.y + 70, { steps: 8 });
    await mina.page.mouse.up();
    await expectSame(all, 'To do: feast at the pond\nDoing: mend the rowboat\nDone: sweep the landing');
  });
  await test.step('apart: both go on with the same cards, and nothing is doubled or lost', async () => {
    await hold(mina);
    await add(mina, 'To do', 'count the ducks');
    await card(mina, 'mend the rowboat').focus();
    await mina.page.keyboard.press('Space');
    await mina.page.keyboard.press('ArrowRight');
    await mina.page.keyboard.press('Space');
    await add(hana, 'To do', 'borrow some chairs');
    await card(hana, 'mend the rowboat').focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Space');
    await release(mina);
    await expect(async () => {
      const said = await Promise.all(all.map(read));
      expect(new Set(said).size, said.join('\n---\n')).toBe(1);
      for (const title of ['count the ducks', 'borrow some chairs', 'mend the rowboat', 'feast at the pond'])
        expect(said[0]?.split(title).length, `${title} in ${said[0]}`).toBe(2);
    }).toPass({ timeout: 30_000 });
  });
  await test.step('two write in one description at once', async () => {
    for (const one of [hana, dirk]) await card(one, 'feast at the pond').click();
    await panel(hana).getByRole('button', { name: 'Write a description' }).click();
    await panel(hana).getByRole('textbox', { name: 'Description' }).pressSequentially('lanterns and soup');
    await panel(dirk)
      .getByRole('button', { name: /description$/ })
      .click();
    const theirs = panel(dirk).getByRole('textbox', { name: 'Description' });
    await expect(theirs).toHaveValue('lanterns and soup');
    await theirs.press('Control+Home');
    await Promise.all([
      theirs.pressSequentially('bring '),
      panel(hana).getByRole('textbox', { name: 'Description' }).pressSequentially(' for twelve'),
    ]);
    for (const one of [hana, dirk])
      await expect(panel(one).getByRole('textbox', { name: 'Description' })).toHaveValue(
        'bring lanterns and soup for twelve',
      );
    for (const text of ['lanterns and soup', 'bring lanterns']) hana.secrets.add(text);
  });
  await test.step('a plan, linked to in the channel, is answered there; a card that is gone says so', async () => {
    await panel(hana).getByRole('button', { name: 'Plan a time' }).click();
    hana.secrets.add('under the willow');
    await page.getByRole('textbox', { name: 'Where' }).fill('under the willow');
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await panel(hana).getByRole('button', { name: 'Copy link to the card' }).click();
    await expect(page.getByText('Link copied.', { exact: false })).toBeVisible();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    await page.keyboard.press('Escape');
    await openChannel(page, firstChannel);
    await say(hana, `who comes ${copied}`);
    await openChannel(dirk.page, firstChannel);
    const shown = message(dirk.page, 'who comes').getByRole('region', { name: 'Card: feast at the pond' });
    await expect(shown).toContainText('under the willow');
    await shown.getByRole('button', { name: 'Yes' }).click();
    await expect(shown.getByRole('button', { name: 'Yes' })).toHaveAttribute('aria-pressed', 'true');
    await expect(message(page, 'who comes')).toContainText('Dirkstone');
    await shown.getByRole('button', { name: 'feast at the pond' }).click();
    await expect(panel(dirk)).toContainText('under the willow');
    await say(hana, copied.replace(/\.[0-9a-f]+$/, `.${'0'.repeat(32)}`));
    await expect(page.getByText('This card no longer exists')).toBeVisible();
  });
  await test.step('the past, by the slider’s keys; nothing can be changed there', async () => {
    await openBoard(hana);
    await page.getByRole('button', { name: 'Look at the past' }).click();
    const slider = page.getByRole('slider', { name: 'Version' });
    await slider.focus();
    await slider.press('Home');
    await expect(page.getByText('Hanaberry', { exact: true }).last()).toBeVisible();
    await expect(async () => expect(await read(hana)).not.toContain('feast at the pond')).toPass();
    await expect(page.getByRole('button', { name: /^Add a card/ })).toBeHidden();
    await page.getByRole('button', { name: 'Back to now' }).click();
    await expect(card(hana, 'feast at the pond')).toBeVisible();
  });
  await test.step('a trial: apart from the board, compared, merged', async () => {
    await page.getByRole('button', { name: 'Try a change' }).click();
    await page.getByRole('menuitem', { name: 'Try a change' }).click();
    hana.secrets.add('winter by weeks');
    await page.getByRole('textbox', { name: 'What do you want to try?' }).fill('winter by weeks');
    await page.getByRole('button', { name: 'Start', exact: true }).click();
    await expect(page.getByText('Trying “winter by weeks”')).toBeVisible();
    await add(hana, 'Doing', 'knit the nets');
    await openBoard(mina);
    await choose(mina, 'Try a change', /winter by weeks/);
    await expect(card(mina, 'knit the nets')).toBeVisible();
    await mina.page.getByRole('button', { name: 'Back to the board' }).click();
    await expect(card(mina, 'knit the nets')).toBeHidden();
    await page.getByRole('button', { name: 'See the difference' }).click();
    await expect(page.getByRole('dialog')).toContainText('New card: knit the nets (Doing)');
    await page.getByRole('dialog').getByRole('button', { name: 'Merge', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Merge 1 change' }).click();
    for (const one of [hana, mina]) await expect(card(one, 'knit the nets')).toBeVisible();
  });
  for (const { complaints } of all) expect(complaints.filter((line) => !line.includes('ERR_'))).toEqual([]);
});
