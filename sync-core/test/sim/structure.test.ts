/** The community itself, its categories and channels: what several people make of them, offline too, is one thing. */
import { expect, test } from 'vitest';
import { communityDump } from '../../src/governance/index.ts';
import { type ChannelId, limits, opToRoleId, permissionsOf, type RoleId } from '../../src/model/index.ts';
import type { Installation } from '../../testing/sim/installation.ts';
import { createCircle } from './circle.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** Ada founded it and has two channels beside the first; bo is an administrator. */
const createHouse = async () => {
  const world = await createCircle(['ada', 'bo']);
  const [ada, bo] = [world.person('ada'), world.person('bo')];
  const [made] = await world.govern(ada, {
    type: 'roleCreated',
    name: 'keepers',
    colour: null,
    order: 'i',
    permissions: permissionsOf('administrator'),
    hoist: false,
    mentionable: false,
  });
  if (made === undefined) throw new Error('no role');
  const role: RoleId = opToRoleId(made);
  await world.govern(ada, { type: 'roleGranted', member: world.memberOf(bo), role });
  const commandsOf = (one: Installation) => world.home(one).commands;
  const done = async (act: Promise<{ readonly ok: boolean }>): Promise<void> => {
    expect(await world.settled(act)).toMatchObject({ ok: true });
  };
  const refused = async (act: Promise<{ readonly ok: boolean }>, error: object): Promise<void> => {
    expect(await world.settled(act)).toMatchObject({ ok: false, error });
  };
  const category = world.home(ada).queries.sidebar().categories[0]?.id ?? null;
  const channelOf = async (name: string): Promise<ChannelId> => {
    const created = await world.settled(
      commandsOf(ada).createChannel({ category, kind: 'text', name, topic: '' }),
    );
    if (!created.ok) throw new Error('no channel');
    return created.value.channel;
  };
  const [second, third] = [await channelOf('second'), await channelOf('third')];
  await world.run(20_000);
  return {
    world,
    ada,
    bo,
    role,
    category,
    second,
    third,
    commandsOf,
    done,
    refused,
    names: (one: Installation) =>
      world
        .home(one)
        .queries.sidebar()
        .channels.map(({ name }) => name),
    overview: (one: Installation) => world.home(one).queries.overview(),
    /** Time goes by for everyone, and nothing happens in it. */
    pass(ms: number): void {
      for (const one of [ada, bo]) one.skew += ms;
    },
    expectSame(): void {
      const [a, b] = [ada, bo].map((one) => communityDump(world.home(one).core.governance.current()));
      expect(a).toEqual(b);
      expect(world.errors).toEqual([]);
    },
  };
};

test('[T10] moves that two people make offline at once end in one order, and later ones find room in it', async () => {
  const { world, ada, bo, category, second, third, commandsOf, done, names, expectSame } =
    await createHouse();
  using _ = world;
  expect(names(ada)).toEqual(['general', 'second', 'third']);
  for (const one of [ada, bo]) world.offline(one);
  // Both want theirs first: the same place, so the same order string.
  await done(commandsOf(ada).moveChannel(third, category, world.channel));
  await done(commandsOf(bo).moveChannel(second, category, world.channel));
  expect(names(ada)).toEqual(['third', 'general', 'second']);
  expect(names(bo)).toEqual(['second', 'general', 'third']);
  for (const one of [ada, bo]) world.online(one);
  await world.run(60_000);
  expect(names(ada)).toEqual(names(bo));
  expect(names(ada)[2]).toBe('general');
  // Between two that share a place.
  const [first, next] = world.home(ada).queries.sidebar().channels;
  if (!first || !next) throw new Error('no channels');
  await done(commandsOf(ada).moveChannel(world.channel, category, next.id));
  expect(names(ada)).toEqual([first.name, 'general', next.name]);
  await world.run(20_000);
  expect(names(bo)).toEqual(names(ada));
  expectSame();
});

test('[T10] one deletes a channel while the other moves and renames it: it is gone for both, and comes back as it was', async () => {
  const { world, ada, bo, second, commandsOf, done, names, expectSame } = await createHouse();
  using _ = world;
  await world.post(ada, 'kept for later', second);
  await world.run(10_000);
  for (const one of [ada, bo]) world.offline(one);
  await done(commandsOf(ada).deleteChannel(second));
  await done(commandsOf(bo).editChannel(second, { name: 'renamed', slowModeSeconds: 30 }));
  await done(commandsOf(bo).moveChannel(second, null, null));
  for (const one of [ada, bo]) world.online(one);
  await world.run(60_000);
  for (const one of [ada, bo]) expect(names(one)).toEqual(['general', 'third']);
  const [deleted] = world.home(bo).queries.deletedPlaces().channels;
  expect(deleted).toMatchObject({ id: second, by: { name: 'ada' } });
  await done(commandsOf(bo).restoreChannel(second));
  await world.run(20_000);
  for (const one of [ada, bo]) {
    expect(names(one)).toHaveLength(3);
    expect(world.texts(one, second)).toEqual(['kept for later']);
    expect(world.home(one).queries.deletedPlaces().channels).toEqual([]);
  }
  expectSame();
});

test('a deleted category gives its channels back on restoring; after 30 days nothing is restored', async () => {
  const { world, ada, bo, category, third, commandsOf, done, refused, pass, expectSame } =
    await createHouse();
  using _ = world;
  if (category === null) throw new Error('no category');
  const places = (one: Installation) =>
    world
      .home(one)
      .queries.sidebar()
      .channels.map((channel) => channel.category);
  await done(commandsOf(ada).deleteCategory(category));
  await world.run(20_000);
  expect(places(bo)).toEqual([null, null, null]);
  await done(commandsOf(bo).restoreCategory(category));
  await world.run(20_000);
  expect(places(ada)).toEqual([category, category, category]);
  await done(commandsOf(ada).deleteChannel(third));
  pass(limits.restoreMs + dayMs);
  expect(world.home(ada).queries.deletedPlaces().channels).toEqual([]);
  await refused(commandsOf(ada).restoreChannel(third), { kind: 'not-allowed', permission: 'too-late' });
  expectSame();
});

test('an archived channel and a slow one say beforehand why nothing can be written, and refuse it', async () => {
  const { world, ada, bo, second, third, commandsOf, done, refused } = await createHouse();
  using _ = world;
  const chae = await world.install('chae', 'commit');
  await world.join(chae, await world.invite());
  await done(commandsOf(ada).editChannel(second, { archived: true }));
  await done(commandsOf(ada).editChannel(third, { slowModeSeconds: 60 }));
  await world.run(20_000);
  const viewOf = (id: ChannelId) =>
    world
      .home(chae)
      .queries.sidebar()
      .channels.find((channel) => channel.id === id);
  expect(viewOf(second)).toMatchObject({ archived: true, sendRefusal: { kind: 'archived' } });
  expect(viewOf(third)).toMatchObject({ slowModeSeconds: 60, slowModeUntil: null, sendRefusal: null });
  const say = (where: ChannelId) => commandsOf(chae).post({ channel: where, thread: null }, 'hello', null);
  await refused(say(second), { kind: 'not-allowed', permission: 'sendMessages' });
  await done(say(third));
  const until = viewOf(third)?.slowModeUntil ?? 0;
  const now = world.home(chae).core.clock.now();
  expect(until - now).toBeGreaterThan(30_000);
  await refused(say(third), { kind: 'slow-mode', until });
  // Who manages the channel doesn't wait.
  await world.post(bo, 'one', third);
  await world.post(bo, 'two', third);
  await world.run(60_000);
  expect(viewOf(third)?.slowModeUntil).toBeNull();
  await done(say(third));
  expect(world.errors).toEqual([]);
});

test('who joins under rules reads and accepts them before writing; rules that changed meanwhile are not accepted unread', async () => {
  const { world, ada, bo, commandsOf, done, refused } = await createHouse();
  using _ = world;
  await done(commandsOf(ada).editCommunity({ rules: 'be kind' }));
  await world.run(10_000);
  const chae = await world.install('chae', 'commit');
  await world.join(chae, await world.invite());
  const { queries, commands } = world.home(chae);
  const refusal = () => queries.sidebar().channels[0]?.sendRefusal ?? null;
  expect(refusal()).toEqual({ kind: 'rules-not-accepted' });
  const first = queries.owedRules();
  expect(first?.text).toBe('be kind');
  await refused(commands.post({ channel: world.channel, thread: null }, 'hi', null), {
    kind: 'not-allowed',
    permission: 'rules-not-accepted',
  });
  await done(commandsOf(ada).editCommunity({ rules: 'be kind, and patient' }));
  await world.run(10_000);
  if (!first) throw new Error('no rules');
  await refused(commands.acceptRules(first.id), { kind: 'not-allowed', permission: 'rules-changed' });
  const second = queries.owedRules();
  if (!second) throw new Error('no rules');
  await done(commands.acceptRules(second.id));
  expect(refusal()).toBeNull();
  await world.post(chae, 'thank you');
  await world.run(20_000);
  for (const one of [ada, bo]) expect(world.texts(one)).toEqual(['thank you']);
  expect(world.errors).toEqual([]);
});

test('[T12] a picture reaches the others with its hash; what is no picture is refused and changes nothing', async () => {
  const { world, ada, bo, commandsOf, done, refused, overview } = await createHouse();
  using _ = world;
  const picture = Uint8Array.of(0x52, 0x49, 0x46, 0x46, 4, 0, 0, 0, 0x57, 0x45, 0x42, 0x50, 1, 2, 3);
  const invalid = { kind: 'not-allowed', permission: 'invalid-value' };
  await refused(commandsOf(ada).editCommunity({ name: 'New', icon: Uint8Array.of(1, 2, 3) }), invalid);
  const long = new Uint8Array(limits.pictureBytes + 1);
  long.set(picture);
  await refused(commandsOf(ada).editCommunity({ icon: long }), invalid);
  expect(overview(ada)).toMatchObject({ name: 'World', icon: null });
  await done(commandsOf(ada).editCommunity({ name: 'Maple house', icon: picture }));
  await world.run(20_000);
  expect(overview(bo).name).toBe('Maple house');
  expect(world.home(bo).queries.picture()).toEqual({
    id: overview(ada).icon,
    type: 'image/webp',
    bytes: picture,
  });
  // One whose bytes aren't those that the setting names isn't shown.
  await world.govern(bo, { type: 'pictureStored', bytes: picture.slice(0, 13) });
  await world.run(20_000);
  expect(world.home(ada).queries.picture()).toBeNull();
  await done(commandsOf(bo).editCommunity({ icon: null }));
  await world.run(10_000);
  expect(overview(ada).icon).toBeNull();
});

test('[T12] the owner hands the community over and is an ordinary member from then on', async () => {
  const { world, ada, bo, commandsOf, done, refused, overview, expectSame } = await createHouse();
  using _ = world;
  await refused(commandsOf(bo).transferOwnership(world.memberOf(ada)), {
    kind: 'not-allowed',
    permission: 'owner-only',
  });
  await done(commandsOf(ada).transferOwnership(world.memberOf(bo)));
  await world.run(20_000);
  expect(overview(bo)).toMatchObject({ isOwner: true, owner: { name: 'bo' } });
  expect(overview(ada)).toMatchObject({ isOwner: false, mayManage: false });
  await refused(commandsOf(ada).editCommunity({ name: 'Mine' }), { kind: 'not-allowed' });
  expectSame();
});

test('[T12] an owner who is gone is succeeded by votes; one who is there gives a sign a day, and votes wait', async () => {
  const { world, ada, bo, role, commandsOf, done, refused, overview, pass, expectSame } = await createHouse();
  using _ = world;
  const policy = { role, votes: 1, absentDays: 7 };
  await done(commandsOf(ada).setSuccession(policy));
  await world.run(20_000);
  const self = world.memberOf(bo);
  const early = { kind: 'not-allowed', permission: 'owner-present' };
  await refused(commandsOf(bo).voteForSuccessor(self), early);

  // There, and looking: a sign is given, and the days are counted from it.
  const before = overview(ada).ownerSeenAt;
  pass(dayMs - 60_000);
  world.home(ada).room.setPresence('online');
  await world.run(10_000);
  expect(overview(ada).ownerSeenAt).toBe(before);
  pass(120_000);
  world.home(ada).room.setPresence('online');
  await world.run(20_000);
  const seen = overview(bo).ownerSeenAt;
  expect(seen).toBeGreaterThan(before);
  expect(overview(bo).succession).toMatchObject({ opensAt: seen + 7 * dayMs, mayVote: true, holders: 1 });

  // A machine left running says nothing.
  world.home(ada).room.setPresence('away');
  pass(6 * dayMs);
  await world.run(limits.ownerLookMs * 1.5);
  expect(overview(bo).ownerSeenAt).toBe(seen);
  await refused(commandsOf(bo).voteForSuccessor(self), early);
  pass(dayMs);
  await done(commandsOf(bo).voteForSuccessor(self));
  await world.run(20_000);
  for (const one of [ada, bo]) expect(overview(one).owner?.name).toBe('bo');
  expectSame();
});
