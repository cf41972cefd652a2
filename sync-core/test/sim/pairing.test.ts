/** Linking a device over a relay: what both people see, and what somebody in between gets [T10, T14]. */
import { expect, test } from 'vitest';
import { openPairingRoom } from '../../src/client/pairing/pairing-room.ts';
import {
  createSuite,
  type PairingMessage,
  pairingCommitment,
  pairingPlace,
  sealPairing,
} from '../../src/crypto/index.ts';
import { limits } from '../../src/model/index.ts';
import { createSeededRandom } from '../../testing/seeded-random.ts';
import type { Installation } from '../../testing/sim/installation.ts';
import { relayUrl } from '../../testing/sim/relay.ts';
import { createHousehold } from './household.ts';

type World = Awaited<ReturnType<typeof createHousehold>>;

const digitsOf = (world: World, one: Installation): string => {
  const step = world.clientOf(one).devices.pairing()?.step;
  if (step?.kind !== 'comparing') throw new Error(`${one.name} compares nothing: ${JSON.stringify(step)}`);
  return step.digits;
};
const stepOf = (world: World, one: Installation) => world.clientOf(one).devices.pairing()?.step;
const show = (world: World, one: Installation): string => {
  const { devices } = world.clientOf(one);
  if (!devices.startPairing().ok) throw new Error('no code');
  return devices.pairing()?.code ?? '';
};
const enter = (world: World, one: Installation, code: string): void => {
  if (!world.clientOf(one).devices.joinPairing(code, null).ok) throw new Error('the code was refused');
};

/** Somebody at the relay who has learned the code: says and hears whatever they like in its room. */
const eavesdrop = async (world: World, code: string, heard: (message: PairingMessage) => void) => {
  const mallory = await world.machine('mallory');
  const site = mallory.site();
  if (!site) throw new Error('nobody there');
  const suite = await createSuite(createSeededRandom('mallory'));
  const { timeline } = world;
  const clock = {
    now: () => Math.floor(timeline.now()),
    schedule: (delayMs: number, task: () => void) => {
      timeline.at(timeline.now() + delayMs, task);
      return () => undefined;
    },
  };
  const client = { ...world.parts, suite, clock, connector: world.network.connectorFor(site) };
  const place = pairingPlace(suite, code);
  const room = openPairingRoom({ client, place, relayUrl, heard, reached: () => undefined });
  await world.run(1_000);
  return { suite, room, place };
};

test('[T10] both devices show the same digits; once both people say so, the new one is the same person', async () => {
  using world = await createHousehold();
  const desk = await world.person('desk');
  const { community, channel } = await world.found(desk);
  await world.post(desk, community, channel, 'before');
  const phone = await world.machine('phone');
  enter(world, phone, show(world, desk).toLowerCase().replaceAll('-', ' '));
  await world.run(10_000);
  expect(digitsOf(world, phone)).toBe(digitsOf(world, desk));
  expect(digitsOf(world, desk)).toMatch(/^\d{3} \d{4}$/);
  world.clientOf(phone).devices.confirmPairing();
  await world.run(10_000);
  expect(world.clientOf(phone).profile()).toBeNull();
  world.clientOf(desk).devices.confirmPairing();
  await world.run(60_000);
  expect([stepOf(world, desk), stepOf(world, phone)]).toEqual([{ kind: 'done' }, { kind: 'done' }]);
  expect(world.clientOf(phone).profile()?.member).toBe(world.clientOf(desk).profile()?.member);
  await world.run(60_000);
  expect(world.texts(phone, community, channel)).toEqual(['before']);
  expect(world.device(desk, 'phone').communities).toMatchObject([{ name: 'World', state: 'present' }]);
});

test('[T10] who stands between with the code shows each of them other digits, and gets nothing', async () => {
  // The relay keeps the two apart: each is in a world of its own, with the man in the middle in both.
  using here = await createHousehold();
  using there = await createHousehold();
  const desk = await here.person('desk');
  const phone = await there.machine('phone');
  const code = show(here, desk);
  const fromDesk: PairingMessage[] = [];
  const fromPhone: PairingMessage[] = [];
  const toDesk = await eavesdrop(here, code, (message) => fromDesk.push(message));
  const toPhone = await eavesdrop(there, code, (message) => fromPhone.push(message));
  enter(there, phone, code);
  await there.run(10_000);
  const { suite } = toDesk;
  const [forDesk, forPhone] = [1, 2].map((fill) => suite.agreementKeyPair(new Uint8Array(32).fill(fill)));
  const nonce = new Uint8Array(32);
  if (!forDesk || !forPhone) throw new Error('no keys');
  toPhone.room.say({ type: 'offer', key: forPhone.publicKey });
  toDesk.room.say({ type: 'commit', commitment: pairingCommitment(suite, forDesk.publicKey, nonce) });
  await here.run(5_000);
  await there.run(5_000);
  toDesk.room.say({ type: 'reveal', key: forDesk.publicKey, nonce });
  await here.run(5_000);
  expect(digitsOf(here, desk)).not.toBe(digitsOf(there, phone));
  here.clientOf(desk).devices.stopPairing();
  await here.run(5_000);
  expect(fromDesk.map(({ type }) => type)).toEqual(expect.arrayContaining(['offer', 'ended']));
  expect(fromDesk.some(({ type }) => type === 'given')).toBe(false);
  expect(fromPhone.some(({ type }) => type === 'taken')).toBe(false);
});

test('[T10] keys can’t be chosen after those of the others are seen: what wasn’t committed to ends it', async () => {
  using world = await createHousehold();
  const desk = await world.person('desk');
  const { suite, room } = await eavesdrop(world, show(world, desk), () => undefined);
  const first = suite.agreementKeyPair(new Uint8Array(32).fill(1));
  const better = suite.agreementKeyPair(new Uint8Array(32).fill(2));
  const nonce = new Uint8Array(32);
  room.say({ type: 'commit', commitment: pairingCommitment(suite, first.publicKey, nonce) });
  await world.run(2_000);
  room.say({ type: 'reveal', key: better.publicKey, nonce });
  await world.run(2_000);
  expect(stepOf(world, desk)).toEqual({ kind: 'ended', why: 'interfered' });
});

test('[T10] a code is good for one meeting: a second guest ends it before anything is given', async () => {
  using world = await createHousehold();
  const desk = await world.person('desk');
  const code = show(world, desk);
  const phone = await world.machine('phone');
  enter(world, phone, code);
  await world.run(10_000);
  const { suite, room } = await eavesdrop(world, code, () => undefined);
  room.say({ type: 'commit', commitment: suite.random.bytes(32) });
  await world.run(5_000);
  expect(stepOf(world, desk)).toEqual({ kind: 'ended', why: 'interfered' });
  expect(stepOf(world, phone)).toMatchObject({ kind: 'ended' });
});

test('[T10] ten minutes, then a code is void; and one that was said again later finds nobody', async () => {
  using world = await createHousehold();
  const desk = await world.person('desk');
  const code = show(world, desk);
  await world.run(limits.pairingMs + 1_000);
  expect(stepOf(world, desk)).toEqual({ kind: 'ended', why: 'expired' });
  const phone = await world.machine('phone');
  enter(world, phone, code);
  await world.run(20_000);
  expect(stepOf(world, phone)).toEqual({ kind: 'meeting', reached: true });
});

test('[T14] a relay without the code reads nothing, and what it replays into another meeting is not heard', async () => {
  using world = await createHousehold();
  const desk = await world.person('desk');
  const first = show(world, desk);
  const { suite, place } = await eavesdrop(world, first, () => undefined);
  const old = sealPairing(suite, place, { type: 'commit', commitment: new Uint8Array(32) });
  const second = pairingPlace(suite, show(world, desk));
  expect(suite.open(old, second.sealKey, new Uint8Array(0))).toBeNull();
  expect(second.community).not.toBe(place.community);
  await world.run(5_000);
  expect(stepOf(world, desk)).toEqual({ kind: 'meeting', reached: true });
});

test('what is lost on the way is said again', async () => {
  using world = await createHousehold();
  const desk = await world.person('desk');
  const phone = await world.machine('phone');
  enter(world, phone, show(world, desk));
  for (let at = 0; at < 4; at++) {
    await world.run(1_500);
    world.network.drop(at % 2 === 0 ? 'desk' : 'phone');
  }
  await world.run(20_000);
  expect(digitsOf(world, phone)).toBe(digitsOf(world, desk));
});
