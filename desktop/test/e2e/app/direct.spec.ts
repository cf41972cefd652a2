/** Two pages linked by a PeerJS data connection, set up through the relay's signaling server. */
import { begin, create, invite, join, message, say } from './acts.ts';
import { expect, test } from './fixture.ts';

test('[S3] two pages sync directly while the relay stores nothing', async ({ relay, meet }) => {
  const hana = await meet('Hana', { direct: true });
  await begin(hana, relay.url);
  await create(hana, 'Direct house');
  await say(hana, 'through the relay');
  const dirk = await meet('Dirk', { direct: true });
  await join(dirk, await invite(hana));
  await expect(message(dirk.page, 'through the relay')).toBeVisible();
  for (const { page } of [hana, dirk]) {
    await page.getByRole('button', { name: /^Connected/ }).click();
    await expect(page.getByText('Linked directly to 1 device')).toBeVisible({ timeout: 30_000 });
    await page.keyboard.press('Escape');
  }

  relay.stopLog();
  await say(hana, 'straight to you');
  await expect(message(dirk.page, 'straight to you')).toBeVisible();
  await say(dirk, 'and straight back');
  await expect(message(hana.page, 'and straight back')).toBeVisible();
});
