/** What the client tells of roles before they are saved, and of why something is allowed, now and then [T12]. */
import { expect, test } from 'vitest';
import { createCircle } from './circle.ts';

const createRoom = async () => {
  const world = await createCircle(['ada', 'bo', 'chae']);
  const [ada, bo] = [world.person('ada'), world.person('bo')];
  const { commands, queries } = world.home(ada);
  const made = await world.settled(commands.createRole({ name: 'Club', colour: 'pine' }));
  if (!made.ok) throw new Error('no role');
  await world.settled(commands.grantRole(world.memberOf(bo), made.value.role));
  return { world, ada, bo, commands, queries, role: made.value.role };
};

test('a dry run says in one line who loses what everywhere, and names an administrator as one', async () => {
  const { world, queries, role } = await createRoom();
  using _ = world;
  const run = queries.dryRun({
    kind: 'roles',
    change: {
      order: null,
      edits: [
        { role: null, permissions: ['viewChannel', 'readHistory'] },
        { role, permissions: ['administrator'] },
      ],
    },
  });
  expect(run.refusal).toBeNull();
  expect(run.grave).toBe(true);
  const told = run.effects.map(({ names, gained, everywhere }) => ({ names, gained, everywhere }));
  expect(told).toContainEqual({ names: ['bo'], gained: ['administrator'], everywhere: true });
  const loss = run.effects.filter(({ lost }) => lost.includes('sendMessages'));
  expect(loss.map(({ names, everywhere }) => [names, everywhere])).toEqual([[['chae'], true]]);
});

test('a dry run of what would not count says why, and what changes nobody’s sight is not grave', async () => {
  const { world, bo, queries, role } = await createRoom();
  using _ = world;
  const edit = { order: null, edits: [{ role, permissions: ['kickMembers'] as const }] };
  expect(queries.dryRun({ kind: 'roles', change: edit })).toMatchObject({ grave: false, refusal: null });
  await world.run(10_000);
  const asBo = world.home(bo).queries.dryRun({ kind: 'roles', change: edit });
  expect(asBo).toEqual({ refusal: 'manageRoles', effects: [], grave: false });
});

test('why somebody may not write is told step by step, with the names of what decides it, and as of a moment', async () => {
  const { world, ada, bo, commands, queries, role } = await createRoom();
  using _ = world;
  await world.run(60_000);
  const before = world.home(ada).core.clock.now();
  await world.run(60_000);
  await world.settled(
    commands.saveOverwrites({ channel: world.channel }, [
      { target: { kind: 'role', id: role }, allow: [], deny: ['sendMessages'] },
    ]),
  );
  const place = { channel: world.channel };
  const now = queries.explain(world.memberOf(bo), 'sendMessages', place, null);
  const name = world.home(ada).core.governance.current().channels.get(world.channel)?.name;
  expect(now.held).toBe(false);
  expect(now.steps).toEqual([
    { cause: { kind: 'everyone' }, effect: 'allow', held: true },
    {
      cause: { kind: 'overwrite', level: 'channel', place: name, target: { kind: 'role', name: 'Club' } },
      effect: 'deny',
      held: false,
    },
  ]);
  expect(queries.explain(world.memberOf(bo), 'sendMessages', place, before).held).toBe(true);
});

test('what a role sees is told of the roles alone', async () => {
  const { world, ada, queries, role, commands } = await createRoom();
  using _ = world;
  const secret = await world.createSecret(ada);
  await world.settled(
    commands.saveOverwrites({ channel: secret }, [
      { target: { kind: 'role', id: role }, allow: ['viewChannel'], deny: ['sendMessages'] },
    ]),
  );
  expect(queries.asRoles([]).channels).toEqual([world.channel]);
  const club = queries.asRoles([role]);
  expect([...club.channels].sort()).toEqual([world.channel, secret].sort());
  expect(club.writable).toEqual([world.channel]);
});
