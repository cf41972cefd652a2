/** What is done with members, as all of them come to see it: some online, some not, some with a modified client. */
import { expect, test } from 'vitest';
import { noChanges } from '../../src/client/index.ts';
import { bestEpoch } from '../../src/governance/index.ts';
import { channelStream, limits, type Permission, permissionsOf, type RoleId } from '../../src/model/index.ts';
import type { Installation } from '../../testing/sim/installation.ts';
import { createCircle, posted } from './circle.ts';

type Circle = Pick<Awaited<ReturnType<typeof createCircle>>, 'home' | 'settled' | 'govern' | 'memberOf'>;

const minute = 60_000;
const hour = 60 * minute;

/** What one does by their own client; thrown when it is refused. */
const by = async <T>(
  world: Circle,
  done: Promise<{ ok: true; value: T } | { ok: false; error: unknown }>,
) => {
  const outcome = await world.settled(done);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.error));
  return outcome.value;
};

/** A role, and who holds it. */
const giveRole = async (
  world: Circle,
  from: Installation,
  order: string,
  to: readonly Installation[],
  ...permissions: readonly Permission[]
): Promise<RoleId> => {
  const [role] = await world.govern(from, {
    type: 'roleCreated',
    name: `role ${order}`,
    colour: null,
    order,
    permissions: permissionsOf(...permissions),
    hoist: false,
    mentionable: false,
  });
  const id = role as string as RoleId;
  for (const one of to) await by(world, world.home(from).commands.grantRole(world.memberOf(one), id));
  return id;
};

const dumps = (world: Circle, people: readonly Installation[]) =>
  new Set(people.map((one) => world.home(one).core.store.projectionDump()));

test('[T11] [S8] a short timeout holds though somebody dates what they write minutes ahead', async () => {
  using world = await createCircle(['ada', 'bo', 'chae']);
  const [ada, bo, chae] = [world.person('ada'), world.person('bo'), world.person('chae')];
  chae.skew = 4 * minute;
  await world.post(chae, 'from the future');
  await world.run(10_000);
  await world.post(ada, 'pulled along');
  await by(world, world.home(ada).commands.timeOut(world.memberOf(bo), minute, ''));
  await world.run(10_000);
  for (const one of [ada, bo]) {
    const { governance } = world.home(one).core;
    expect(governance.current().refused).toEqual([]);
    expect(governance.current().members.get(world.memberOf(bo))?.timeout).not.toBeNull();
  }
  // The longest one is none too long by it.
  await by(world, world.home(ada).commands.timeOut(world.memberOf(bo), limits.timeoutMs, ''));
  await world.run(10_000);
  expect(world.home(bo).core.governance.current().refused).toEqual([]);
});

test('[T11] who is timed out gains nothing by dating back; what was known before stays, and it can be lifted', async () => {
  using world = await createCircle(['ada', 'bo', 'chae']);
  const [ada, bo, chae] = [world.person('ada'), world.person('bo'), world.person('chae')];
  await world.post(bo, 'before');
  await world.run(10_000);
  const [first] = world.epochs(ada);
  if (!first) throw new Error('no epoch');
  world.offline(bo);
  await by(world, world.home(ada).commands.timeOut(world.memberOf(bo), hour, 'calm down'));
  await world.run(minute);
  const { clock } = world.home(bo).core;
  await world.forge(bo, posted('dated before it'), world.channel, first.id, clock.now() - 10 * minute);
  await world.post(bo, 'not knowing of it');
  world.online(bo);
  await world.run(minute);
  for (const one of [ada, chae]) expect(world.texts(one)).toEqual(['before']);
  const row = world
    .home(bo)
    .queries.members()
    .members.find(({ me }) => me);
  expect(row?.timeout).toMatchObject({ by: 'ada', reason: 'calm down' });
  const refused = await world.settled(
    world.home(bo).commands.post({ channel: world.channel, thread: null }, 'knowing of it', null),
  );
  expect(refused.ok).toBe(false);
  await by(world, world.home(ada).commands.liftTimeout(world.memberOf(bo)));
  await world.run(minute);
  await world.post(bo, 'after it');
  await world.run(minute);
  for (const one of [ada, chae]) expect(world.texts(one)).toEqual(['before', 'after it']);
  expect(dumps(world, [ada, bo, chae]).size).toBe(1);
  expect(world.errors).toEqual([]);
});

test('[T11] [T12] nothing rests on a role that was taken, however it is dated; of a bare label nothing does anyway', async () => {
  using world = await createCircle(['ada', 'bo', 'chae']);
  const [ada, bo, chae] = [world.person('ada'), world.person('bo'), world.person('chae')];
  const moderators = await giveRole(world, ada, 'm', [bo], 'kickMembers');
  const label = await giveRole(world, ada, 'c', [bo]);
  await world.run(20_000);
  world.offline(bo);
  await world.run(5_000);
  const commands = world.home(ada).commands;
  await by(world, commands.takeRole(world.memberOf(bo), moderators));
  await by(world, commands.takeRole(world.memberOf(bo), label));
  await by(world, world.home(bo).commands.kick(world.memberOf(chae), 'because I can'));
  world.online(bo);
  await world.run(2 * minute);
  for (const one of [ada, bo, chae]) {
    const { members, bindings } = world.home(one).core.governance.current();
    expect(members.has(world.memberOf(chae))).toBe(true);
    expect(members.get(world.memberOf(bo))?.roles.size).toBe(0);
    expect(bindings.get(world.memberOf(bo))?.map(({ effect }) => effect)).toEqual([
      { kind: 'without-role', role: moderators },
    ]);
  }
  await world.post(chae, 'still here');
  await world.run(minute);
  for (const one of [ada, bo, chae]) expect(world.texts(one)).toEqual(['still here']);
});

test('[T11] [T13] a ban hides what was written in the hours before with everyone, and lets nothing of what follows be read', async () => {
  using world = await createCircle(['ada', 'bo', 'chae']);
  const [ada, bo, chae] = [world.person('ada'), world.person('bo'), world.person('chae')];
  await world.post(bo, 'long ago');
  await world.run(3 * hour);
  await world.post(bo, 'lately');
  await world.post(chae, 'hello');
  await world.run(minute);
  await by(world, world.home(ada).commands.ban(world.memberOf(bo), 'spam', hour));
  await world.post(ada, 'between us');
  await world.run(minute);
  for (const one of [ada, chae]) expect(world.texts(one)).toEqual(['long ago', 'hello', 'between us']);
  expect(world.texts(bo)).not.toContain('between us');
  const best = bestEpoch(world.home(ada).core.governance.current());
  if (!best) throw new Error('no key to write with');
  expect(world.holds(bo, best.id)).toBe(false);
  expect(world.home(bo).queries.membership()).toMatchObject({ kind: 'removed', by: 'ada', reason: 'spam' });
  const [ban] = world.home(chae).queries.bans();
  expect(ban).toMatchObject({ name: 'bo', by: 'ada', reason: 'spam', lift: 'banMembers' });
  await by(world, world.home(ada).commands.purge(world.memberOf(bo), 4 * hour));
  await world.run(minute);
  for (const one of [ada, chae]) expect(world.texts(one)).toEqual(['hello', 'between us']);
  await by(world, world.home(ada).commands.liftBan(world.memberOf(bo), 'a second chance'));
  await world.run(minute);
  expect(world.home(chae).queries.bans()).toEqual([]);
  await world.join(bo, await world.invite());
  await world.run(minute);
  await world.post(bo, 'I am sorry');
  await world.run(minute);
  expect(world.texts(chae)).toEqual(['hello', 'between us', 'I am sorry']);
  expect(dumps(world, [ada, chae]).size).toBe(1);
});

test('[T11] [T13] a raid is undone by one act and that act undone again, the same with all, the absent too', async () => {
  using world = await createCircle(['ada', 'bo', 'chae', 'eun']);
  const [ada, bo, chae, eun] = [
    world.person('ada'),
    world.person('bo'),
    world.person('chae'),
    world.person('eun'),
  ];
  await giveRole(world, ada, 'm', [bo], 'manageChannels', 'createInvite');
  await world.post(bo, 'good words');
  await world.post(chae, 'more good words');
  await world.run(hour);
  world.offline(eun);
  const since = world.home(ada).core.clock.now();
  await world.run(minute);
  await by(world, world.home(bo).commands.editChannel(world.channel, { name: 'raided' }));
  await world.post(bo, 'spam by bo');
  await world.post(chae, 'spam by chae');
  const link = await by(world, world.home(bo).commands.createInvite({ maxAgeMs: null, maxUses: null }));
  await world.run(minute);
  const dan = await world.install('dan', 'commit');
  await world.join(dan, link.link);
  await world.run(minute);
  await world.post(dan, 'spam by dan');
  await world.post(eun, 'written away from it all');
  await world.run(minute);
  expect(world.texts(ada)).toContain('spam by dan');

  const raiders = [world.memberOf(bo), world.memberOf(chae)];
  const preview = world.home(ada).queries.revertPreview(raiders, since);
  expect(preview).toEqual({ acts: 2, messages: 2, refusal: null });
  const old = bestEpoch(world.home(dan).core.governance.current());
  const { revert } = await by(world, world.home(ada).commands.revertActs(raiders, since, 'raid'));
  await world.post(ada, 'it is over');
  await world.run(2 * minute);
  world.online(eun);
  await world.run(2 * minute);
  if (!old) throw new Error('dan held no key');
  await world.forge(dan, posted('spam under the old key'), world.channel, old.id);
  await world.run(minute);
  const calm = ['good words', 'more good words', 'it is over', 'written away from it all'].sort();
  for (const one of [ada, eun]) expect([...world.texts(one)].sort()).toEqual(calm);
  for (const one of [ada, bo, chae, eun]) {
    const { channels, members } = world.home(one).core.governance.current();
    expect(channels.get(world.channel)?.name).toBe('general');
    expect(members.has(world.memberOf(dan))).toBe(false);
  }
  expect(dumps(world, [ada, bo, chae, eun]).size).toBe(1);
  const best = bestEpoch(world.home(ada).core.governance.current());
  if (!best) throw new Error('no key to write with');
  expect(best.id).not.toBe(old.id);
  expect(world.holds(dan, best.id)).toBe(false);
  expect(world.texts(dan)).not.toContain('it is over');
  expect(world.home(eun).queries.reverts()).toMatchObject([{ by: 'ada', reason: 'raid', undone: null }]);

  world.offline(eun);
  await by(world, world.home(ada).commands.undoRevert(revert, 'it was a play'));
  await world.run(minute);
  world.online(eun);
  // Dan, who can't read that it was undone, asks now and then.
  await world.run(6 * minute);
  await world.post(dan, 'it was a play');
  await world.run(2 * minute);
  for (const one of [ada, bo, chae, eun, dan]) {
    expect(world.texts(one)).toEqual(expect.arrayContaining(['spam by bo', 'spam by chae', 'spam by dan']));
    expect(world.texts(one)).toContain('it was a play');
    const { channels, members } = world.home(one).core.governance.current();
    expect(channels.get(world.channel)?.name).toBe('raided');
    expect(members.has(world.memberOf(dan))).toBe(true);
  }
  expect(dumps(world, [ada, bo, chae, eun, dan]).size).toBe(1);
  expect(world.errors).toEqual([]);
});

test('[T11] [T13] two who ban each other, neither knowing, are both out with everyone, and read nothing of what follows', async () => {
  using world = await createCircle(['ada', 'bo', 'chae', 'dan']);
  const [ada, bo, chae, dan] = [
    world.person('ada'),
    world.person('bo'),
    world.person('chae'),
    world.person('dan'),
  ];
  await giveRole(world, ada, 'm', [bo], 'banMembers');
  const low = await giveRole(world, ada, 'h', [chae], 'banMembers');
  await world.run(20_000);
  world.offline(bo);
  await world.run(5_000);
  // Chae rises above bo, who doesn't know of it.
  await giveRole(world, ada, 't', [chae], 'banMembers');
  await world.run(10_000);
  await by(world, world.home(bo).commands.ban(world.memberOf(chae), ''));
  await by(world, world.home(chae).commands.ban(world.memberOf(bo), ''));
  world.online(bo);
  await world.run(2 * minute);
  await world.post(dan, 'without both');
  await world.run(minute);
  for (const one of [ada, dan]) {
    const { bans } = world.home(one).core.governance.current();
    expect([...bans.keys()].sort()).toEqual([world.memberOf(bo), world.memberOf(chae)].sort());
    expect(world.texts(one)).toEqual(['without both']);
  }
  const best = bestEpoch(world.home(ada).core.governance.current());
  if (!best) throw new Error('no key to write with');
  for (const one of [bo, chae]) {
    expect(world.holds(one, best.id)).toBe(false);
    expect(world.home(one).queries.membership()).toMatchObject({ kind: 'removed', banned: true });
  }
  expect(low).not.toBe('');
});

test('[T11] who wrote from more places than an operation can name is banned all the same', async () => {
  using world = await createCircle(['ada', 'bo']);
  const [ada, bo] = [world.person('ada'), world.person('bo')];
  await world.post(bo, 'one');
  await world.post(bo, 'two');
  const { core, writer, engine } = world.home(bo);
  const stream = channelStream(world.channel);
  const logs = await world.settled(
    core.committer.commit(() =>
      Array.from({ length: 700 }, () => {
        writer.startIncarnation();
        writer.write(stream, [posted('again')], noChanges());
        return writer.log();
      }),
    ),
  );
  if (!logs.ok) throw new Error('not written');
  for (const log of logs.value) engine.appended(stream, log);
  await world.run(5 * minute);
  expect(world.home(ada).core.store.chains(stream).length).toBeGreaterThan(700);
  await by(world, world.home(ada).commands.ban(world.memberOf(bo), ''));
  await world.run(minute);
  expect(world.home(ada).core.governance.current().bans.has(world.memberOf(bo))).toBe(true);
  const { messages } = world
    .home(ada)
    .queries.page({ channel: world.channel, thread: null }, { kind: 'newest' }, 1_000);
  const left = messages.flatMap(({ text, held }) => (held === null ? [text] : []));
  // What has no room is what holds least.
  expect(left).toEqual(expect.arrayContaining(['one', 'two']));
  expect(left.length).toBeGreaterThan(400);
});

test('[T12] somebody asks to come in and is let in or not, by who may; a nickname holds for all', async () => {
  using world = await createCircle(['ada', 'bo']);
  const [ada, bo] = [world.person('ada'), world.person('bo')];
  const link = await world.invite();
  const [invite] = [...world.home(ada).core.governance.current().invites.keys()].slice(-1);
  if (!invite) throw new Error('no invite');
  await world.govern(ada, { type: 'inviteEdited', invite, paused: null, approval: true });
  const [dan, eun] = [await world.install('dan', 'commit'), await world.install('eun', 'commit')];
  await world.post(ada, 'said before');
  await world.join(dan, link);
  await world.join(eun, link);
  await world.run(minute);
  const asked = world.home(ada).queries.applicants();
  expect(asked.map(({ name, approve }) => [name, approve])).toEqual([
    ['dan', null],
    ['eun', null],
  ]);
  expect(world.home(bo).queries.applicants()[0]?.approve).toBe('kickMembers');
  for (const { member, request, name } of asked)
    await by(world, world.home(ada).commands.answerJoin(member, request, name === 'dan', 'as it is'));
  await world.run(minute);
  await world.post(dan, 'thank you');
  await by(world, world.home(ada).commands.setNickname(world.memberOf(dan), '단'));
  await world.run(minute);
  for (const one of [ada, bo, dan]) {
    expect(world.texts(one)).toEqual(['said before', 'thank you']);
    const names = world
      .home(one)
      .queries.members()
      .members.map(({ name }) => name);
    expect([...names].sort()).toEqual(['ada', 'bo', '단']);
  }
  expect(world.home(ada).queries.applicants()).toEqual([]);
  const person = world.home(bo).queries.person(world.memberOf(ada));
  expect(person.ok && person.value.actions).toMatchObject({
    kick: 'owner-protected',
    nickname: 'manageNicknames',
  });
});
