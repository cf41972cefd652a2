/** What calls and what stays quiet, between two profiles: levels, mutes, do not disturb. */
import type { Page } from '@playwright/test';
import { openChannel, say, settle } from './acts.ts';
import { expect, firstChannel, type Person, test } from './fixture.ts';

const quietChannel = 'kitchen';

/** The system in a few lines: allowed, and noting what it is asked to show. */
const listenToSystem = (page: Page) =>
  page.evaluate(() => {
    const shown: string[] = [];
    Object.assign(window, { shown });
    class Noted {
      static readonly permission = 'granted';
      constructor(title: string, { body }: { body: string }) {
        shown.push(`${title}: ${body}`);
      }
      addEventListener() {}
      close() {}
    }
    Object.assign(window, { Notification: Noted });
  });
/** What was shown since this was last asked. */
const shown = ({ page }: Person): Promise<readonly string[]> =>
  page.evaluate(() => {
    const { shown: list }: { shown?: string[] } = Object(window);
    return list?.splice(0) ?? [];
  });

const row = ({ page }: Person, channel: string) =>
  page
    .getByRole('navigation', { name: 'Channels' })
    .getByRole('listitem')
    .filter({ has: page.getByText(channel, { exact: true }) });
const isUnread = (person: Person, channel: string) =>
  row(person, channel).getByRole('img', { name: 'Unread' });
const isMuted = (person: Person, channel: string) => row(person, channel).getByRole('img', { name: 'Muted' });
const badge = (person: Person, channel: string, count: number) =>
  row(person, channel).getByText(count === 1 ? '1 mention' : `${count} mentions`);

const menuOf = (person: Person, channel: string) =>
  row(person, channel).click({ button: 'right', position: { x: 40, y: 12 } });
const item = ({ page }: Person, name: string | RegExp) => page.getByRole('menuitem', { name });
const setLevel = async (person: Person, channel: string, level: string) => {
  await menuOf(person, channel);
  await item(person, /^What notifies me/).press('ArrowRight');
  await person.page.getByRole('menuitemradio', { name: level, exact: true }).click();
  await expect(person.page.getByRole('menu')).toHaveCount(0);
};
const addChannel = async ({ page, secrets }: Person, name: string) => {
  secrets.add(name);
  await page.getByRole('button', { name: /menu$/i }).first().click();
  await page.getByRole('menuitem', { name: 'New channel' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').first().fill(name);
  await dialog.getByRole('button', { name: /^Create/ }).click();
  await openChannel(page, name);
};
const setQuiet = async ({ page }: Person, act: (page: Page) => Promise<void>) => {
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await page.getByRole('button', { name: 'Notifications', exact: true }).click();
  await act(page);
  await page.keyboard.press('Escape');
};

test('two profiles: a level, a mute and do-not-disturb of one’s own decide what calls and what is marked', async ({
  relay,
  meet,
}) => {
  const { hana, dirk } = await settle(relay, meet);
  await addChannel(hana, quietChannel);
  for (const { page } of [hana, dirk]) await listenToSystem(page);
  await openChannel(dirk.page, firstChannel);

  await test.step('mentions alone where that is chosen; any message where that is', async () => {
    await setLevel(dirk, quietChannel, 'Only mentions');
    await say(hana, 'soup is on');
    await expect(isUnread(dirk, quietChannel)).toBeVisible();
    expect(await shown(dirk)).toEqual([]);
    await setLevel(dirk, quietChannel, 'All messages');
    await say(hana, 'soup is ready');
    await expect.poll(() => shown(dirk)).toEqual([`Hanaberry · #${quietChannel}: soup is ready`]);
  });

  await test.step('muted: the mark goes, a mention by name is counted and calls nobody', async () => {
    await menuOf(dirk, quietChannel);
    await item(dirk, 'Mute').press('ArrowRight');
    await item(dirk, 'For 1 hour').click();
    await expect(isMuted(dirk, quietChannel)).toBeVisible();
    await expect(isUnread(dirk, quietChannel)).toBeHidden();
    await say(hana, 'soup gets cold');
    await say(hana, '@Dirkstone your soup');
    await expect(badge(dirk, quietChannel, 1)).toBeAttached();
    expect(await shown(dirk)).toEqual([]);
    await menuOf(dirk, quietChannel);
    await expect(item(dirk, /^Unmute/)).toContainText('Muted until');
    await item(dirk, /^Unmute/).click();
    await expect(isMuted(dirk, quietChannel)).toBeHidden();
  });

  await test.step('do not disturb: mentions are counted and call nobody until it ends', async () => {
    await setQuiet(dirk, async (page) => {
      await page.getByRole('button', { name: 'Turn on' }).click();
      await page.getByRole('menuitem', { name: 'For 1 hour' }).click();
      await expect(page.getByText(/^On until/)).toBeVisible();
    });
    await say(hana, '@Dirkstone last call');
    await expect(badge(dirk, quietChannel, 2)).toBeAttached();
    expect(await shown(dirk)).toEqual([]);
    await expect(dirk.page.getByRole('button', { name: /^Do not disturb: On until/ })).toBeVisible();
    await setQuiet(dirk, (page) => page.getByRole('button', { name: 'Turn off' }).click());
    await say(hana, '@Dirkstone dessert');
    await expect.poll(() => shown(dirk)).toEqual([`Hanaberry · #${quietChannel}: @Dirkstone dessert`]);
  });

  await test.step('nothing here, all there: each goes by their own choice', async () => {
    await setLevel(dirk, quietChannel, 'Nothing');
    await setLevel(hana, firstChannel, 'All messages');
    await say(hana, '@Dirkstone coffee');
    await expect(badge(dirk, quietChannel, 4)).toBeAttached();
    expect(await shown(dirk)).toEqual([]);
    await say(dirk, 'coming');
    await expect.poll(() => shown(hana)).toEqual([`Dirkstone · #${firstChannel}: coming`]);
  });
  for (const { complaints } of [hana, dirk]) expect(complaints).toEqual([]);
});
