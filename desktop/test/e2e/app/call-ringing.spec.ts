/** Calls of two between real pages: rung from a profile, heard, missed, called back. */
import { begin, create, invite, join } from './acts.ts';
import { giveVoice, listen } from './call-ears.ts';
import { expect, type Person, test } from './fixture.ts';

/** From the card of somebody in the list of members. */
const ring = async ({ page }: Person, name: string): Promise<void> => {
  await page
    .getByRole('button', { name: `About ${name}` })
    .first()
    .click();
  await page.getByRole('button', { name: `Call ${name}` }).click();
};

test('a member is rung from their card, accepts, both hear each other, and who hangs up ends it for both; what is not answered is a missed call that can be called back', async ({
  relay,
  meet,
}) => {
  const hana = await meet('Hanasong', { direct: true });
  await hana.context.addInitScript(giveVoice, { hz: 440, hue: 0 });
  await begin(hana, relay.url);
  await create(hana, 'Song house');
  const dirk = await meet('Dirksong', { direct: true });
  await dirk.context.addInitScript(giveVoice, { hz: 1_000, hue: 120 });
  await join(dirk, await invite(hana));
  await hana.page.getByRole('button', { name: 'People', exact: true }).first().click();

  // Dirk writes on while it rings; keys bring him to the call.
  const writing = dirk.page.getByRole('combobox', { name: /^Write in/ });
  await writing.fill('half a sentence');
  await ring(hana, 'Dirksong');
  await expect(hana.page.getByRole('region', { name: 'Outgoing call' })).toContainText('Ringing');
  const incoming = dirk.page.getByRole('region', { name: 'Incoming call' });
  await expect(incoming).toContainText('Hanasong is calling');
  await expect(writing).toBeFocused();
  await dirk.page.keyboard.press('F6');
  await expect(incoming.getByRole('button', { name: 'Accept' })).toBeFocused();
  await dirk.page.keyboard.press('Control+Shift+Enter');
  for (const { page } of [hana, dirk]) {
    await expect(page.getByRole('heading', { name: /^Call with / })).toBeVisible();
    await expect(page.getByRole('list', { name: 'In the call' }).getByRole('listitem')).toHaveCount(2);
  }
  const heardBy = ({ page }: Person, hz: number) =>
    expect
      .poll(async () => Math.abs((await listen(page)).hz - hz) < hz / 100, { timeout: 15_000 })
      .toBe(true);
  await heardBy(dirk, 440);
  await heardBy(hana, 1_000);
  await dirk.page.getByRole('button', { name: 'Leave the call' }).first().click();
  for (const { page } of [hana, dirk])
    await expect(page.getByRole('region', { name: 'Current call' })).toBeHidden();
  await expect(hana.page.getByText('The call has ended.')).toBeVisible();
  await expect(writing).toHaveValue('half a sentence');

  // Not answered: taken back after a while, and found by who was called.
  await ring(hana, 'Dirksong');
  await expect(incoming).toBeVisible();
  await hana.page.getByRole('button', { name: 'Cancel' }).click();
  await expect(incoming).toBeHidden();
  const missed = dirk.page.getByRole('region', { name: 'Missed calls' });
  await expect(missed).toContainText('Hanasong');
  await missed.getByRole('button', { name: 'Call Hanasong back' }).click();
  await expect(missed).toBeHidden();
  await hana.page
    .getByRole('region', { name: 'Incoming call' })
    .getByRole('button', { name: 'Decline' })
    .click();
  await expect(dirk.page.getByText('Hanasong declined the call.')).toBeVisible();
});
