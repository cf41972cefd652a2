/**
 * Between two pages stands who lies: first a device whose certificate is not the one it signed, then a signaling server
 * that swaps certificates, repeats offers under other names, floods and sends broken frames. Nobody is connected to a
 * stranger, the page says why, and honest calls go on and begin [T15].
 */
import type { WebSocketRoute } from '@playwright/test';
import { z } from 'zod';
import { enter, settle } from './call-acts.ts';
import { listen } from './call-ears.ts';
import { hears, leave, tones } from './call-ways.ts';
import { expect, type Person, test } from './fixture.ts';

const swapped = `a=fingerprint:sha-256 ${Array.from({ length: 32 }, () => 'AB').join(':')}`;
const offer = z.looseObject({
  type: z.literal('OFFER'),
  src: z.string(),
  payload: z.looseObject({ connectionId: z.string() }),
});
type Offer = z.infer<typeof offer>;

/** How many connections a page ever made. */
const countConnections = (): void => {
  let made = 0;
  const Real = RTCPeerConnection;
  window.RTCPeerConnection = class extends Real {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      Object.assign(window, { made: ++made });
    }
  };
};
const made = async ({ page }: Person) =>
  z.number().parse(await page.evaluate(() => Reflect.get(window, 'made') ?? 0));

/** As if somebody stood between: what is announced and what is met are two certificates. */
const showAnother = (): void => {
  if (localStorage.getItem('test.another') === null)
    RTCCertificate.prototype.getFingerprints = () => [
      { algorithm: 'sha-256', value: Array.from({ length: 32 }, () => 'AB').join(':') },
    ];
};

const isTold = ({ page }: Person) =>
  expect(
    page.getByText('not connected: they could not be verified').filter({ visible: true }).first(),
  ).toBeVisible({ timeout: 20_000 });
const hearsNobody = async ({ page }: Person) => expect((await listen(page)).level).toBeLessThan(0.001);

/** A signaling server between a page and the true one, which passes everything on, as it is or with swapped certificates. */
const standBetween = async (people: readonly Person[]) => {
  const lie = { swaps: true };
  const offers: { readonly to: Person; readonly offer: Offer }[] = [];
  const sockets = new Map<Person, WebSocketRoute>();
  for (const person of people)
    await person.context.routeWebSocket(/peerjs/, (socket) => {
      sockets.set(person, socket);
      socket.connectToServer().onMessage((data) => {
        const text = data.toString();
        const parsed = text.includes('"OFFER"') ? offer.safeParse(JSON.parse(text)) : null;
        if (parsed?.success) offers.push({ to: person, offer: parsed.data });
        socket.send(lie.swaps ? text.replace(/a=fingerprint:[^\\"]*/g, swapped) : text);
      });
    });
  return {
    lie,
    lastOffer: () => offers.at(-1),
    say: (to: Person, message: unknown) =>
      sockets.get(to)?.send(typeof message === 'string' ? message : JSON.stringify(message)),
  };
};

test('[T15] neither another certificate nor a lying signaling server connects anybody to a stranger; the page says so, and honest calls go on and begin', async ({
  relay,
  meet,
}) => {
  const { hana, dirk } = await settle(relay, meet, { hana: countConnections, dirk: showAnother });
  const both = [hana, dirk];
  await enter(hana);
  await enter(dirk);
  await isTold(hana);
  await hearsNobody(hana);

  const between = await standBetween(both);
  await dirk.page.evaluate(() => localStorage.setItem('test.another', 'no more'));
  for (const { page } of both) {
    await page.reload();
    await expect(page.getByRole('button', { name: /^Connected/ })).toBeVisible({ timeout: 15_000 });
  }
  await enter(hana);
  await enter(dirk);
  for (const person of both) await isTold(person);
  for (const person of both) await hearsNobody(person);

  // It stops lying: they find each other without anybody doing anything.
  between.lie.swaps = false;
  await hears(dirk, tones.hana);
  await hears(hana, tones.dirk);

  // Whoever was called last is told the same offer again, as another connection, under nobody's name, and thousands more.
  const last = between.lastOffer();
  if (!last) throw new Error('no offer was seen');
  const victim = last.to;
  const other = victim === hana ? dirk : hana;
  const as = (src: string, connectionId: string) => ({
    ...last.offer,
    src,
    payload: { ...last.offer.payload, connectionId },
  });
  const before = await made(hana);
  between.say(victim, as(last.offer.src, 'mc_again'));
  between.say(victim, as('ab'.repeat(16), 'mc_nobody'));
  for (let id = 0; id < 1_500; id++) {
    between.say(victim, as('cd'.repeat(16), `mc_${id}`));
    between.say(victim, {
      type: 'CANDIDATE',
      src: last.offer.src,
      payload: { type: 'media', connectionId: `mc_${id}`, candidate: { candidate: 'c' } },
    });
  }
  for (const broken of ['{{{', 'null', 'x'.repeat(1_000_000), { type: 7 }, { ...last.offer, payload: [] }])
    between.say(other, broken);
  // The page is as it was: what runs goes on, and who went comes in again.
  await hears(dirk, tones.hana);
  await hears(hana, tones.dirk);
  await leave(dirk);
  await enter(dirk);
  await hears(dirk, tones.hana);
  await hears(hana, tones.dirk);
  if (victim === hana) expect((await made(hana)) - before).toBeLessThan(60);
});
