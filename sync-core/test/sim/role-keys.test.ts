/** Whoever loses or gains sight of a private channel by a role: its keys follow in the same commit [T13]. */
import { expect, test } from 'vitest';
import { bestEpoch, can, isPrivate } from '../../src/governance/index.ts';
import { opToCategoryId, opToChannelId, type RoleId } from '../../src/model/index.ts';
import { createCircle } from './circle.ts';

type World = Awaited<ReturnType<typeof createCircle<['ada', 'bo', 'chae']>>>;

/** Ada founded it; a role of hers opens a private channel, and bo has the role. */
const createClub = async () => {
  const world = await createCircle(['ada', 'bo', 'chae']);
  const [ada, bo, chae] = [world.person('ada'), world.person('bo'), world.person('chae')];
  const { commands } = world.home(ada);
  const made = await world.settled(commands.createRole({ name: 'Club', colour: 'pine' }));
  if (!made.ok) throw new Error('no role');
  const { role } = made.value;
  await world.settled(commands.grantRole(world.memberOf(bo), role));
  const club = await world.settled(
    commands.createPrivateChannel({
      category: null,
      kind: 'text',
      name: 'club',
      topic: '',
      roles: [role],
      members: [],
    }),
  );
  if (!club.ok) throw new Error(`no channel: ${JSON.stringify(club.error)}`);
  await world.run(20_000);
  return { world, ada, bo, chae, role, channel: club.value.channel };
};

const saved = async (world: World, done: Promise<{ readonly ok: boolean }>): Promise<void> => {
  expect((await world.settled(done)).ok).toBe(true);
};

test.each([
  [
    'the role is taken from them',
    (world: World, role: RoleId) => {
      const { commands } = world.home(world.person('ada'));
      return commands.takeRole(world.memberOf(world.person('bo')), role);
    },
  ],
  [
    'the role is deleted',
    (world: World, role: RoleId) => world.home(world.person('ada')).commands.deleteRole(role),
  ],
])('[T13] %s: what is written after is under a key that they never get', async (_how, lose) => {
  const { world, ada, bo, role, channel } = await createClub();
  using _ = world;
  await world.post(ada, 'bo reads this', channel);
  await world.run(10_000);
  expect(world.texts(bo, channel)).toEqual(['bo reads this']);
  const before = world.epochs(ada).length;
  await saved(world, lose(world, role));
  // In the same commit: nothing more has to happen for it.
  expect(world.epochs(ada)).toHaveLength(before + 1);
  await world.post(ada, 'bo does not', channel);
  await world.run(30_000);
  expect(world.texts(ada, channel)).toEqual(['bo reads this', 'bo does not']);
  expect(world.home(bo).core.store.projectionDump()).not.toContain('bo does not');
  const best = bestEpoch(world.home(bo).core.governance.current(), channel);
  if (!best) throw new Error('no key to write with');
  expect(world.holds(bo, best.id)).toBe(false);
  expect(world.errors).toEqual([]);
});

test('[T13] who is given the role reads what was said before, from the same commit on', async () => {
  const { world, ada, chae, role, channel } = await createClub();
  using _ = world;
  await world.post(ada, 'before chae', channel);
  await world.run(10_000);
  const epoch = world.epochs(ada).at(-1);
  await saved(world, world.home(ada).commands.grantRole(world.memberOf(chae), role));
  expect(
    world
      .home(ada)
      .core.governance.current()
      .sealings.get(epoch?.id ?? ('' as never)),
  ).toHaveLength(1);
  world.offline(world.person('bo'));
  await world.run(10_000);
  expect(world.texts(chae, channel)).toEqual(['before chae']);
});

test('[T13] hiding all channels from everyone by their own role gives each a key that only who may see it holds', async () => {
  const { world, ada, bo, chae, role } = await createClub();
  using _ = world;
  await world.post(ada, 'for all');
  await world.run(10_000);
  await saved(
    world,
    world.home(ada).commands.saveRoles({
      edits: [
        { role: null, permissions: ['sendMessages'] },
        { role, permissions: ['viewChannel'] },
      ],
      order: null,
    }),
  );
  expect(isPrivate(world.home(ada).core.governance.current(), world.channel)).toBe(true);
  await world.post(ada, 'for the club');
  await world.run(30_000);
  expect(world.texts(bo)).toEqual(['for all', 'for the club']);
  expect(world.home(chae).core.store.projectionDump()).not.toContain('for the club');
});

test('[T13] overwrites of a category: each channel that follows it gets its keys in the same commit', async () => {
  const { world, ada, bo, chae, role } = await createClub();
  using _ = world;
  const [category] = await world.govern(ada, { type: 'categoryCreated', name: 'Rooms', order: 'm' });
  if (!category) throw new Error('no category');
  const id = opToCategoryId(category);
  const rooms = await world.govern(
    ada,
    ...['one', 'two'].map(
      (name) =>
        ({ type: 'channelCreated', kind: 'text', name, topic: '', category: id, order: 'm' }) as const,
    ),
  );
  await world.run(10_000);
  const before = world.epochs(ada).length;
  await saved(
    world,
    world.home(ada).commands.saveOverwrites({ category: id }, [
      { target: { kind: 'role', id: role }, allow: ['viewChannel'], deny: [] },
      { target: { kind: 'everyone' }, allow: [], deny: ['viewChannel'] },
    ]),
  );
  expect(world.epochs(ada)).toHaveLength(before + rooms.length);
  for (const room of rooms.map(opToChannelId)) await world.post(ada, `in ${room}`, room);
  await world.run(30_000);
  for (const room of rooms.map(opToChannelId)) expect(world.texts(bo, room)).toEqual([`in ${room}`]);
  for (const room of rooms) expect(world.home(chae).core.store.projectionDump()).not.toContain(`in ${room}`);
});

test('[T13] who may give roles but not see the channel leaves its key to who writes next', async () => {
  const { world, ada, bo, chae, role, channel } = await createClub();
  using _ = world;
  const { commands } = world.home(ada);
  const made = await world.settled(commands.createRole({ name: 'Clerk', colour: null }));
  if (!made.ok) throw new Error('no role');
  const clerk = made.value.role;
  await saved(
    world,
    commands.saveRoles({
      edits: [{ role: clerk, permissions: ['manageRoles'] }],
      order: [clerk, role],
    }),
  );
  await saved(world, commands.grantRole(world.memberOf(chae), clerk));
  await world.run(10_000);
  await saved(world, world.home(chae).commands.takeRole(world.memberOf(bo), role));
  await world.run(100);
  await world.post(ada, 'without bo', channel);
  await world.run(30_000);
  for (const one of [bo, chae])
    expect(world.home(one).core.store.projectionDump()).not.toContain('without bo');
});

test('a private channel is all there or not at all: refused in the middle it leaves nothing, and it travels as one', async () => {
  const { world, ada, bo, chae, role } = await createClub();
  using _ = world;
  const { commands } = world.home(ada);
  const made = await world.settled(commands.createRole({ name: 'Gardener', colour: null }));
  if (!made.ok) throw new Error('no role');
  const gardener = made.value.role;
  await saved(
    world,
    commands.saveRoles({
      edits: [{ role: gardener, permissions: ['manageChannels', 'manageRoles'] }],
      order: [role, gardener],
    }),
  );
  await saved(world, commands.grantRole(world.memberOf(bo), gardener));
  await world.run(10_000);
  const wanted = { category: null, kind: 'text', name: 'shed', topic: '' } as const;
  // Bo stands below the club's role, so the channel that it would be shown to can't be made.
  const refused = await world.settled(
    world.home(bo).commands.createPrivateChannel({ ...wanted, roles: [role], members: [] }),
  );
  expect(refused).toEqual({ ok: false, error: { kind: 'not-allowed', permission: 'rank' } });
  const names = () => [...world.home(bo).core.governance.current().channels.values()].map(({ name }) => name);
  expect(names()).not.toContain('shed');

  const heads = world.home(bo).core.governance.current().heads;
  const done = await world.settled(
    world.home(bo).commands.createPrivateChannel({ ...wanted, roles: [], members: [world.memberOf(chae)] }),
  );
  if (!done.ok) throw new Error('not made');
  const { channel } = done.value;
  // One step on from what was known the channel stands, and stands private.
  const state = world.home(bo).core.governance;
  const first = [...state.current().heads].filter((head) => !heads.includes(head));
  expect(first).toHaveLength(1);
  expect(isPrivate(state.current(), channel)).toBe(true);
  await world.run(20_000);
  await world.post(bo, 'in the shed', channel);
  await world.run(20_000);
  expect(world.texts(chae, channel)).toEqual(['in the shed']);
  const made_ = world.home(ada).core.governance.current().channels.get(channel);
  expect(made_?.overwrites.size).toBe(3);
});

test('[T12] [T13] a private channel in a category is seen by those it was made for, not by all whom the category lets in', async () => {
  const { world, ada, bo, chae, role } = await createClub();
  using _ = world;
  const { commands, core } = world.home(ada);
  const [category] = core.governance.current().categories.keys();
  if (category === undefined) throw new Error('no category');
  await saved(
    world,
    commands.saveOverwrites({ category }, [
      { target: { kind: 'role', id: role }, allow: ['viewChannel', 'sendMessages'], deny: [] },
      { target: { kind: 'everyone' }, allow: [], deny: ['viewChannel'] },
    ]),
  );
  const made = await world.settled(
    commands.createPrivateChannel({
      category,
      kind: 'text',
      name: 'for chae',
      topic: '',
      roles: [],
      members: [world.memberOf(chae)],
    }),
  );
  if (!made.ok) throw new Error(`no channel: ${JSON.stringify(made.error)}`);
  const { channel } = made.value;
  await world.run(20_000);
  await world.post(ada, 'not for bo', channel);
  await world.run(20_000);
  const sees = (one: typeof bo) =>
    can(core.governance.current(), world.memberOf(one), 'viewChannel', { channel });
  expect([sees(bo), sees(chae)]).toEqual([false, true]);
  expect(world.texts(chae, channel)).toEqual(['not for bo']);
  expect(world.home(bo).core.store.projectionDump()).not.toContain('not for bo');
});

test('[T13] what came before its key is counted and told of, and opens by itself when the key comes', async () => {
  const { world, ada, bo, chae, role, channel } = await createClub();
  using _ = world;
  await world.post(ada, 'before chae', channel);
  await world.run(10_000);
  const told: string[] = [];
  chae.client()?.listen('timelineChanged', (detail) => {
    if (detail.channel === channel) told.push(`${world.home(chae).queries.waitingForKey(channel)} waiting`);
  });
  // Given without the key, as by somebody who doesn't see the channel; bo speaks before anyone has sealed it.
  await world.govern(ada, { type: 'roleGranted', member: world.memberOf(chae), role });
  await world.run(100);
  world.offline(ada);
  await world.post(bo, 'welcome', channel);
  await world.run(40);
  world.offline(bo);
  await world.run(20_000);
  expect(world.texts(chae, channel)).toEqual([]);
  expect(world.home(chae).queries.waitingForKey(channel)).toBe(2);
  expect(told).toContain('2 waiting');
  world.online(bo);
  await world.run(60_000);
  expect(world.texts(chae, channel)).toEqual(['before chae', 'welcome']);
  expect(told.at(-1)).toBe('0 waiting');
});
