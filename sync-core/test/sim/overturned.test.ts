/** The record of a community and what a late decision overturns, as its people are told [T10]. */
import { expect, test } from 'vitest';
import { opToRoleId, permissionsOf } from '../../src/model/index.ts';
import { createCircle } from './circle.ts';

const everything = { by: null, kinds: [], target: null, fromMs: null, untilMs: null, counts: null } as const;

/** Ada founded it and made Bo a moderator, who bans Chae while both are apart from each other. */
const createQuarrel = async () => {
  const world = await createCircle(['ada', 'bo', 'chae']);
  const [ada, bo, chae] = [world.person('ada'), world.person('bo'), world.person('chae')];
  const permissions = permissionsOf('banMembers', 'kickMembers', 'moderateMembers');
  const [id] = await world.govern(ada, {
    type: 'roleCreated',
    name: 'Moderators',
    colour: null,
    order: 'm',
    permissions,
    hoist: false,
    mentionable: false,
  });
  if (!id) throw new Error('no role');
  await world.govern(ada, { type: 'roleGranted', member: world.memberOf(bo), role: opToRoleId(id) });
  await world.run(20_000);
  return { world, ada, bo, chae, role: opToRoleId(id) };
};

test('[T10] who loses a decision to one that came late is told so, with what did it, until they have seen it', async () => {
  const { world, ada, bo, chae } = await createQuarrel();
  using _ = world;
  world.offline(bo);
  await world.run(5_000);
  const banned = await world.settled(world.home(bo).commands.ban(world.memberOf(chae), 'noise', null));
  expect(banned.ok).toBe(true);
  expect(world.home(bo).queries.overturned()).toEqual([]);
  const kicked = await world.settled(world.home(ada).commands.kick(world.memberOf(bo), 'enough'));
  expect(kicked.ok).toBe(true);
  world.online(bo);
  await world.run(60_000);
  const [told, ...more] = world.home(bo).queries.overturned();
  expect(more).toEqual([]);
  expect(told).toMatchObject({
    mine: true,
    entry: {
      kind: 'banned',
      targets: [{ kind: 'member', id: world.memberOf(chae) }],
      refusal: { reason: 'after-removal' },
    },
    cause: { kind: 'kicked', author: { member: world.memberOf(ada) } },
  });
  // Chae never heard of the ban before what voided it: there is nothing to tell.
  expect(world.home(chae).queries.overturned()).toEqual([]);
  if (!told) throw new Error('not told');
  const reason = world.home(bo).queries.auditReason(told.entry.op);
  expect(reason.ok && reason.value.cause?.kind).toBe('kicked');
  await world.settled(world.home(bo).commands.dismissOverturned([told.entry.op]));
  expect(world.home(bo).queries.overturned()).toEqual([]);
});

test('[T10] what is overturned and then counts again before anyone looked is not told', async () => {
  const { world, ada, bo, chae } = await createQuarrel();
  using _ = world;
  world.offline(ada);
  await world.run(5_000);
  const late = world.home(ada).core.clock.now();
  await world.settled(world.home(ada).commands.revertActs([world.memberOf(bo)], late - 1, 'by mistake'));
  await world.settled(world.home(bo).commands.timeOut(world.memberOf(chae), 60 * 60_000, 'noise'));
  await world.run(10_000);
  expect(
    world.home(chae).core.governance.current().members.get(world.memberOf(chae))?.timeout,
  ).not.toBeNull();
  world.online(ada);
  await world.run(60_000);
  expect(world.home(bo).queries.overturned()).toMatchObject([
    {
      mine: true,
      entry: { kind: 'timedOut', refusal: { reason: 'reverted' } },
      cause: { kind: 'actsReverted' },
    },
  ]);
  expect(world.home(chae).queries.overturned()).toMatchObject([{ mine: false, entry: { kind: 'timedOut' } }]);
  const [revert] = world.home(ada).core.governance.current().reverts.keys();
  if (!revert) throw new Error('no revert');
  await world.settled(world.home(ada).commands.undoRevert(revert, ''));
  await world.run(60_000);
  for (const one of [bo, chae]) expect(world.home(one).queries.overturned()).toEqual([]);
});

test('[T10] the record is for those who may view it; one’s own acts are for oneself', async () => {
  const { world, ada, chae } = await createQuarrel();
  using _ = world;
  const refused = { ok: false, error: { kind: 'not-allowed', permission: 'viewAuditLog' } };
  expect(world.home(chae).queries.auditPage(everything, null, 10)).toMatchObject(refused);
  expect(world.home(chae).queries.auditNames()).toMatchObject(refused);
  expect(world.home(chae).queries.past({ kind: 'at', ms: 0 })).toMatchObject(refused);
  const page = world.home(ada).queries.auditPage({ ...everything, by: world.memberOf(chae) }, null, 10);
  const [joined] = page.ok ? page.value.entries : [];
  if (!joined) throw new Error('nothing by chae');
  expect(joined.kind).toBe('joined');
  expect(world.home(chae).queries.auditReason(joined.op)).toMatchObject({
    ok: true,
    value: { grounds: [{ kind: 'admission' }] },
  });
});

test('[T10] pages of the record hold each act once, filters narrow them, and the past is as it was', async () => {
  const { world, ada, bo, chae } = await createQuarrel();
  using _ = world;
  const { queries } = world.home(ada);
  const all = queries.auditPage(everything, null, 1_000);
  if (!all.ok) throw new Error('refused');
  const paged: string[] = [];
  for (let before = null as (typeof all.value.entries)[number]['op'] | null; ; ) {
    const page = queries.auditPage(everything, before, 3);
    if (!page.ok) throw new Error('refused');
    paged.push(...page.value.entries.map(({ op }) => op));
    before = page.value.entries.at(-1)?.op ?? null;
    if (!page.value.hasMore) break;
  }
  expect(paged).toEqual(all.value.entries.map(({ op }) => op));
  expect(all.value.total).toBe(paged.length);
  const about = queries.auditPage({ ...everything, target: world.memberOf(bo) }, null, 10);
  expect(about.ok && about.value.entries.map(({ kind }) => kind)).toEqual(['roleGranted', 'joined']);
  const granted = about.ok ? about.value.entries[0] : undefined;
  if (!granted) throw new Error('no grant');
  const before = queries.past({ kind: 'at', ms: granted.at - 1 });
  const after = queries.past({ kind: 'at', ms: granted.at });
  const held = (past: typeof before) =>
    past.ok && past.value.members.find(({ id }) => id === world.memberOf(bo))?.roles.length;
  expect([held(before), held(after)]).toEqual([0, 1]);
  expect(after.ok && after.value.last?.op).toBe(granted.op);
  const viewers = queries.pastViewers(world.channel, granted.at);
  expect(viewers.ok && viewers.value.viewers.map(({ id }) => id).sort()).toEqual(
    [ada, bo, chae].map((one) => world.memberOf(one)).sort(),
  );
});
