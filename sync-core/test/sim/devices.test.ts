/** Several devices of one person, found and taken away with nothing between them but a relay [T10, T11, T13]. */
import { expect, test } from 'vitest';
import { noChanges } from '../../src/client/index.ts';
import type { MessageId } from '../../src/model/index.ts';
import { posted } from './circle.ts';
import { createHousehold } from './household.ts';

test('[T10] a new machine with the 24 words and a relay has the communities, the keys and the messages again', async () => {
  using world = await createHousehold();
  const ada = await world.person('ada');
  const { community, channel } = await world.found(ada);
  await world.post(ada, community, channel, 'before');
  await world.run(30_000);
  const words = world.clientOf(ada).recoveryPhrase();
  ada.crash();
  const fresh = await world.machine('fresh');
  await world.done(world.clientOf(fresh).restoreProfile(words ?? '', { name: '', colour: 'pine' }));
  await world.run(60_000);
  expect(world.texts(fresh, community, channel)).toEqual(['before']);
  expect(world.home(fresh, community).queries.membership()).toEqual({ kind: 'member' });
  expect(world.clientOf(fresh).profile()).toMatchObject({ name: 'ada', colour: 'sky' });
  const recovery = world.clientOf(fresh).devices.recovery();
  expect(recovery).toMatchObject({ isRunning: true, needsName: false, ownSpace: { state: 'complete' } });
  expect(recovery.communities.map(({ name, state }) => [name, state])).toEqual([['World', 'here']]);
  await world.post(fresh, community, channel, 'after');
  expect(world.texts(fresh, community, channel)).toEqual(['before', 'after']);
  expect(world.errors).toEqual([]);
});

test('[S2] read positions, drafts and settings follow from one device to the other, both ways', async () => {
  using world = await createHousehold();
  const desk = await world.person('desk');
  const bo = await world.person('bo');
  const { community, channel } = await world.found(desk);
  await world.join(desk, bo, community);
  const phone = await world.restore(desk, 'phone');
  await world.run(60_000);
  await world.post(bo, community, channel, 'news');
  await world.run(20_000);
  const place = { channel, thread: null };
  const unread = (one: typeof desk): boolean => world.home(one, community).queries.summary().unread;
  expect([unread(desk), unread(phone)]).toEqual([true, true]);
  const position = world.home(phone, community).core.store.newest().get(channel);
  if (!position) throw new Error('nothing was said');
  await world.done(world.home(phone, community).commands.markRead(place, position));
  await world.done(world.home(phone, community).commands.saveDraft(place, 'half a thought', null));
  await world.done(world.clientOf(desk).saveSettings({ theme: 'dark' }));
  await world.run(60_000);
  expect([unread(desk), unread(phone)]).toEqual([false, false]);
  expect(world.home(desk, community).core.store.draft(place)?.text).toBe('half a thought');
  expect(world.clientOf(phone).settings().theme).toBe('dark');
  expect(world.errors).toEqual([]);
});

test('[S2] megabytes that were changed at once reach the other device, and so does what follows them', async () => {
  using world = await createHousehold();
  const desk = await world.person('desk');
  const { community, channel } = await world.found(desk);
  const phone = await world.restore(desk, 'phone');
  await world.run(60_000);
  const places = Array.from({ length: 210 }, (_, index) => ({
    channel,
    thread: index.toString(16).padStart(32, '0') as MessageId,
  }));
  const { commands } = world.home(desk, community);
  const text = 'x'.repeat(16_000);
  await world.settled(Promise.all(places.map((place) => commands.saveDraft(place, text, null))));
  await world.run(60_000);
  await world.done(world.clientOf(desk).saveSettings({ theme: 'dark' }));
  await world.run(60_000);
  const drafts = places.map((place) => world.home(phone, community).core.store.draft(place)?.text.length);
  expect(new Set(drafts)).toEqual(new Set([16_000]));
  expect(world.clientOf(phone).settings().theme).toBe('dark');
});

test('[S3] a wiped relay is filled again by whichever device comes: what was offline meanwhile lacks nothing', async () => {
  using world = await createHousehold();
  const desk = await world.person('desk');
  const { community, channel } = await world.found(desk);
  const phone = await world.restore(desk, 'phone');
  await world.run(60_000);
  world.offline(phone);
  await world.done(world.clientOf(desk).saveSettings({ theme: 'dark' }));
  await world.post(desk, community, channel, 'one');
  await world.run(60_000);
  world.relay.wipe();
  world.network.drop(null);
  await world.run(60_000);
  world.online(phone);
  await world.run(90_000);
  expect(world.clientOf(phone).settings().theme).toBe('dark');
  expect(world.texts(phone, community, channel)).toEqual(['one']);
});

test('[T11] [T13] a removed device reads nothing of what follows, writes nothing, and brings nothing in', async () => {
  using world = await createHousehold();
  const desk = await world.person('desk');
  const bo = await world.person('bo');
  const { community, channel } = await world.found(desk);
  await world.join(desk, bo, community);
  const lost = await world.restore(desk, 'lost');
  await world.run(60_000);
  await world.post(lost, community, channel, 'from the one that gets lost');
  await world.run(30_000);
  const key = world.home(lost, community).core.device.device;
  await world.done(world.clientOf(desk).devices.remove(world.device(desk, 'lost').id));
  await world.run(60_000);
  await world.post(bo, community, channel, 'without it');
  await world.run(60_000);
  for (const one of [desk, bo])
    expect(world.texts(one, community, channel)).toEqual(['from the one that gets lost', 'without it']);
  expect(world.texts(lost, community, channel)).toEqual(['from the one that gets lost']);
  const newest = world.home(bo, community).core.governance.current().epochs.at(-1);
  if (!newest) throw new Error('no epoch');
  expect(world.home(lost, community).core.keys.get(newest.id)).toBeNull();
  expect(world.home(lost, community).queries.membership()).toEqual({ kind: 'device-removed' });
  expect(world.clientOf(lost).devices.own().isRemoved).toBe(true);
  expect(world.clientOf(lost).recoveryPhrase()).toBeNull();
  const refused = await world.settled(
    world.home(lost, community).commands.post({ channel, thread: null }, 'still here', null),
  );
  expect(refused).toMatchObject({ ok: false, error: { kind: 'not-allowed', permission: 'device-removed' } });
  expect(world.clientOf(lost).devices.startPairing().ok).toBe(false);
  expect((await world.settled(world.clientOf(lost).devices.remove(world.device(lost, 'desk').id))).ok).toBe(
    false,
  );
  // A modified client that writes all the same.
  const { core, writer, inbound, engine } = world.home(lost, community);
  await world.settled(
    core.committer.commit(() => {
      const written = noChanges();
      writer.write({ kind: 'channel', channel }, [posted('forged')], written);
      inbound.settle(written);
    }),
  );
  engine.appended({ kind: 'channel', channel }, writer.log());
  await world.run(60_000);
  expect(world.texts(bo, community, channel)).not.toContain('forged');
  expect(world.home(bo, community).core.governance.current().devices.get(key)?.removed).not.toBeNull();
  expect(world.device(desk, 'lost')).toMatchObject({ communities: [{ name: 'World', state: 'removed' }] });
});

test('[T11] [T15] a removed device is heard in no live room: it is in no call, gives no orders there, and is not here', async () => {
  using world = await createHousehold();
  const desk = await world.person('desk');
  const bo = await world.person('bo');
  const { community } = await world.found(desk);
  await world.join(desk, bo, community);
  const lost = await world.restore(desk, 'lost');
  await world.run(60_000);
  const { channel: hall } = await world.done(
    world.home(desk, community).commands.createChannel({
      category: null,
      kind: 'voice',
      name: 'hall',
      topic: '',
    }),
  );
  await world.run(30_000);
  const open = (one: typeof desk) => world.home(one, community);
  for (const one of [bo, lost])
    open(one).direct.receiveTicket({
      peerId: one.name.padEnd(32, '0'),
      token: 't',
      expiresAt: 1,
      signalingUrls: [],
      iceServers: [],
    });
  const quiet = { muted: false, deafened: false, camera: false, screen: false };
  const join = (one: typeof desk) => open(one).calls.join(hall, '0'.repeat(64), quiet);
  const inCall = () =>
    open(bo)
      .calls.calls()[0]
      ?.participants.map(({ device }) => device) ?? [];
  const { device } = open(lost).core.device;
  expect([join(bo).ok, join(lost).ok]).toEqual([true, true]);
  await world.run(2_000);
  expect(inCall()).toContain(device);
  const target = open(bo).core.self;
  await world.done(world.clientOf(desk).devices.remove(world.device(desk, 'lost').id));
  await world.run(5_000);
  expect(inCall()).toEqual([open(bo).core.device.device]);
  // A modified client says it all the same, under the last key that it has.
  const say = () =>
    open(lost).room.sayInCall(
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
  say();
  open(lost).calls.order({ channel: hall, target, order: { type: 'mute', on: true } });
  await world.run(2_000);
  say();
  await world.run(2_000);
  expect(inCall()).toEqual([open(bo).core.device.device]);
  expect(open(bo).calls.calls()[0]?.participants[0]?.serverMuted).toBe(false);
  expect(
    open(bo)
      .room.peers()
      .map((peer) => peer.device),
  ).not.toContain(device);
});

test('[T11] a removal made offline is carried out by whichever device of the person comes first', async () => {
  using world = await createHousehold();
  const desk = await world.person('desk');
  const { community } = await world.found(desk);
  const phone = await world.restore(desk, 'phone');
  const lost = await world.restore(desk, 'lost');
  await world.run(60_000);
  // A community that the desk doesn't have open yet when it takes the lost one away.
  world.offline(desk);
  const other = await world.found(phone, 'Elsewhere');
  await world.run(60_000);
  await world.done(world.clientOf(desk).devices.remove(world.device(desk, 'lost').id));
  world.online(desk);
  await world.run(120_000);
  for (const id of [community, other.community])
    expect(world.home(lost, id).queries.membership()).toEqual({ kind: 'device-removed' });
});

test('names of devices, and of the person, are the same on all of them', async () => {
  using world = await createHousehold();
  const desk = await world.person('desk');
  const phone = await world.restore(desk, 'phone');
  await world.run(60_000);
  await world.done(world.clientOf(phone).devices.rename(world.device(phone, 'desk').id, '책상'));
  await world.done(world.clientOf(phone).editProfile({ name: '에이다', colour: 'rose' }));
  await world.run(60_000);
  expect(
    world
      .clientOf(desk)
      .devices.own()
      .devices.map(({ name, isThis }) => [name, isThis]),
  ).toEqual([
    ['책상', true],
    ['phone', false],
  ]);
  expect(world.clientOf(desk).profile()).toMatchObject({ name: '에이다', colour: 'rose' });
});

test('[S4] a device whose backup was restored goes on with the others, and nothing of theirs is undone', async () => {
  using world = await createHousehold();
  const desk = await world.person('desk');
  const phone = await world.restore(desk, 'phone');
  await world.run(60_000);
  const backup = desk.disk.backUp();
  await world.done(world.clientOf(desk).saveSettings({ theme: 'dark' }));
  await world.run(60_000);
  expect(world.clientOf(phone).settings().theme).toBe('dark');
  desk.crash();
  desk.disk.restore(backup);
  await world.settled(desk.start());
  await world.run(60_000);
  expect(world.clientOf(desk).settings().theme).toBe('dark');
  await world.done(world.clientOf(desk).saveSettings({ theme: 'light' }));
  await world.run(60_000);
  expect(world.clientOf(phone).settings().theme).toBe('light');
});
