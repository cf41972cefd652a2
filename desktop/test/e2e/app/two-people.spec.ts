/** Two and three people with the shipped web client and a real relay. */
import { begin, create, edit, invite, join, message, openChannel, react, reply, say, shown } from './acts.ts';
import { expect, type Person, type RelayServer, test } from './fixture.ts';

const words = {
  community: 'Maple house',
  first: 'first words by the pond',
  answer: 'answer across the water',
  corrected: 'answer across the river',
  quoting: 'quoting you here',
} as const;

type Meet = (name: string) => Promise<Person>;

/** Hana has a community, Dirk joined by her link, both have spoken. */
const settle = async (relay: RelayServer, meet: Meet) => {
  const hana = await meet('Hanaberry');
  await begin(hana, relay.url);
  await create(hana, words.community);
  await say(hana, words.first);
  const link = await invite(hana);
  const dirk = await meet('Dirkstone');
  await join(dirk, link);
  await expect(message(dirk.page, words.first)).toBeVisible();
  await say(dirk, words.answer);
  await expect(message(hana.page, words.answer)).toBeVisible();
  return { hana, dirk, link };
};

const sameTimeline = async (...people: readonly Person[]) => {
  const [one, ...others] = people;
  if (!one) return;
  for (const other of others)
    await expect.poll(async () => ids(await shown(other.page))).toEqual(ids(await shown(one.page)));
};
const ids = (lines: readonly string[]) => lines.map((line) => line.split(' ')[0]);

test('two people meet by a link, talk, edit, react, reply; the relay sees none of it', async ({
  relay,
  meet,
}) => {
  const { hana, dirk } = await settle(relay, meet);

  await dirk.page.getByRole('combobox', { name: /^Write in/ }).pressSequentially('typing now');
  await expect(hana.page.getByText('Dirkstone is typing')).toBeVisible();
  await dirk.page.getByRole('combobox', { name: /^Write in/ }).fill('');

  await edit(dirk, words.answer, words.corrected);
  await expect(message(hana.page, words.corrected)).toContainText('edited');
  await react(hana, words.corrected, 'heart');
  await expect(message(dirk.page, words.corrected).getByRole('button', { name: /Hanaberry/ })).toBeVisible();
  await reply(hana, words.corrected, words.quoting);
  await expect(message(dirk.page, words.quoting)).toContainText('Dirkstone');
  await sameTimeline(hana, dirk);

  const seen = Buffer.concat([await relay.stored(), ...hana.frames, ...dirk.frames]);
  expect(seen.length).toBeGreaterThan(2_000);
  for (const secret of [...Object.values(words), 'Hanaberry', 'Dirkstone', 'general'])
    expect(seen.includes(secret), `the relay saw “${secret}”`).toBe(false);
  expect(hana.complaints).toEqual([]);
  expect(dirk.complaints).toEqual([]);
});

test('both write while one is offline, and nothing is lost by a reload', async ({ relay, meet }) => {
  const { hana, dirk } = await settle(relay, meet);
  await relay.stop();
  await say(hana, 'written alone by hana');
  await say(dirk, 'written alone by dirk');
  await expect(message(dirk.page, 'written alone by hana')).toBeHidden();
  await relay.start();
  await expect(message(dirk.page, 'written alone by hana')).toBeVisible({ timeout: 60_000 });
  await expect(message(hana.page, 'written alone by dirk')).toBeVisible({ timeout: 60_000 });
  await sameTimeline(hana, dirk);

  const before = ids(await shown(hana.page));
  await hana.page.reload();
  await openChannel(hana.page, 'general');
  await expect.poll(async () => ids(await shown(hana.page))).toEqual(before);
});

test('a relay that lost everything is filled again, and a newcomer gets it all', async ({ relay, meet }) => {
  const { hana, dirk, link } = await settle(relay, meet);
  await relay.stop();
  await relay.wipe();
  await relay.start();
  const mina = await meet('Minaflower');
  await join(mina, link);
  await expect(message(mina.page, words.first)).toBeVisible({ timeout: 60_000 });
  await expect(message(mina.page, words.answer)).toBeVisible({ timeout: 60_000 });
  await say(mina, 'here at last');
  for (const { page } of [hana, dirk])
    await expect(message(page, 'here at last')).toBeVisible({ timeout: 60_000 });
  await sameTimeline(hana, dirk, mina);
});

test('one tab owns the files; another can take them over', async ({ relay, meet }) => {
  const hana = await meet('Hanaberry');
  await begin(hana, relay.url);
  await create(hana, words.community);
  await say(hana, words.first);
  const second = await hana.context.newPage();
  await second.goto(relay.url);
  await second.getByRole('button', { name: 'Use it here' }).click();
  await openChannel(second, 'general');
  await expect(message(second, words.first)).toBeVisible();
  await expect(hana.page.getByRole('button', { name: 'Use it here' })).toBeVisible();
  await say({ ...hana, page: second }, 'from the second tab');
  await second.close();
  await openChannel(hana.page, 'general');
  await expect(message(hana.page, 'from the second tab')).toBeVisible();
});

test('[P17] the app opens without a network and what is written then is sent later', async ({
  relay,
  meet,
}) => {
  const { hana, dirk } = await settle(relay, meet);
  await dirk.page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await relay.stop();
  await dirk.page.reload();
  await openChannel(dirk.page, 'general');
  await expect(message(dirk.page, words.first)).toBeVisible();
  await say(dirk, 'no network here');
  await relay.start();
  await expect(message(hana.page, 'no network here')).toBeVisible({ timeout: 60_000 });
});
