/** Who may do what, by Discord's rules [T12]: one table, asked of `can` and of `explain`. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { CipherSuite } from '../../../src/crypto/index.ts';
import {
  bestEpoch,
  type Community,
  can,
  epochRecipients,
  everyoneRole,
  explain,
  permissionsAt,
  resolve,
  visibleChannels,
} from '../../../src/governance/index.ts';
import {
  type GovernanceOp,
  limits,
  noPermissions,
  opToRoleId,
  permissionNames,
  permissionsOf,
} from '../../../src/model/index.ts';
import { channelSettingsOp, settingsOp, timeoutOp } from './ops.ts';
import { type Level, type Setup, send, sender, table, view, type Where } from './permission-cases.ts';
import { createWorld, removeOp, roleOp, startMs, testSuite, type World } from './world.ts';

let suite: CipherSuite;
beforeAll(async () => {
  suite = await testSuite();
});

type Made = {
  readonly world: World;
  readonly community: Community;
  readonly ids: ReturnType<World['person']>;
};

const make = (setup: Setup): Made => {
  const world = createWorld(suite);
  const { founder, channel, category } = world;
  const member = world.person('member');
  if (setup.owesRules === true) world.send(founder, [settingsOp({ rules: 'be kind' })], []);
  const lastOfFounder = { envelope: world.envelopes.at(-1) ?? world.invited.envelope, ids: [] };
  const joined = world.send(member, [world.joinOp(member)], [lastOfFounder]);
  const roles = world.send(
    founder,
    [roleOp('a1', permissionsOf(...(setup.low ?? []))), roleOp('a2', permissionsOf(...(setup.high ?? [])))],
    [joined],
  );
  const [low, high] = roles.ids.map(opToRoleId);
  if (low === undefined || high === undefined) throw new Error('bug: no roles');
  const ops: GovernanceOp[] = [
    {
      type: 'roleEdited',
      role: null,
      name: null,
      colour: null,
      order: null,
      permissions: permissionsOf(...(setup.everyone ?? [view])),
      hoist: null,
      mentionable: null,
      deleted: null,
    },
  ];
  // First: nobody times an administrator out.
  if (setup.timedOut === true) ops.push(timeoutOp(member, startMs + limits.timeoutMs));
  if (setup.low !== undefined) ops.push({ type: 'roleGranted', member: member.id, role: low });
  if (setup.high !== undefined) ops.push({ type: 'roleGranted', member: member.id, role: high });
  const everyone = everyoneRole(world.root.id);
  const targets = {
    everyone: { type: 'role', id: everyone },
    low: { type: 'role', id: low },
    high: { type: 'role', id: high },
    member: { type: 'member', id: member.id },
  } as const;
  const place = (
    level: Level | undefined,
    where: Extract<GovernanceOp, { type: 'overwriteSet' }>['place'],
  ) => {
    for (const name of ['everyone', 'low', 'high', 'member'] as const) {
      const set = level?.[name];
      if (set === undefined) continue;
      const allow = permissionsOf(...(set.allow ?? []));
      const deny = permissionsOf(...(set.deny ?? []));
      ops.push({ type: 'overwriteSet', place: where, overwrite: { target: targets[name], allow, deny } });
    }
  };
  place(setup.category, { type: 'category', id: category });
  place(setup.channel, { type: 'channel', id: channel });
  if (setup.archived === 'category') ops.push({ type: 'categoryArchived', category, archived: true });
  if (setup.archived === 'channel') ops.push(channelSettingsOp(channel, { archived: true }));
  world.send(founder, ops, [roles]);
  const community = resolve(suite, world.root, world.envelopes);
  expect(community.refused).toEqual([]);
  return { world, community, ids: member };
};

const placeOf = ({ channel, category }: World, where: Where) =>
  where === 'community' ? undefined : where === 'channel' ? { channel } : { category };

describe('permissions [T12]', () => {
  it('has a table of some size', () => expect(table.length).toBeGreaterThanOrEqual(140));

  it.each(table)('%s', (_, setup, permission, where, held) => {
    const { world, community, ids } = make(setup);
    expect(can(community, ids.id, permission, placeOf(world, where))).toBe(held);
    for (const name of permissionNames)
      for (const at of ['community', 'category', 'channel'] as const) {
        const place = placeOf(world, at);
        const steps = explain(community, ids.id, name, place);
        expect([name, at, steps.at(-1)?.held]).toEqual([name, at, can(community, ids.id, name, place)]);
      }
  });

  it('the owner holds all, everywhere, whatever is denied', () => {
    const deny = { everyone: { deny: permissionNames } };
    const { world, community } = make({ everyone: [], category: deny, channel: deny });
    for (const name of permissionNames)
      for (const at of ['community', 'category', 'channel'] as const) {
        expect(can(community, world.founder.id, name, placeOf(world, at))).toBe(true);
        expect(explain(community, world.founder.id, name, placeOf(world, at)).at(-1)?.held).toBe(true);
      }
  });

  it('who is no member holds nothing, and nobody holds anything nowhere', () => {
    const { world, community, ids } = make(sender);
    const stranger = world.person('stranger');
    expect(permissionsAt(community, stranger.id)).toBe(noPermissions);
    expect(explain(community, stranger.id, send).at(-1)?.cause.kind).toBe('not-a-member');
    const place = { channel: '00'.repeat(16) as typeof world.channel };
    expect(permissionsAt(community, ids.id, place)).toBe(noPermissions);
    expect(explain(community, world.founder.id, send, place).at(-1)?.cause.kind).toBe('unknown-place');
  });

  it('a channel that may not be viewed is not listed', () => {
    const hidden = { channel: { everyone: { deny: [view] } } } as const;
    const { world, community, ids } = make({ ...sender, ...hidden });
    expect(visibleChannels(community, ids.id)).toEqual([]);
    expect(visibleChannels(community, world.founder.id)).toEqual([world.channel]);
  });
});

describe('epochs [T13]', () => {
  const bytes = (value: number) => new Uint8Array(32).fill(value);
  const epochOf = (keys: readonly Uint8Array[]) => ({
    commitment: bytes(1),
    boxes: keys.map((recipient) => ({ recipient, box: bytes(2) })),
    history: [],
  });

  it('a new community has one, for its founder and its open invites', () => {
    const world = createWorld(suite);
    const community = resolve(suite, world.root, world.envelopes);
    expect(bestEpoch(community)?.opened).toBeNull();
    expect(epochRecipients(community, startMs)).toEqual([
      world.founder.device.agreement.publicKey,
      world.invite.agreement.publicKey,
    ]);
  });

  it('closed invites get no key: revoked, expired or used up', () => {
    const world = createWorld(suite);
    const { founder, newInvite } = world;
    const [late, once] = [newInvite('late'), newInvite('once')];
    const made = world.send(
      founder,
      [
        world.inviteOp(late, { expiresAt: startMs + 60_000 }),
        world.inviteOp(once, { maxUses: 1 }),
        { type: 'inviteRevoked', invite: world.invite.invite },
      ],
      [world.invited],
    );
    const guest = world.person('guest');
    world.send(guest, [world.joinOp(guest, once)], [made]);
    const community = resolve(suite, world.root, world.envelopes);
    const members = [founder.device.agreement.publicKey, guest.device.agreement.publicKey];
    expect(epochRecipients(community, startMs + 60_001)).toEqual(members);
    expect(epochRecipients(community, startMs)).toEqual([...members, late.agreement.publicKey]);
  });

  it('removing someone makes every earlier epoch unfit, and its own fit', () => {
    const world = createWorld(suite);
    const { founder } = world;
    const guest = world.person('guest');
    const joined = world.send(guest, [world.joinOp(guest)], [world.invited]);
    const bare = world.send(founder, [removeOp(guest, 1)], [joined]);
    expect(bestEpoch(resolve(suite, world.root, world.envelopes))).toBeNull();
    const stays = epochOf([founder.device.agreement.publicKey]);
    const opened = world.send(founder, [{ type: 'epochOpened', ...stays }], [bare]);
    const fit = bestEpoch(resolve(suite, world.root, world.envelopes));
    expect(fit?.id).toBe(opened.ids[0]);
    const leaky = epochOf([founder.device.agreement.publicKey, guest.device.agreement.publicKey]);
    world.send(founder, [{ type: 'epochOpened', ...leaky }], [opened]);
    expect(bestEpoch(resolve(suite, world.root, world.envelopes))?.id).toBe(opened.ids[0]);
  });

  it('removal and rotation are one operation', () => {
    const world = createWorld(suite);
    const guest = world.person('guest');
    const joined = world.send(guest, [world.joinOp(guest)], [world.invited]);
    const epoch = epochOf([world.founder.device.agreement.publicKey]);
    const removed = world.send(world.founder, [removeOp(guest, 1, { epoch })], [joined]);
    const community = resolve(suite, world.root, world.envelopes);
    expect(bestEpoch(community)?.id).toBe(removed.ids[0]);
    expect(epochRecipients(community, startMs)).not.toContainEqual(guest.device.agreement.publicKey);
  });
});

describe('a new community', () => {
  it('starts with its founder, one category and one text channel that everyone may write in', () => {
    const world = createWorld(suite);
    const community = resolve(suite, world.root, [world.first.envelope]);
    expect(community).toMatchObject({ founded: true, name: 'Test', owner: world.founder.id, refused: [] });
    expect([...community.members.keys()]).toEqual([world.founder.id]);
    expect([...community.categories.keys()]).toEqual([world.category]);
    expect(community.channels.get(world.channel)).toMatchObject({
      kind: 'text',
      name: 'general',
      category: world.category,
    });
    const guest = world.person('guest');
    world.send(guest, [world.joinOp(guest)], [world.invited]);
    const joined = resolve(suite, world.root, world.envelopes);
    for (const name of [view, send, 'readHistory', 'addReactions', 'attachFiles'] as const)
      expect(can(joined, guest.id, name, { channel: world.channel })).toBe(true);
    for (const name of ['manageChannels', 'manageRoles', 'banMembers', 'mentionEveryone'] as const)
      expect(can(joined, guest.id, name, { channel: world.channel })).toBe(false);
  });
});
