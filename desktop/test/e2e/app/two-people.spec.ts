/** Two and three people with the shipped web client and a real relay. */
import {
  begin,
  create,
  edit,
  expectSameTimeline,
  join,
  message,
  openChannel,
  react,
  remove,
  reply,
  replyInThread,
  say,
  settle,
  timeline,
  words,
} from './acts.ts';
import { expect, firstChannel, type Person, test } from './fixture.ts';

const composer = ({ page }: Person) => page.getByRole('combobox', { name: /^Write in/ });

const seesTyping = async (writer: Person, reader: Person) => {
  writer.secrets.add('half a sentence');
  await composer(writer).pressSequentially('half a sentence');
  await expect(reader.page.getByText(`${writer.name} is typing`)).toBeVisible();
  await composer(writer).fill('');
};

/** The system tells the browser when there is a network again. */
const networkReturns = async ({ wire, page }: Person) => {
  wire.mend();
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
};

const reactionBy = (reader: Person, text: string, name: string) =>
  message(reader.page, text).getByRole('button', { name: new RegExp(name) });

test('[S2] two people meet by a link and talk; one goes offline, both go on, and it returns', async ({
  relay,
  meet,
}) => {
  const { hana, dirk } = await settle(relay, meet);

  await test.step('typing, both ways', async () => {
    await seesTyping(dirk, hana);
    await seesTyping(hana, dirk);
  });
  await test.step('an edit, a reaction, a reply', async () => {
    await edit(dirk, words.answer, words.corrected);
    await expect(message(hana.page, words.corrected)).toContainText('edited');
    await react(hana, words.corrected, 'heart');
    await expect(reactionBy(dirk, words.corrected, 'Hanaberry')).toBeVisible();
    await reply(hana, words.corrected, words.quoting);
    await expect(message(dirk.page, words.quoting)).toContainText('Dirkstone');
  });
  await test.step('a mention, a thread, a deletion', async () => {
    await say(dirk, '@Hanaberry look over here');
    await expect(message(hana.page, 'look over here')).toHaveAttribute('data-mention');
    await replyInThread(dirk, words.first, 'beside the pond');
    await expect(message(hana.page, words.first)).toContainText('1 reply');
    await say(dirk, 'a slip of the tongue');
    await expect(message(hana.page, 'a slip of the tongue')).toBeVisible();
    await remove(dirk, 'a slip of the tongue');
    await expect(message(hana.page, 'a slip of the tongue')).toBeHidden();
    await expectSameTimeline(hana, dirk);
  });
  await test.step('only one is offline: both change the same messages', async () => {
    for (const text of ['dirk will lose this', 'hana will rewrite this']) await say(hana, text);
    await expect(message(dirk.page, 'hana will rewrite this')).toBeVisible();
    hana.wire.cut();
    await expect(hana.page.getByRole('button', { name: /^Connected/ })).toBeHidden();
    await say(hana, 'written without a network');
    await edit(hana, 'hana will rewrite this', 'rewritten in the dark');
    await react(hana, words.corrected, 'rocket');
    await reply(hana, words.corrected, 'an answer in the dark');
    await remove(hana, 'dirk will lose this');
    await react(dirk, 'hana will rewrite this', 'heart');
    await reply(dirk, 'dirk will lose this', 'but I was reading that');
    await react(dirk, 'dirk will lose this', 'heart');
    await edit(dirk, words.corrected, 'answer across the sea');
    await say(dirk, 'written with a network');
    await expect(message(hana.page, 'written with a network')).toBeHidden();
    await networkReturns(hana);
    await expect(message(hana.page, 'written with a network')).toBeVisible({ timeout: 60_000 });
    await expect(message(dirk.page, 'written without a network')).toBeVisible({ timeout: 60_000 });
    await expectSameTimeline(hana, dirk);
    expect((await timeline(hana.page)).join('\n')).toContain('rewritten in the dark');
  });
  await test.step('a connection that is dead without a word', async () => {
    hana.wire.freeze();
    await say(hana, 'into the void');
    await expect(message(hana.page, 'into the void').locator('[data-state=saved]')).toBeVisible();
    await say(dirk, 'is anyone there');
    hana.wire.mend();
    await expect(message(hana.page, 'is anyone there')).toBeVisible({ timeout: 60_000 });
    await expect(message(dirk.page, 'into the void')).toBeVisible({ timeout: 60_000 });
    await expectSameTimeline(hana, dirk);
  });
  for (const { complaints } of [hana, dirk])
    expect(complaints.filter((line) => !line.includes('ERR_'))).toEqual([]);
});

test('[S3] both write without a relay; it comes back having lost everything, and a newcomer gets it all', async ({
  relay,
  meet,
}) => {
  const { hana, dirk, link } = await settle(relay, meet);
  await edit(dirk, words.answer, words.corrected);
  await expect(message(hana.page, words.corrected)).toBeVisible();
  await react(hana, words.corrected, 'heart');
  await replyInThread(hana, words.first, 'beside the pond');
  await expect(message(dirk.page, words.first)).toContainText('1 reply');
  await relay.stop();
  await relay.wipe();
  await say(hana, 'written alone by hana');
  await reply(dirk, words.first, 'written alone by dirk');
  await expect(message(dirk.page, 'written alone by hana')).toBeHidden();
  await relay.start();
  const mina = await meet('Minaflower');
  await join(mina, link);
  await expect(message(mina.page, 'written alone by hana')).toBeVisible({ timeout: 60_000 });
  await expect(message(mina.page, 'written alone by dirk')).toBeVisible({ timeout: 60_000 });
  await say(mina, 'here at last');
  for (const { page } of [hana, dirk])
    await expect(message(page, 'here at last')).toBeVisible({ timeout: 60_000 });
  await expectSameTimeline(hana, dirk, mina);
  expect((await timeline(mina.page)).join('\n')).toContain('1 reply');

  const before = await timeline(mina.page);
  await mina.page.reload();
  await openChannel(mina.page, firstChannel);
  await expect(async () => expect(await timeline(mina.page)).toEqual(before)).toPass();
});

test('one tab owns the files; another can take them over', async ({ relay, meet }) => {
  const hana = await meet('Hanaberry');
  await begin(hana, relay.url);
  await create(hana, words.community);
  await say(hana, words.first);
  const second = await hana.context.newPage();
  await second.goto(relay.url);
  await second.getByRole('button', { name: 'Use it here' }).click();
  await openChannel(second, firstChannel);
  await expect(message(second, words.first)).toBeVisible();
  await expect(hana.page.getByRole('button', { name: 'Use it here' })).toBeVisible();
  await say({ ...hana, page: second }, 'from the second tab');
  await second.close();
  await openChannel(hana.page, firstChannel);
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
  await openChannel(dirk.page, firstChannel);
  await expect(message(dirk.page, words.first)).toBeVisible();
  await say(dirk, 'no network here');
  await relay.start();
  await expect(message(hana.page, 'no network here')).toBeVisible({ timeout: 60_000 });
});
