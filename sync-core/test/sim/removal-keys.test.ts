import { expect, test } from 'vitest';
import { bestEpoch } from '../../src/governance/index.ts';
import { permissionsOf } from '../../src/model/index.ts';
import { createCircle, posted } from './circle.ts';

const moderator = {
  type: 'roleCreated',
  name: 'Moderators',
  colour: null,
  order: 'm',
  permissions: permissionsOf('kickMembers', 'banMembers'),
  hoist: false,
  mentionable: false,
} as const;

test('[T13] a kick is one operation with the next key: those who stay read on, the one who went reads nothing more', async () => {
  using world = await createCircle(['ada', 'bo', 'chae']);
  const [ada, bo, chae] = [world.person('ada'), world.person('bo'), world.person('chae')];
  await world.post(ada, 'for all');
  await world.run(10_000);
  const done = await world.settled(world.home(ada).commands.kick(world.memberOf(bo), 'spam'));
  expect(done.ok).toBe(true);
  await world.post(ada, 'for those who stay');
  await world.run(10_000);
  await world.post(chae, 'and back');
  await world.run(30_000);
  expect(world.texts(chae)).toEqual(['for all', 'for those who stay', 'and back']);
  expect(world.texts(ada)).toEqual(world.texts(chae));
  expect(world.texts(bo)).toEqual(['for all']);
  expect(world.home(bo).queries.membership()).toEqual({
    kind: 'removed',
    banned: false,
    by: 'ada',
    reason: 'spam',
  });
  const [, second] = world.epochs(ada);
  if (!second) throw new Error('no rotation');
  expect(world.epochs(ada)).toHaveLength(2);
  expect(world.holds(chae, second.id)).toBe(true);
  expect(world.holds(bo, second.id)).toBe(false);
  expect(world.home(ada).core.governance.current().removals.get(world.memberOf(bo))?.[0]?.op).toBe(second.id);
  expect(world.errors).toEqual([]);
});

test('[T11] [T13] what a removed person writes on under the old key, unseen or knowing, counts nowhere', async () => {
  using world = await createCircle(['ada', 'bo', 'chae']);
  const [ada, bo, chae] = [world.person('ada'), world.person('bo'), world.person('chae')];
  const [first] = world.epochs(ada);
  if (!first) throw new Error('no epoch');
  await world.post(bo, 'before');
  await world.run(10_000);
  world.offline(bo);
  await world.post(bo, 'while offline');
  await world.settled(world.home(ada).commands.ban(world.memberOf(bo), ''));
  await world.run(10_000);
  world.online(bo);
  await world.run(60_000);
  await world.forge(bo, posted('knowing'), world.channel, first.id);
  await world.run(30_000);
  for (const one of [ada, chae]) expect(world.texts(one)).toEqual(['before']);
  expect(world.home(bo).queries.membership()).toMatchObject({ kind: 'removed', banned: true });
  expect(world.home(bo).core.store.projectionDump()).toBe(world.home(ada).core.store.projectionDump());
});

test('[T13] a member who writes under an old key after seeing a newer one is heard by nobody', async () => {
  using world = await createCircle(['ada', 'bo', 'chae']);
  const [ada, bo, chae] = [world.person('ada'), world.person('bo'), world.person('chae')];
  const [first] = world.epochs(ada);
  if (!first) throw new Error('no epoch');
  await world.settled(world.home(ada).commands.rotateKeys(null));
  await world.run(10_000);
  await world.post(bo, 'under the new key');
  await world.forge(bo, posted('under the old key'), world.channel, first.id);
  await world.run(30_000);
  for (const one of [ada, bo, chae]) expect(world.texts(one)).toEqual(['under the new key']);
});

test('[T13] two rotations at once: both stay open, everyone writes with the same one and reads both', async () => {
  using world = await createCircle(['ada', 'bo', 'chae']);
  const [ada, bo, chae] = [world.person('ada'), world.person('bo'), world.person('chae')];
  world.offline(bo);
  await world.run(5_000);
  await world.settled(world.home(ada).commands.rotateKeys(null));
  await world.settled(world.home(bo).commands.rotateKeys(null));
  await world.post(ada, 'under ada’s key');
  await world.post(bo, 'under bo’s key');
  world.online(bo);
  await world.run(60_000);
  await world.post(chae, 'under one of them');
  await world.run(30_000);
  for (const one of [ada, bo, chae]) {
    expect([...world.texts(one)].sort()).toEqual(['under ada’s key', 'under bo’s key', 'under one of them']);
    expect(world.epochs(one)).toHaveLength(3);
  }
  const best = [ada, bo, chae].map((one) => bestEpoch(world.home(one).core.governance.current())?.id);
  expect(new Set(best).size).toBe(1);
});

test('[T13] two removals at once leave no key that both are without: the next to write opens one', async () => {
  using world = await createCircle(['ada', 'bo', 'chae', 'dan', 'eun']);
  const [ada, bo, chae] = [world.person('ada'), world.person('bo'), world.person('chae')];
  const [dan, eun] = [world.person('dan'), world.person('eun')];
  const [role] = await world.govern(ada, moderator);
  if (!role) throw new Error('no role');
  const held = { type: 'roleGranted', member: world.memberOf(bo), role: role as string as never } as const;
  await world.govern(ada, held);
  await world.run(20_000);
  world.offline(bo);
  await world.run(5_000);
  expect((await world.settled(world.home(ada).commands.kick(world.memberOf(dan), ''))).ok).toBe(true);
  expect((await world.settled(world.home(bo).commands.kick(world.memberOf(eun), ''))).ok).toBe(true);
  await world.post(ada, 'eun may read this');
  await world.post(bo, 'dan may read this');
  world.online(bo);
  await world.run(60_000);
  await world.post(chae, 'neither may');
  await world.run(30_000);
  for (const one of [ada, bo, chae])
    expect([...world.texts(one)].sort()).toEqual(['dan may read this', 'eun may read this', 'neither may']);
  expect(world.texts(dan)).not.toContain('neither may');
  expect(world.texts(eun)).not.toContain('neither may');
  const best = bestEpoch(world.home(chae).core.governance.current());
  if (!best) throw new Error('no key to write with');
  for (const one of [dan, eun]) expect(world.holds(one, best.id)).toBe(false);
});

test('[T13] who leaves makes no key: the next word is written under one that they don’t hold', async () => {
  using world = await createCircle(['ada', 'bo', 'chae']);
  const [ada, bo, chae] = [world.person('ada'), world.person('bo'), world.person('chae')];
  await world.settled(world.home(bo).commands.leave());
  await world.run(1_000);
  await world.post(ada, 'without bo');
  await world.run(30_000);
  expect(world.texts(chae)).toEqual(['without bo']);
  expect(world.texts(bo)).toEqual([]);
  const opened = world.epochs(ada).at(-1);
  expect(opened?.by).not.toBe(world.memberOf(bo));
});
