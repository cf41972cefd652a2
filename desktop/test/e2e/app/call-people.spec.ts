/** Among others in a call: who comes, goes and is moved, how loud each is, what a moderator does, who goes first. */
import type { Page } from '@playwright/test';
import { begin, create, invite, join } from './acts.ts';
import { giveVoice, toneAt } from './call-ears.ts';
import { expect, type Meet, type Person, test } from './fixture.ts';
import type { RelayServer } from './relay-server.ts';

const [hall, garden] = ['Hall of tones', 'Garden of tones'];
const tones = { hana: 440, dirk: 1_000, mina: 1_800 } as const;

/** A modified client: whatever it is told, its sound goes out on every track. */
const sendAlways = (): void => {
  const { replaceTrack } = RTCRtpSender.prototype;
  RTCRtpSender.prototype.replaceTrack = async function (track) {
    const isSound = track?.kind === 'audio';
    const { getUserMedia } = navigator.mediaDevices;
    const [voice] = isSound ? (await getUserMedia({ audio: true })).getAudioTracks() : [];
    return replaceTrack.call(this, voice ?? track);
  };
};

/** How often the page asked for a microphone. */
const countAsking = (): void => {
  const { getUserMedia } = navigator.mediaDevices;
  navigator.mediaDevices.getUserMedia = (wanted) => {
    Object.assign(window, { asked: (Number(Reflect.get(window, 'asked')) || 0) + 1 });
    return getUserMedia(wanted);
  };
};

const createVoice = async ({ page, secrets }: Person, name: string): Promise<void> => {
  secrets.add(name);
  await page.getByRole('button', { name: /menu/i }).first().click();
  await page.getByRole('menuitem', { name: 'New channel' }).click();
  await page.getByRole('radio', { name: 'Voice' }).check({ force: true });
  await page.getByRole('textbox', { name: 'Channel name' }).fill(name);
  await page.getByRole('button', { name: 'Create channel' }).click();
  await expect(row(page, name)).toBeVisible();
};

/** Three in a community with two voice channels, each with a tone; Dirk's client does as it likes. */
const settle = async (relay: RelayServer, meet: Meet) => {
  const meetWith = async (name: string, hz: number, ...more: readonly (() => void)[]): Promise<Person> => {
    const person = await meet(name, { direct: true });
    await person.context.addInitScript(giveVoice, { hz, hue: 0 });
    for (const one of more) await person.context.addInitScript(one);
    return person;
  };
  const hana = await meetWith('Hanasong', tones.hana);
  await begin(hana, relay.url);
  await create(hana, 'Tone house');
  await createVoice(hana, hall);
  await createVoice(hana, garden);
  const link = await invite(hana);
  const dirk = await meetWith('Dirksong', tones.dirk, sendAlways);
  const mina = await meetWith('Minasong', tones.mina, countAsking);
  await join(dirk, link);
  await join(mina, link);
  return { hana, dirk, mina };
};

const row = (page: Page, channel: string) =>
  page.getByRole('navigation', { name: 'Channels' }).locator('[data-channel]').filter({ hasText: channel });
const bar = (page: Page) => page.getByRole('region', { name: 'Current call' });

/** One press comes in. */
const enter = async ({ page }: Person, channel: string): Promise<void> => {
  await row(page, channel).getByRole('button', { name: channel }).first().click();
  await expect(bar(page)).toContainText(`${channel} · Tone house`);
  await expect(bar(page)).toContainText('In a call');
};

/** The menu of somebody in a call, by keys alone. */
const openMenu = async ({ page }: Person, name: string) => {
  const list = page.getByRole('navigation', { name: 'Channels' }).getByRole('list', { name: 'In the call' });
  await list.getByRole('button', { name }).focus();
  await page.keyboard.press('Shift+F10');
  const menu = page.getByRole('menu', { name: `What you can do with ${name}` });
  await expect(menu).toBeVisible();
  return menu;
};
const choose = async (person: Person, name: string, entry: string): Promise<void> => {
  const menu = await openMenu(person, name);
  await menu
    .getByRole('menuitemcheckbox', { name: entry })
    .or(menu.getByRole('menuitem', { name: entry }))
    .click();
  await expect(menu).toBeHidden();
};

const hears = ({ page }: Person, hz: number) =>
  expect.poll(() => toneAt(page, hz), { timeout: 15_000 }).toBeGreaterThan(0.01);
const hearsNot = ({ page }: Person, hz: number) =>
  expect.poll(() => toneAt(page, hz), { timeout: 15_000 }).toBeLessThan(0.001);
/** A loudness that two looks agree on. */
const settled = async ({ page }: Person, hz: number): Promise<number> => {
  let level = 0;
  await expect(async () => {
    const before = await toneAt(page, hz);
    await page.waitForTimeout(400);
    level = await toneAt(page, hz);
    expect(level).toBeGreaterThan(0.003);
    expect(Math.abs(level - before)).toBeLessThan(level / 10);
  }).toPass({ timeout: 15_000 });
  return level;
};

const givePriority = async ({ page, secrets }: Person): Promise<void> => {
  secrets.add('Callers of tones');
  await page.getByRole('button', { name: 'Tone house menu' }).click();
  await page.getByRole('menuitem', { name: 'Community settings' }).click();
  await page.getByRole('button', { name: 'Roles', exact: true }).click();
  await page.getByRole('button', { name: 'Create a role' }).click();
  await page.getByRole('textbox', { name: 'Role name' }).fill('Callers of tones');
  const tab = (name: string | RegExp) =>
    page.getByRole('main').getByRole('radio', { name }).check({ force: true });
  await tab('Permissions');
  await page.getByRole('switch', { name: 'Priority speaker', exact: true }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('region', { name: 'There are unsaved changes' })).toBeHidden();
  await tab(/^Members/);
  await page.getByRole('button', { name: 'Add a member' }).click();
  await page.getByRole('textbox', { name: 'Find by name' }).fill('dirk');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Dirksong has the role Callers of tones now')).toBeVisible();
  // The call goes on in the settings, and stays in sight there.
  await expect(bar(page)).toContainText('In a call');
  await page.keyboard.press('Escape');
  await expect(row(page, hall)).toBeVisible();
};

test('[T12] a call among three: loudness is one’s own, priority goes first, what a moderator takes a modified client does not have', async ({
  relay,
  meet,
}) => {
  const { hana, dirk, mina } = await settle(relay, meet);
  for (const one of [hana, dirk, mina]) await enter(one, hall);
  await hears(mina, tones.hana);
  await hears(mina, tones.dirk);

  await test.step('one’s own loudness of somebody, by keys; it stays', async () => {
    const level = await settled(mina, tones.hana);
    const menu = await openMenu(mina, 'Hanasong');
    for (const entry of ['Mute for everyone', 'Deafen', 'Move to', 'Take out of the call'])
      await expect(menu.getByText(entry)).toHaveCount(0);
    const volume = menu.getByRole('menuitem', { name: /^Volume/ });
    await volume.hover();
    for (let i = 0; i < 10; i++) await mina.page.keyboard.press('ArrowLeft');
    await expect(volume).toHaveText('Volume50 %');
    await mina.page.keyboard.press('Escape');
    expect((await settled(mina, tones.hana)) / level).toBeCloseTo(0.5, 1);
    await choose(mina, 'Dirksong', 'Mute for me');
    await hearsNot(mina, tones.dirk);
    await hears(hana, tones.dirk);
    await mina.page.reload();
    await enter(mina, hall);
    await hears(mina, tones.hana);
    expect((await settled(mina, tones.hana)) / level).toBeCloseTo(0.5, 1);
    expect(await toneAt(mina.page, tones.dirk)).toBeLessThan(0.001);
    await choose(mina, 'Dirksong', 'Mute for me');
    await hears(mina, tones.dirk);
  });

  await test.step('who has priority goes first, until they are muted for everyone', async () => {
    const level = await settled(mina, tones.hana);
    await givePriority(hana);
    await expect.poll(async () => (await toneAt(mina.page, tones.hana)) / level).toBeLessThan(0.35);
    expect((await settled(mina, tones.hana)) / level).toBeGreaterThan(0.15);
    await choose(hana, 'Dirksong', 'Mute for everyone');
    await expect(bar(dirk.page)).toContainText('A moderator muted you for everyone');
    await hearsNot(mina, tones.dirk);
    await hearsNot(hana, tones.dirk);
    await expect.poll(async () => (await toneAt(mina.page, tones.hana)) / level).toBeGreaterThan(0.8);
    await choose(hana, 'Dirksong', 'Mute for everyone');
    await hears(mina, tones.dirk);
  });

  await test.step('another call with one press, the microphone still open', async () => {
    const asked = () => mina.page.evaluate(() => Number(Reflect.get(window, 'asked')));
    const before = await asked();
    await enter(mina, garden);
    await hearsNot(mina, tones.dirk);
    expect(await asked()).toBe(before);
  });

  await test.step('moved by a moderator, and taken out', async () => {
    const names = hana.page.getByRole('navigation', { name: 'Channels' });
    await names.getByRole('button', { name: 'Dirksong' }).hover();
    await hana.page.mouse.down();
    const to = await row(hana.page, garden).boundingBox();
    if (!to) throw new Error('no row');
    await hana.page.mouse.move(to.x + 60, to.y + 10, { steps: 5 });
    await hana.page.mouse.up();
    await expect(bar(dirk.page)).toContainText(`${garden} · Tone house`);
    await hears(mina, tones.dirk);
    await hears(dirk, tones.mina);
    await hearsNot(hana, tones.dirk);
    const menu = await openMenu(hana, 'Dirksong');
    await menu.getByRole('menuitem', { name: 'Move to' }).click();
    await hana.page.getByRole('menuitem', { name: hall }).click();
    await expect(bar(dirk.page)).toContainText(`${hall} · Tone house`);
    await hears(hana, tones.dirk);
    await choose(hana, 'Dirksong', 'Take out of the call');
    await expect(
      dirk.page.getByRole('alert').filter({ hasText: 'A moderator took you out of the call.' }),
    ).toBeVisible();
    await hearsNot(hana, tones.dirk);
  });

  await test.step('mute and leave by keys, wherever one writes', async () => {
    await mina.page.keyboard.press('Control+Shift+M');
    await expect(bar(mina.page).getByRole('button', { name: 'Unmute' })).toBeVisible();
    await mina.page.keyboard.press('Control+Shift+H');
    await expect(bar(mina.page)).toBeHidden();
  });
});
