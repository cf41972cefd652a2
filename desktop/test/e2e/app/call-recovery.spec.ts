/** What happens to a call when something under it goes away: it comes back within ten seconds, or ends, and no microphone stays on. */
import { createNodeRandom } from '@maru/sync-core/drivers/node';
import { enter, settle } from './call-acts.ts';
import { hears, isMicrophoneOn, leave, tones, watch, waysOf } from './call-ways.ts';
import { coturnMissing, startCoturn } from './coturn.ts';
import { expect, test } from './fixture.ts';
import { startSignalingServer } from './signaling-server.ts';

const withinMs = 10_000;

test('[T15] who hides their address is heard through coturn alone; one that dies and comes back ends no call', async ({
  relay,
  meet,
}) => {
  const missing = coturnMissing();
  test.skip(missing !== null, missing ?? '');
  const coturn = await startCoturn();
  try {
    await relay.restart({
      turn: { urls: [coturn.url], secret: coturn.secret },
      signalingSecret: createNodeRandom().bytes(32),
    });
    const { hana, dirk } = await settle(relay, meet);
    for (const person of [hana, dirk]) await watch(person, { hidden: true });
    await enter(hana);
    await enter(dirk);
    await hears(dirk, tones.hana);
    await hears(hana, tones.dirk);
    for (const person of [hana, dirk])
      expect(await waysOf(person)).toEqual({ used: ['relay'], told: ['relay'] });

    // Every way that there was is gone at once, as when a network changes under a call.
    await coturn.kill();
    await expect(hana.page.getByRole('region', { name: 'Current call' })).toContainText(/reconnecting/i, {
      timeout: 15_000,
    });
    await coturn.start();
    await hears(dirk, tones.hana, withinMs);
    await hears(hana, tones.dirk, withinMs);
    await leave(hana);
    expect(await isMicrophoneOn(hana)).toBe(false);
  } finally {
    await coturn.kill();
  }
});

test('a call outlives its signaling server and its relay; who is killed leaves it; no microphone stays on', async ({
  relay,
  meet,
}) => {
  const secret = createNodeRandom().bytes(32);
  const origin = new URL(relay.url).origin;
  const servers = [await startSignalingServer(secret, origin), await startSignalingServer(secret, origin)];
  try {
    await relay.restart({ signalingSecret: secret, signalingUrls: servers.map(({ url }) => url) });
    const { hana, dirk } = await settle(relay, meet);
    for (const person of [hana, dirk]) await watch(person);
    await enter(hana);
    await enter(dirk);
    await hears(dirk, tones.hana);
    const { used } = await waysOf(hana);
    expect(used).toEqual(['host']);

    // Both were sent to one of the two; whichever it is goes away in the call, then comes back.
    for (const server of servers) {
      await server.kill();
      await hears(dirk, tones.hana);
      // Who comes anew is met at the other.
      await leave(dirk);
      expect(await isMicrophoneOn(dirk)).toBe(false);
      await enter(dirk);
      await hears(dirk, tones.hana, withinMs);
      await server.start();
    }

    // Longer than silence that counts as leaving.
    await relay.stop();
    for (let second = 0; second < 11; second++) {
      await hana.page.waitForTimeout(1_000);
      await hears(hana, tones.dirk, 1_000);
    }
    await expect(hana.page.getByRole('list', { name: 'In the call' }).first()).toContainText('Dirksong');
    await relay.start();
    await hears(dirk, tones.hana);

    const devtools = await dirk.context.newCDPSession(dirk.page);
    // It never answers: the page is gone before it could.
    void devtools.send('Page.crash').catch(() => undefined);
    await expect(hana.page.getByRole('list', { name: 'In the call' }).first()).not.toContainText('Dirksong', {
      timeout: withinMs,
    });

    // From now on hidden, and nothing to hide behind: the call ends, says why, and its light is out.
    await hana.page
      .getByRole('button', { name: /^Your settings|^Settings/ })
      .first()
      .click();
    await hana.page.getByRole('button', { name: 'Voice and video' }).click();
    await hana.page.getByRole('switch', { name: 'Hide my network address' }).click();
    await hana.page.keyboard.press('Escape');
    await expect(
      hana.page.getByText('You hide your network address').filter({ visible: true }).first(),
    ).toBeVisible({
      timeout: 15_000,
    });
    // The settings had it on too, to be looked at.
    await expect.poll(() => isMicrophoneOn(hana)).toBe(false);
  } finally {
    for (const server of servers) await server.kill();
  }
});
