/** Attacks on who may do what: made-up members, self-promotion, invites, floods [T10, T11, T12, T13]. */
import { expect, test } from 'vitest';
import { bytesEqual } from '../../src/base/index.ts';
import { everyoneRole } from '../../src/governance/index.ts';
import { governanceStream, limits, opToRoleId, permissionsOf } from '../../src/model/index.ts';
import { posted } from '../sim/circle.ts';
import { createNewcomer, inviteOf } from './newcomers.ts';
import { createVictims, culprits, deliver, sameEverywhere, toSegment, warnings } from './rogue.ts';

const role = (name: string, permissions: bigint) =>
  ({
    type: 'roleCreated',
    name,
    colour: null,
    order: 'm',
    permissions,
    hoist: false,
    mentionable: false,
  }) as const;

test('[T12] self-promotion: none of its ways counts, and the record names who tried each', async () => {
  using victims = await createVictims();
  const { world, ada, bo, chae, rogue } = victims;
  const [id] = await world.govern(ada, role('Moderators', permissionsOf('banMembers', 'manageRoles')));
  if (!id) throw new Error('no role');
  await world.run(20_000);
  const self = world.memberOf(bo);
  await rogue.act({ type: 'roleGranted', member: self, role: opToRoleId(id) });
  await rogue.act(role('Kings', permissionsOf('administrator')));
  await rogue.act({ type: 'ownershipTransferred', to: self });
  await rogue.act({
    type: 'overwriteSet',
    place: { type: 'channel', id: world.channel },
    overwrite: {
      target: { type: 'role', id: everyoneRole(world.community) },
      allow: permissionsOf('manageMessages'),
      deny: 0n,
    },
  });
  for (const one of [ada, chae]) {
    const { owner, members } = world.home(one).core.governance.current();
    expect(owner).toBe(world.memberOf(ada));
    expect(members.get(self)?.roles.size).toBe(0);
  }
  expect(sameEverywhere(world, ada, chae)).toBe(true);
  expect(culprits(world, ada).map(({ by, kind }) => ({ by, kind }))).toEqual(
    ['roleGranted', 'roleCreated', 'ownershipTransferred', 'overwriteSet'].map((kind) => ({
      by: self,
      kind,
    })),
  );
});

test('[T10] an invite used beyond its limit lets in as many as it allows, and the record names the others', async () => {
  using victims = await createVictims();
  const { world, ada, bo, chae } = victims;
  const made = await world.settled(world.home(ada).commands.createInvite({ maxAgeMs: null, maxUses: 1 }));
  if (!made.ok) throw new Error('no invite');
  await world.run(10_000);
  const invite = inviteOf(world, made.value.link);
  const people = ['dan', 'eun', 'fay'].map((name) => createNewcomer(world, bo, name));
  const joins = people.map(({ join }) => toSegment(join(invite)));
  for (const one of [ada, chae])
    for (const join of joins) expect(await deliver(world, one, join)).toBe('applied');
  await world.run(20_000);
  for (const one of [ada, chae]) {
    const { members } = world.home(one).core.governance.current();
    expect(people.filter(({ member }) => members.has(member))).toHaveLength(1);
  }
  expect(sameEverywhere(world, ada, chae)).toBe(true);
  const { members } = world.home(ada).core.governance.current();
  const late = people.filter(({ member }) => !members.has(member)).map(({ member }) => member);
  expect(
    culprits(world, ada)
      .map(({ by }) => by)
      .sort(),
  ).toEqual([...late].sort());
  for (const { reason } of culprits(world, ada)) expect(reason).toBe('invite-used-up');
});

test('[T10] [T13] members that a relay makes up are none, get no key, and one whose certificate is forged names nobody but its device', async () => {
  using victims = await createVictims();
  const { world, ada, bo, chae } = victims;
  const stranger = createNewcomer(world, bo, 'stranger');
  const guesser = createNewcomer(world, bo, 'guesser');
  const mask = createNewcomer(world, bo, 'mask');
  const made = inviteOf(world, await world.invite());
  await world.run(10_000);
  const injected = [
    stranger.join(null),
    guesser.join(made, { invite: { id: made.invite, proof: new Uint8Array(64) } }),
    // Says to be Chae, with a certificate that Chae never signed.
    mask.join(made, { certificate: { ...mask.certificate, member: world.memberOf(chae) } }),
  ];
  for (const one of [ada, chae]) for (const forged of injected) await deliver(world, one, toSegment(forged));
  await world.settled(world.home(ada).commands.rotateKeys(null));
  await world.post(ada, 'for members');
  await world.run(20_000);
  const opened = world.epochs(ada).at(-1)?.opened;
  const recipients = opened?.boxes.map(({ recipient }) => recipient) ?? [];
  expect(recipients.length).toBeGreaterThan(0);
  for (const { device } of [stranger, guesser, mask])
    expect(recipients.some((key) => bytesEqual(key, device.agreement.publicKey))).toBe(false);
  expect(world.home(ada).core.governance.current().members.size).toBe(3);
  expect(sameEverywhere(world, ada, chae)).toBe(true);
  expect(
    culprits(world, ada)
      .map(({ reason }) => reason)
      .sort(),
  ).toEqual(['bad-certificate', 'bad-invite-proof', 'no-invite']);
});

test('[T10] a flood of reports stops at what one person may have open, and the record names who floods', async () => {
  using victims = await createVictims();
  const { world, ada, bo, chae, rogue } = victims;
  const report = { type: 'messageReported', sealed: new Uint8Array(40), boxes: [] } as const;
  for (let sent = 0; sent < limits.openReportsPerMember + 4; sent++) await rogue.act(report);
  for (const one of [ada, chae])
    expect(world.home(one).core.governance.current().reports.size).toBe(limits.openReportsPerMember);
  expect(sameEverywhere(world, ada, chae)).toBe(true);
  expect(culprits(world, ada)).toEqual(
    Array.from({ length: 4 }, () => ({ by: world.memberOf(bo), kind: 'reported', reason: 'too-many' })),
  );
});

test('[T10] a flood of messages beyond a rule is hidden the same everywhere, and each is under its author’s name', async () => {
  using victims = await createVictims();
  const { world, ada, bo, chae, rogue } = victims;
  await world.govern(ada, {
    type: 'autoRuleSet',
    rule: null,
    name: 'slowly',
    enabled: true,
    trigger: { type: 'flood', messages: 3, seconds: 60 },
    response: 'hide',
    exemptRoles: [],
    exemptChannels: [],
  });
  await world.run(20_000);
  const ms = world.home(bo).core.clock.now();
  for (let sent = 0; sent < 30; sent++) await rogue.say(posted(`flood ${sent}`), { ms: ms + sent });
  expect(world.texts(chae).length).toBeLessThanOrEqual(3);
  expect(sameEverywhere(world, ada, chae)).toBe(true);
  const { messages } = world
    .home(ada)
    .queries.page({ channel: world.channel, thread: null }, { kind: 'newest' }, 50);
  for (const { author } of messages) expect(author).toMatchObject({ member: world.memberOf(bo) });
});

test('[S2] a flood out of order fills no more than its buffer: the rest goes on', async () => {
  using victims = await createVictims();
  const { world, ada, chae, rogue } = victims;
  const held = world.home(ada).core.store.envelopeCount();
  const { envelope, opening, content, id } = rogue.seal(governanceStream, [
    { type: 'profileEdited', name: 'far ahead', colour: 'rose' },
  ]);
  for (let ahead = 1; ahead <= 300; ahead++) {
    const far = { ...envelope, header: { ...envelope.header, number: envelope.header.number + ahead * 7 } };
    const segment = { ...toSegment({ envelope, opening, content, id }), from: far.header.number };
    expect(await deliver(world, ada, segment)).not.toBe('applied');
  }
  expect(world.home(ada).core.store.envelopeCount()).toBe(held);
  await world.post(chae, 'meanwhile');
  await world.run(10_000);
  expect(world.texts(ada)).toEqual(['meanwhile']);
  expect(warnings(world, ada)).toEqual({ forks: [], rejected: [] });
});

test('[S3] a relay that was rolled back, or omits what it was given, is noticed and filled again by those who hold it', async () => {
  using victims = await createVictims();
  const { world, ada, bo, chae } = victims;
  world.offline(chae);
  await world.post(bo, 'what the relay forgets');
  await world.run(10_000);
  expect(world.relay.rollBack(1)).toBeGreaterThan(0);
  world.offline(ada);
  world.offline(bo);
  world.online(chae);
  await world.run(20_000);
  expect(world.texts(chae)).toEqual([]);
  world.online(ada);
  world.online(bo);
  await world.run(60_000);
  expect(world.texts(chae)).toEqual(['what the relay forgets']);
  expect(sameEverywhere(world, ada, chae)).toBe(true);
});
