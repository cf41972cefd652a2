import { begin, create, invite, join, message, say } from './acts.ts';
import { expect, test } from './fixture.ts';

test('two people meet by a link and talk both ways', async ({ relay, meet }) => {
  const hana = await meet('Hana');
  await begin(hana, relay.url);
  await create(hana, 'Maple house');
  await say(hana, 'first words');
  const link = await invite(hana);
  const dirk = await meet('Dirk');
  await join(dirk, link);
  await expect(message(dirk.page, 'first words')).toBeVisible();
  await say(dirk, 'hello from dirk');
  await expect(message(hana.page, 'hello from dirk')).toBeVisible();
  expect(hana.complaints).toEqual([]);
  expect(dirk.complaints).toEqual([]);
});
