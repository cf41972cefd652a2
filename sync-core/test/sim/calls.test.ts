import { expect, test, vi } from 'vitest';
import type { CallView, OpenCommunity } from '../../src/client/index.ts';
import { type ChannelId, limits, type Permission } from '../../src/model/index.ts';
import type { Installation } from '../../testing/sim/installation.ts';
import { createCircle } from './circle.ts';

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
  const make = async (name: string): Promise<ChannelId> => {
    const made = await world.settled(
      world.home(ada).commands.createChannel({ category: null, kind: 'voice', name, topic: '' }),
    );
    if (!made.ok) throw new Error('no voice channel');
    return made.value.channel;
  };
  const hall = await make('hall');
  await world.run(30_000);
  // Nobody signals in the simulation: addresses as a relay's tickets would bring them.
  for (const one of [ada, bo, chae]) world.home(one).direct.receiveTicket(ticketOf(one.name));
  const join = (one: Installation, channel = hall) =>
    world.home(one).calls.join(channel, print(one.name), quiet);
  const here = (one: Installation, channel = hall) =>
    find(world.home(one).calls.calls(), channel).map(({ name }) => name);
  return { world, ada, bo, chae, hall, make, join, here };
};
const find = (calls: readonly CallView[], channel: ChannelId) =>
  calls.find((call) => call.channel === channel)?.participants ?? [];
const deny = (open: OpenCommunity, channel: ChannelId, ...names: readonly Permission[]) =>
  open.commands.saveOverwrites({ channel }, [{ target: { kind: 'everyone' }, allow: [], deny: names }]);

test('[T15] who is in a call is seen by all without joining, with the certificate that each device signed', async () => {
  const { world, ada, bo, chae, hall, join, here } = await createVoice();
  using _ = world;
  expect(join(ada).ok && join(bo).ok).toBe(true);
  await world.run(2_000);
  expect(here(chae)).toEqual(here(ada));
  expect(here(chae)).toHaveLength(2);
  const seen = find(world.home(chae).calls.calls(), hall);
  expect(seen.map(({ fingerprint }) => fingerprint).sort()).toEqual([print('ada'), print('bo')].sort());
  world.home(bo).calls.update({ muted: true });
  await world.run(2_000);
  const ofBo = find(world.home(ada).calls.calls(), hall).find(({ member }) => member === world.memberOf(bo));
  expect(ofBo).toMatchObject({ muted: true, fingerprint: print('bo') });
  world.home(bo).calls.leave();
  await world.run(2_000);
  expect(here(ada)).toHaveLength(1);
});

test('who falls silent is in no call any more within ten seconds', async () => {
  const { world, ada, bo, join, here } = await createVoice();
  using _ = world;
  join(ada);
  join(bo);
  await world.run(2_000);
  world.offline(bo);
  await world.run(limits.callSilenceMs + 1_000);
  expect(here(ada)).toHaveLength(1);
  world.online(bo);
  await world.run(60_000);
  expect(here(ada)).toHaveLength(2);
});

test('[T12] a modified client that may not connect is in no call for the others, and may not speak where it lacks that', async () => {
  const { world, ada, bo, chae, hall, join, here } = await createVoice();
  using _ = world;
  await world.settled(deny(world.home(ada), hall, 'speak', 'stream'));
  await world.run(5_000);
  join(bo);
  join(ada);
  await world.run(2_000);
  expect(find(world.home(ada).calls.calls(), hall).map((one) => [one.maySpeak, one.mayStream])).toEqual(
    expect.arrayContaining([
      [true, true],
      [false, false],
    ]),
  );
  await world.settled(deny(world.home(ada), hall, 'connect'));
  const ended: string[] = [];
  bo.client()?.listen('callEnded', ({ end }) => ended.push(end.kind));
  await world.run(5_000);
  expect(ended).toEqual(['not-allowed']);
  expect(join(chae)).toMatchObject({ ok: false, error: { kind: 'not-allowed', permission: 'connect' } });
  // What chae's client would refuse to say is said all the same.
  world.home(chae).room.sayInCall(
    {
      type: 'call',
      channel: hall,
      session: new Uint8Array(16),
      peerId: 'x'.repeat(32),
      fingerprint: new Uint8Array(32),
      joinedAt: 1,
      seal: null,
      ...quiet,
    },
    hall,
  );
  await world.run(2_000);
  expect(here(ada)).toHaveLength(1);
});

test('[T14] who comes and goes without end makes nobody else say more than their own part', async () => {
  const { world, ada, bo, hall, make, join } = await createVoice();
  using _ = world;
  const other = await make('other');
  await world.run(5_000);
  join(ada);
  await world.run(5_000);
  // Each frame of the live room is signed.
  const said = vi.spyOn(world.home(ada).core.suite, 'sign');
  for (let i = 0; i < 100; i++) {
    const channel = i % 2 === 0 ? hall : other;
    world.home(bo).room.sayInCall(
      {
        type: 'call',
        channel,
        session: new Uint8Array(16),
        peerId: 'x'.repeat(32),
        fingerprint: new Uint8Array(32),
        joinedAt: 1,
        seal: null,
        ...quiet,
      },
      channel,
    );
    await world.run(20);
  }
  expect(said.mock.calls.length).toBeLessThan(12);
});

test('[T12] a moderator mutes, deafens and moves; who comes later hears of it; who may not give orders is not heeded', async () => {
  const { world, ada, bo, chae, hall, make, join, here } = await createVoice();
  using _ = world;
  const other = await make('other');
  await world.run(5_000);
  join(ada);
  join(bo);
  await world.run(2_000);
  const target = world.memberOf(bo);
  const order = (one: Installation, on: boolean) =>
    world.home(one).calls.order({ channel: hall, target, order: { type: 'mute', on } });
  expect(order(chae, true)).toMatchObject({ ok: false, error: { permission: 'muteMembers' } });
  expect(order(ada, true).ok).toBe(true);
  await world.run(2_000);
  const mutedFor = (one: Installation) =>
    find(world.home(one).calls.calls(), hall).find(({ member }) => member === target);
  expect(mutedFor(bo)).toMatchObject({ serverMuted: true, maySpeak: false });
  expect(mutedFor(chae)).toMatchObject({ serverMuted: true, maySpeak: false });
  expect(order(ada, false).ok).toBe(true);
  await world.run(2_000);
  expect(mutedFor(chae)).toMatchObject({ serverMuted: false, maySpeak: true });

  const ended: unknown[] = [];
  bo.client()?.listen('callEnded', ({ end }) => ended.push(end));
  world.home(ada).calls.order({ channel: hall, target, order: { type: 'move', to: other } });
  await world.run(2_000);
  expect(ended).toEqual([{ kind: 'moved', to: other }]);
  expect(here(ada)).toHaveLength(1);
  // Sent away is not banned: they may come again.
  expect(join(bo).ok).toBe(true);
  await world.run(2_000);
  expect(here(ada)).toHaveLength(2);
});

test('what one looks at reaches those who send it, for this session only; a flood and an outsider change nothing', async () => {
  const { world, ada, bo, chae, hall, join } = await createVoice();
  using _ = world;
  join(ada);
  join(bo);
  await world.run(2_000);
  const wanted = () =>
    find(world.home(ada).calls.calls(), hall).find(({ member }) => member === world.memberOf(bo))?.wants;
  const deviceOf = (one: Installation) => world.home(one).core.device.device;
  expect(wanted()).toBeNull();
  const want = (cameraHeight: number) =>
    world.home(bo).calls.want([{ device: deviceOf(ada), cameraHeight, screen: null }]);
  want(360);
  await world.run(1_000);
  expect(wanted()).toEqual({ cameraHeight: 360, screen: null });
  // Many changes at once are one word, and the last of them counts.
  const said = vi.spyOn(world.home(bo).core.suite, 'sign');
  for (const height of [90, 180, 270, 540]) want(height);
  await world.run(1_000);
  expect(wanted()?.cameraHeight).toBe(540);
  expect(said.mock.calls.length).toBeLessThan(4);
  // Chae is in no call: nobody sends to them, whatever they say.
  const changed = vi.fn();
  ada.client()?.listen('callsChanged', changed);
  for (let i = 0; i < 20; i++)
    world.home(chae).room.sayInCall(
      {
        type: 'callWants',
        session: new Uint8Array(16),
        wants: [{ device: deviceOf(ada), cameraHeight: i, screen: true }],
      },
      hall,
    );
  await world.run(500);
  expect(changed).not.toHaveBeenCalled();
  world.home(bo).calls.leave();
  join(bo);
  await world.run(1_000);
  expect(wanted()).toBeNull();
});

test('[T12] priority is what a role or an overwrite gives by name, not an owner’s because they may do all', async () => {
  const { world, ada, bo, hall, join } = await createVoice();
  using _ = world;
  join(ada);
  join(bo);
  await world.run(2_000);
  const first = () =>
    find(world.home(bo).calls.calls(), hall)
      .filter(({ priority }) => priority)
      .map(({ member }) => member);
  expect(first()).toEqual([]);
  const give = (one: Installation) =>
    world.settled(
      world.home(ada).commands.saveOverwrites({ channel: hall }, [
        {
          target: { kind: 'member', id: world.memberOf(one) },
          allow: ['prioritySpeaker'],
          deny: [],
        },
      ]),
    );
  let told = 0;
  bo.client()?.listen('callsChanged', () => told++);
  await give(bo);
  await world.run(15_000);
  expect(first()).toEqual([world.memberOf(bo)]);
  // What changes by governance alone is news to who plays them.
  expect(told).toBeGreaterThan(0);
});

test('[T12] nobody is moved where they may not come in; who may be moved where is known before', async () => {
  const { world, ada, bo, hall, make, join } = await createVoice();
  using _ = world;
  const closed = await make('closed');
  const open = await make('open');
  await world.settled(deny(world.home(ada), closed, 'connect'));
  await world.run(5_000);
  join(ada);
  join(bo);
  await world.run(2_000);
  const target = world.memberOf(bo);
  const refusals = Object.fromEntries(
    world
      .home(ada)
      .calls.placesFor(target)
      .map(({ name, refusal }) => [name, refusal]),
  );
  expect(refusals).toMatchObject({ hall: null, open: null, closed: 'no-permission' });
  const move = (to: ChannelId) =>
    world.home(ada).calls.order({ channel: hall, target, order: { type: 'move', to } });
  expect(move(closed)).toMatchObject({ ok: false, error: { permission: 'connect' } });
  expect(move(open).ok).toBe(true);
});
