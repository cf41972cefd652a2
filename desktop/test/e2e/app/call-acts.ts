/** What people do around a call: make a voice channel, ask each other in, go in. */
import { begin, create, invite, join } from './acts.ts';
import { giveVoice } from './call-ears.ts';
import { expect, type Meet, type Person } from './fixture.ts';
import type { RelayServer } from './relay-server.ts';

const room = 'Chatter';

/** A press on the channel's row comes in. */
export const enter = async ({ page }: Person): Promise<void> => {
  await page.getByRole('navigation', { name: 'Channels' }).getByText(room, { exact: true }).click();
  await expect(page.getByRole('region', { name: 'Current call' })).toContainText('In a call', {
    timeout: 15_000,
  });
};

/** Two in a community with a voice channel, each with a tone of their own; scripts change their pages further. */
export const settle = async (
  relay: RelayServer,
  meet: Meet,
  scripts: { readonly hana?: () => void; readonly dirk?: () => void } = {},
) => {
  const hana = await meet('Hanasong', { direct: true });
  await hana.context.addInitScript(giveVoice, { hz: 440, hue: 0 });
  if (scripts.hana) await hana.context.addInitScript(scripts.hana);
  await begin(hana, relay.url);
  await create(hana, 'Song house');
  await hana.page.getByRole('button', { name: /menu/i }).first().click();
  await hana.page.getByRole('menuitem', { name: 'New channel' }).click();
  hana.secrets.add(room);
  await hana.page.getByRole('radio', { name: 'Voice' }).check({ force: true });
  await hana.page.getByRole('textbox', { name: 'Channel name' }).fill(room);
  await hana.page.getByRole('button', { name: 'Create channel' }).click();
  const dirk = await meet('Dirksong', { direct: true });
  await dirk.context.addInitScript(giveVoice, { hz: 1_000, hue: 120 });
  if (scripts.dirk) await dirk.context.addInitScript(scripts.dirk);
  await join(dirk, await invite(hana));
  return { hana, dirk };
};
