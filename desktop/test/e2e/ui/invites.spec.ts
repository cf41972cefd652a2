/** Invites in the app, on the demo host: what is made, shown, refused and named before it is done [P18, P19]. */
import { expect, type Page, test } from '@playwright/test';
import { create } from 'qrcode';
import { openScene } from './world.ts';

/** The code's modules as they are drawn, row by row. */
const drawn = async (page: Page): Promise<readonly string[]> => {
  const code = page.getByRole('img', { name: 'QR code of the invite link' });
  const path = (await code.locator('path').getAttribute('d')) ?? '';
  const size = Number((await code.getAttribute('viewBox'))?.split(' ')[2]) - 6;
  const rows = Array.from({ length: size }, () => Array.from({ length: size }, () => '.'));
  for (const [, column, row] of path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)) {
    const line = rows[Number(row)];
    if (line) line[Number(column)] = '#';
  }
  return rows.map((row) => row.join(''));
};
const expected = (link: string): readonly string[] => {
  const { modules } = create(link, { errorCorrectionLevel: 'L' });
  return Array.from({ length: modules.size }, (_, row) =>
    Array.from({ length: modules.size }, (_, column) => (modules.get(row, column) ? '#' : '.')).join(''),
  );
};

const openPage = async (page: Page) => {
  await openScene(page, 'scene=ready&lang=en');
  await page
    .getByRole('button', { name: / menu$/ })
    .first()
    .click();
  await page.getByRole('menuitem', { name: 'Community settings' }).click();
  await page.getByRole('button', { name: 'Invites', exact: true }).click();
};
const row = (page: Page, text: string) => page.getByRole('listitem').filter({ hasText: text }).first();
const actOn = async (page: Page, text: string, act: string) => {
  await row(page, text).getByRole('button', { name: 'What you can do with this invite' }).click();
  await page.getByRole('menuitem', { name: act }).click();
};

test('a link is there at once, its code says the same, and other conditions make another one', async ({
  page,
}) => {
  await openScene(page, 'scene=ready&lang=en');
  await page.getByRole('button', { name: 'Invite people' }).first().click();
  const dialog = page.getByRole('dialog');
  const field = dialog.getByRole('textbox', { name: 'Invite link' });
  await expect(field).toHaveValue(/#join=/);
  const first = await field.inputValue();
  expect(await drawn(page)).toEqual(expected(first));

  await dialog.getByRole('button', { name: 'Other conditions' }).click();
  await expect(dialog.getByRole('combobox', { name: 'Valid for' }).locator('option')).toHaveText([
    '30 minutes',
    '1 hour',
    '6 hours',
    '12 hours',
    '1 day',
    '7 days',
    'Without end',
  ]);
  const uses = dialog.getByRole('textbox', { name: 'How many people may use it' });
  await uses.fill('101');
  await expect(dialog.getByRole('alert')).toHaveText('Please enter a number from 0 to 100.');
  await expect(dialog.getByRole('button', { name: 'Make a new link' })).toBeDisabled();
  await uses.fill('5');
  await dialog.getByRole('combobox', { name: 'Valid for' }).selectOption({ label: '1 hour' });
  await dialog.getByRole('switch', { name: 'Only with approval' }).click();
  const above = dialog.getByRole('checkbox', { name: /마루지기/ });
  await expect(above).toBeDisabled();
  await expect(above).toHaveAccessibleDescription(/./);
  await dialog.getByRole('checkbox', { name: '손님' }).check();
  await dialog.getByRole('button', { name: 'Make a new link' }).click();
  await expect(field).not.toHaveValue(first);
  await expect(dialog).toContainText('0 of 5 used');
  await expect(dialog).toContainText('Needs approval');
  await expect(dialog.getByRole('list', { name: 'Roles they get' })).toHaveText('손님');
  expect(await drawn(page)).toEqual(expected(await field.inputValue()));
});

test('the list says who made what and where its link is; pausing goes back, revoking is asked about first', async ({
  page,
}) => {
  await openPage(page);
  await expect(row(page, 'Oliver')).toContainText('Paused');
  await expect(row(page, 'Oliver')).toContainText('Only the device that made it can show the link.');
  await actOn(page, '4 people', 'Pause');
  await expect(row(page, '4 people')).toContainText('Paused');
  await actOn(page, '4 people', 'Resume');
  await expect(row(page, '4 people')).toContainText('Open');
  await actOn(page, '4 people', 'Show link and QR code');
  const shown = page.getByRole('dialog', { name: 'Invite link' });
  expect(await drawn(page)).toEqual(
    expected(await shown.getByRole('textbox', { name: 'Invite link' }).inputValue()),
  );
  await page.keyboard.press('Escape');
  await actOn(page, '4 people', 'Revoke');
  const asked = page.getByRole('dialog', { name: 'Revoke this invite?' });
  await expect(asked).toContainText('can’t be undone');
  await asked.getByRole('button', { name: 'Cancel' }).click();
  await expect(row(page, '4 people')).toContainText('Open');
  await actOn(page, '4 people', 'Revoke');
  await asked.getByRole('button', { name: 'Revoke the invite' }).click();
  await expect(page.getByRole('list', { name: 'Ended' })).toContainText('Used by 4 people');
});

for (const [scene, title, says] of [
  ['waiting', 'Waiting to be let in', 'You asked as 하늘'],
  ['declined', 'You were not let in', '이도윤 declined your request.'],
  ['withdrawn', 'You took your request back', 'ask again'],
  ['paused', 'This invite is paused', 'you come in by yourself'],
] as const)
  test(`who is not in yet reads why: ${scene}`, async ({ page }) => {
    await openScene(page, `scene=${scene}&lang=en`);
    await expect(page.getByRole('heading', { name: title }).first()).toBeVisible();
    await expect(page.getByRole('main')).toContainText(says);
    if (scene !== 'declined') return;
    await expect(page.getByRole('main')).toContainText('Reason: ');
    const again = page.getByRole('button', { name: 'Ask again' });
    await expect(again).toBeDisabled();
    await expect(again).toHaveAccessibleDescription(/^You can ask again from/);
  });

test('[S7] a first look says since when it is true, and nothing can be written in it', async ({ page }) => {
  await openScene(page, 'scene=first-look&lang=en');
  await expect(
    page.getByRole('status').filter({ hasText: 'As of 8 minutes ago, being checked.' }),
  ).toBeVisible();
  await expect(page.getByRole('main')).toContainText('1,284 members');
  await expect(page.getByText('You can write once you are in.')).toBeVisible();
  await expect(page.getByRole('main').getByRole('combobox')).toHaveCount(0);
});

test('a phone shows why one waits where it would else show an empty list', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openScene(page, 'scene=waiting&lang=en');
  await expect(page.getByRole('heading', { name: 'Waiting to be let in' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Take the request back' })).toBeVisible();
});
