/** Voice channels between real pages: what one says is what the other hears. */
import { enter, settle } from './call-acts.ts';
import { listen, look } from './call-ears.ts';
import { expect, type Person, test } from './fixture.ts';

test('[T15] a tone said by one is heard by the other; mute is silence, loudness scales; camera and screen are seen; leaving ends it', async ({
  relay,
  meet,
}) => {
  const { hana, dirk } = await settle(relay, meet);
  await enter(hana);
  // Who is in is seen without joining.
  await expect(dirk.page.getByRole('list', { name: 'In the call' })).toContainText('Hanasong');
  await enter(dirk);
  const heardBy = ({ page }: Person, hz: number) =>
    expect
      .poll(async () => Math.abs((await listen(page)).hz - hz) < hz / 100, { timeout: 15_000 })
      .toBe(true);
  await heardBy(dirk, 440);
  await heardBy(hana, 1_000);

  // Two looks that agree: the way has settled.
  let level = 0;
  await expect(async () => {
    const before = (await listen(dirk.page)).level;
    await dirk.page.waitForTimeout(500);
    level = (await listen(dirk.page)).level;
    expect(level).toBeGreaterThan(0.02);
    expect(Math.abs(level - before)).toBeLessThan(level / 20);
  }).toPass();
  const loudness = dirk.page.getByRole('slider', { name: 'Volume of Hanasong' });
  await loudness.fill('50');
  await expect.poll(async () => Math.abs((await listen(dirk.page)).level / level - 0.5)).toBeLessThan(0.1);

  await hana.page.getByRole('button', { name: 'Mute', exact: true }).first().click();
  await expect.poll(async () => (await listen(dirk.page)).level).toBeLessThan(0.001);
  await expect(
    dirk.page.getByRole('list', { name: 'In the call' }).getByRole('img', { name: 'Muted' }).first(),
  ).toBeVisible();

  // Camera and screen are seen at the other end, go on, and end.
  await hana.page.getByRole('button', { name: 'Turn camera on' }).first().click();
  const camera = 'Camera of Hanasong';
  await expect(dirk.page.getByLabel(camera)).toBeVisible({ timeout: 15_000 });
  await expect(async () => {
    const seen = await look(dirk.page, camera);
    // Red, as only Hana's is; and of more than one brightness.
    expect(seen.every(([red = 0, green = 0]) => red > green + 40)).toBe(true);
    expect(new Set(seen.map(([red]) => red)).size).toBeGreaterThan(1);
  }).toPass({ timeout: 15_000 });
  await dirk.page.getByRole('button', { name: 'Share your screen' }).first().click();
  const screen = 'Screen of Dirksong';
  await expect(hana.page.getByLabel(screen, { exact: true })).toBeVisible({ timeout: 15_000 });
  await expect(async () => {
    const seen = await look(hana.page, screen);
    expect(seen.every(([red = 0, green = 0]) => green > red + 40)).toBe(true);
  }).toPass({ timeout: 15_000 });
  await hana.page.getByRole('button', { name: 'Turn camera off' }).first().click();
  await expect(dirk.page.getByLabel(camera)).toBeHidden();
  await dirk.page.getByRole('button', { name: 'Stop sharing your screen' }).first().click();
  await expect(hana.page.getByLabel(screen, { exact: true })).toBeHidden();

  await hana.page.getByRole('button', { name: 'Leave the call' }).first().click();
  await expect(hana.page.getByRole('region', { name: 'Current call' })).toBeHidden();
  await expect(dirk.page.getByRole('list', { name: 'In the call' }).first()).not.toContainText('Hanasong');
});
