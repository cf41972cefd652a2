/** What a hostile member, device or relay may try around calls, and what the others make of it [T12, T14, T15]. */
import { expect, test } from 'vitest';
import type { OpenCommunity } from '../../src/client/index.ts';
import { type ChannelId, limits, type Permission } from '../../src/model/index.ts';
import type { Installation } from '../../testing/sim/installation.ts';
import { createCircle } from './circle.ts';
import { createHousehold } from './household.ts';

const print = (name: string) => name.charCodeAt(0).toString(16).padStart(2, '0').repeat(32);
const ticketOf = (name: string) => ({
  peerId: print(name).slice(0, 32),
  token: 't',
  expiresAt: 1,
  signalingUrls: [],
  iceServers: [],
});
const quiet = { muted: false, deafened: false, camera: false, screen: false };

const createVoice = async () => {
  const world = await createCircle(['ada', 'bo', 'chae']);
  const [ada, bo, chae] = [world.person('ada'), world.person('bo'), world.person('chae')];
  const made = await world.settled(
    world.home(ada).commands.createChannel({ category: null, kind: 'voice', name: 'hall', topic: '' }),
  );
  if (!made.ok) throw new Error('no voice channel');
  const hall = made.value.channel;
  await world.run(30_000);
  for (const one of [ada, bo, chae]) world.home(one).direct.receiveTicket(ticketOf(one.name));
  const join = (one: Installation) => world.home(one).calls.join(hall, print(one.name), quiet);
  const here = (one: Installation) =>
    world
      .home(one)
      .calls.calls()
      .find(({ channel }) => channel === hall)?.participants ?? [];
  /** What a page sees: it reads when it is told to, and not otherwise. */
  const watch = (one: Installation) => {
    const seen = { participants: here(one) };
    one.client()?.listen('callsChanged', () => {
      seen.participants = here(one);
    });
    return seen;
  };
  return { world, ada, bo, chae, hall, join, here, watch };
};
const deny = (open: OpenCommunity, channel: ChannelId, ...names: readonly Permission[]) =>
  open.commands.saveOverwrites({ channel }, [{ target: { kind: 'everyone' }, allow: [], deny: names }]);

test.each(['kick', 'ban'] as const)(
  '[T12] who is put out (%s) is in no call at once, for everybody, though their media and words go on',
  async (how) => {
    const { world, ada, bo, chae, join, watch } = await createVoice();
    using _ = world;
    for (const one of [ada, bo, chae]) join(one);
    await world.run(3_000);
    const pages = [ada, chae].map((one) => ({ one, seen: watch(one) }));
    const target = world.memberOf(bo);
    const device = world.home(bo).core.device.device;
    const put = world.home(ada).commands;
    await world.settled(how === 'kick' ? put.kick(target, '') : put.ban(target, ''));
    for (let second = 0; second < 8; second++) {
      for (const { one } of pages) world.home(one).calls.alive([device]);
      await world.run(1_000);
    }
    for (const { seen } of pages) expect(seen.participants.map(({ member }) => member)).not.toContain(target);
  },
);

test('[T12] a permission that is taken in a call is gone for everybody at once', async () => {
  const { world, ada, bo, chae, hall, join, watch } = await createVoice();
  using _ = world;
  for (const one of [ada, bo, chae]) join(one);
  await world.run(3_000);
  const [ofAda, ofChae] = [watch(ada), watch(chae)];
  await world.settled(deny(world.home(ada), hall, 'speak', 'stream'));
  await world.run(8_000);
  const bos = [ofAda, ofChae].map(({ participants }) =>
    participants.find(({ member }) => member === world.memberOf(bo)),
  );
  for (const one of bos) expect(one).toMatchObject({ maySpeak: false, mayStream: false });
  await world.settled(deny(world.home(ada), hall, 'connect'));
  await world.run(8_000);
  expect(ofAda.participants.map(({ member }) => member)).toEqual([world.memberOf(ada)]);
});

test('[T12] who may not see a channel hears nothing of its call, from the call’s first moment', async () => {
  const { world, ada, bo, chae, hall, join, here } = await createVoice();
  using _ = world;
  const seer = await world.settled(
    world.home(ada).commands.saveOverwrites({ channel: hall }, [
      { target: { kind: 'everyone' }, allow: [], deny: ['viewChannel'] },
      {
        target: { kind: 'member', id: world.memberOf(bo) },
        allow: ['viewChannel', 'connect'],
        deny: [],
      },
    ]),
  );
  expect(seer.ok).toBe(true);
  await world.run(60_000);
  join(ada);
  join(bo);
  await world.run(5_000);
  expect(here(bo)).toHaveLength(2);
  expect(here(chae)).toEqual([]);
  // It isn't only that it is not shown: the words can't be opened there.
  const { keys, governance } = world.home(chae).core;
  const epoch = [...governance.current().epochs].findLast(({ channel }) => channel === hall);
  expect(epoch).toBeDefined();
  expect(epoch && keys.of(epoch)).toBeNull();
});

test('[T14] of one member two devices are in a call, whoever came first; a third is told, and fills no place by insisting', async () => {
  const world = await createHousehold();
  using _ = world;
  const [ada, bo] = [await world.person('ada'), await world.person('bo')];
  const { community } = await world.found(ada);
  await world.join(ada, bo, community);
  const [phone, desk] = [await world.restore(bo, 'phone'), await world.restore(bo, 'desk')];
  await world.run(60_000);
  const open = (one: Installation) => world.home(one, community);
  const made = await world.done(
    open(ada).commands.createChannel({ category: null, kind: 'voice', name: 'hall', topic: '' }),
  );
  const hall = made.channel;
  await world.run(30_000);
  for (const one of [ada, bo, phone, desk]) open(one).direct.receiveTicket(ticketOf(one.name));
  const join = (one: Installation) => open(one).calls.join(hall, print(one.name), quiet);
  const here = (one: Installation) =>
    (open(one).calls.calls()[0]?.participants ?? []).map(({ fingerprint }) => fingerprint);
  const [first, second] = [print(bo.name), print(phone.name)];

  expect([join(bo).ok, join(phone).ok]).toEqual([true, true]);
  await world.run(2_000);
  expect(join(desk)).toEqual({ ok: false, error: { kind: 'call-devices', most: limits.callDevices } });
  expect(join(ada).ok).toBe(true);
  await world.run(2_000);
  expect(here(ada)).toEqual([first, second, print('ada')]);

  // Two come in at the same moment, each believing there is room.
  open(phone).calls.leave();
  await world.run(2_000);
  world.offline(phone);
  world.offline(desk);
  await world.run(20_000);
  const ended: unknown[] = [];
  for (const one of [phone, desk])
    world.clientOf(one).listen('callEnded', ({ end }) => ended.push([one.name, end]));
  expect(join(phone).ok).toBe(true);
  await world.run(1_000);
  expect(join(desk).ok).toBe(true);
  world.online(phone);
  world.online(desk);
  await world.run(30_000);
  for (const one of [ada, bo, phone, desk]) expect(here(one)).toEqual([first, print('ada'), second]);
  expect(ended).toEqual([['desk', { kind: 'devices', most: limits.callDevices }]]);
});
