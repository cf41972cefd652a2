/** Decisions taken at the same time, none knowing of the other: SPEC's worked examples C1 to C14 [T10, T11]. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { CipherSuite } from '../../../src/crypto/index.ts';
import { type Community, can, communityDump, isOutOfStep, resolve } from '../../../src/governance/index.ts';
import { type GovernanceOp, type OpId, permissionsOf } from '../../../src/model/index.ts';
import { channelEditOp, revertOp, roleEditOp, settingsOp, timeoutOp, undoOp, withdrawOp } from './ops.ts';
import { createSettled, type Settled } from './settled.ts';
import { type Person, removeOp, type Sent, testSuite } from './world.ts';

let suite: CipherSuite;
beforeAll(async () => {
  suite = await testSuite();
});

const later = 1_700_001_000_000;
const staffMay = permissionsOf(
  'viewChannel',
  'sendMessages',
  'kickMembers',
  'banMembers',
  'moderateMembers',
  'manageChannels',
  'manageRoles',
  'manageCommunity',
);
const settled = () => createSettled(suite, staffMay);
/** The same whichever arrives first. */
const state = (world: Settled): Community => {
  const community = resolve(suite, world.root, world.envelopes);
  expect(communityDump(resolve(suite, world.root, [...world.envelopes].reverse()))).toBe(
    communityDump(community),
  );
  return community;
};
const reasons = (world: Settled) => state(world).refused.map(({ reason, by }) => [reason, by]);
const idOf = (sent: Sent): OpId =>
  sent.ids[0] ??
  (() => {
    throw new Error('bug: nothing was sent');
  })();
const settle = (world: Settled, who: Person, op: GovernanceOp) =>
  world.send(who, [op], world.seen(), later - 1);
/** One after the other by their clocks, each having seen only what was there before both. */
const atOnce = (world: Settled, ...acts: readonly (readonly [Person, GovernanceOp])[]): readonly Sent[] => {
  const seen = world.seen();
  return acts.map(([who, op], index) => world.send(who, [op], seen, later + index));
};
const name = (world: Settled) => state(world).channels.get(world.channel)?.name;

describe('[C1] two edits', () => {
  it('the later in the order stands, and both count', () => {
    const world = settled();
    atOnce(
      world,
      [world.mod, channelEditOp(world.channel, { name: 'one' })],
      [world.peer, channelEditOp(world.channel, { name: 'two' })],
    );
    expect(name(world)).toBe('two');
    expect(reasons(world)).toEqual([]);
  });
  it('of different fields both stand', () => {
    const world = settled();
    atOnce(
      world,
      [world.mod, channelEditOp(world.channel, { name: 'one' })],
      [world.peer, channelEditOp(world.channel, { topic: 'two' })],
    );
    expect(state(world).channels.get(world.channel)).toMatchObject({ name: 'one', topic: 'two' });
  });
});

it('[C2] a deletion and an edit: what is deleted is not edited, whatever comes first; a restore brings back what was there', () => {
  const world = settled();
  atOnce(
    world,
    [world.mod, channelEditOp(world.channel, { deleted: true })],
    [world.peer, channelEditOp(world.channel, { name: 'two' })],
  );
  expect(reasons(world)).toEqual([['unknown-target', world.peer.id]]);
  world.send(world.mod, [{ type: 'channelRestored', channel: world.channel }], world.seen(), later + 9);
  expect(name(world)).toBe('general');
});

it('[C3] a role is deleted while it is given: nobody holds it', () => {
  const world = settled();
  atOnce(
    world,
    [world.mod, roleEditOp(world.aideRole, { deleted: true })],
    [world.peer, { type: 'roleGranted', member: world.plain.id, role: world.aideRole }],
  );
  expect(reasons(world)).toEqual([['unknown-target', world.peer.id]]);
  expect(state(world).members.get(world.plain.id)?.roles.size).toBe(0);
});

describe('[C4] a role is taken while its holder acts', () => {
  const taking = (world: Settled, bound: boolean): GovernanceOp =>
    bound
      ? withdrawOp(world.mod, world.staff, world.mod.length)
      : { type: 'roleRevoked', member: world.mod.id, role: world.staff };
  const act = (world: Settled) => channelEditOp(world.channel, { name: 'two' });
  it.each([
    ['revoked first', false, true, 'general'],
    ['revoked after', false, false, 'two'],
    ['withdrawn first', true, true, 'general'],
    ['withdrawn after: the cut decides, not the clock', true, false, 'general'],
  ])('%s', (_, bound, takenFirst, expected) => {
    const world = settled();
    const take = [world.high, taking(world, bound)] as const;
    const use = [world.mod, act(world)] as const;
    atOnce(world, ...(takenFirst ? [take, use] : [use, take]));
    expect(name(world)).toBe(expected);
  });
});

it('[C5] a category is closed while one of its channels gets overwrites of its own: the copy is of what stood before it in the order, and shows that it is out of step', () => {
  const world = settled();
  const hide = (target: { type: 'role' | 'member'; id: string }, deny: bigint) =>
    ({ target, allow: 0n, deny }) as Extract<GovernanceOp, { type: 'overwriteSet' }>['overwrite'];
  const close: GovernanceOp = {
    type: 'overwriteSet',
    place: { type: 'category', id: world.category },
    overwrite: hide({ type: 'member', id: world.plain.id }, permissionsOf('viewChannel')),
  };
  const own: GovernanceOp = {
    type: 'overwriteSet',
    place: { type: 'channel', id: world.channel },
    overwrite: hide({ type: 'member', id: world.other.id }, permissionsOf('sendMessages')),
  };
  atOnce(world, [world.mod, own], [world.peer, close]);
  const now = state(world);
  const channel = now.channels.get(world.channel);
  expect(channel && isOutOfStep(now, channel)).toBe(true);
  expect(can(now, world.plain.id, 'viewChannel', { channel: world.channel })).toBe(true);
  const first = settled();
  atOnce(
    first,
    [
      first.peer,
      { ...close, overwrite: hide({ type: 'member', id: first.plain.id }, permissionsOf('viewChannel')) },
    ],
    [first.mod, own],
  );
  expect(can(state(first), first.plain.id, 'viewChannel', { channel: first.channel })).toBe(false);
});

it('[C6] the last use of an invite, taken twice: the first in the order comes in', () => {
  const world = settled();
  const keys = world.newInvite('last');
  const made = settle(world, world.owner, world.inviteOp(keys, { maxUses: 1 }));
  const [one, two] = [world.person('one'), world.person('two')];
  world.send(two, [world.joinOp(two, keys)], [made], later + 2);
  world.send(one, [world.joinOp(one, keys)], [made], later + 1);
  expect(state(world).members.has(one.id)).toBe(true);
  expect(state(world).members.has(two.id)).toBe(false);
  expect(state(world).refused.map(({ reason }) => reason)).toEqual(['invite-used-up']);
});

it('[C7] a request is let in and refused: the first in the order decides', () => {
  const world = settled();
  const keys = world.newInvite('asks');
  const invite: GovernanceOp = { type: 'inviteEdited', invite: keys.invite, paused: null, approval: true };
  world.send(world.owner, [world.inviteOp(keys), invite], world.seen(), later - 9);
  const guest = world.person('guest');
  const asked = world.send(guest, [world.joinOp(guest, keys)], world.seen(), later - 8);
  const answer = (approved: boolean): GovernanceOp => ({
    type: 'joinAnswered',
    member: guest.id,
    request: idOf(asked),
    approved,
    reason: '',
  });
  for (const [who, approved, at] of [
    [world.mod, false, 1],
    [world.peer, true, 2],
  ] as const)
    world.send(who, [answer(approved)], [asked, ...world.seen()], later + at);
  expect(state(world).members.has(guest.id)).toBe(false);
  expect(state(world).applicants.size).toBe(0);
});

it('[C8] rules change while they are accepted: what is accepted is what stands', () => {
  const world = settled();
  const old = settle(world, world.owner, settingsOp({ rules: 'one' }));
  const fresh = world.person('fresh');
  const joined = world.send(fresh, [world.joinOp(fresh)], [old], later);
  world.send(world.mod, [settingsOp({ rules: 'two' })], [joined, ...world.seen()], later + 1);
  world.send(fresh, [{ type: 'rulesAccepted', rules: idOf(old) }], [joined], later + 2);
  expect(state(world).refused.map(({ reason }) => reason)).toEqual(['rules-changed']);
  expect(state(world).members.get(fresh.id)?.owesRules).toBe(true);
});

it('[C9] the office is handed on twice at once: the first in the order has it', () => {
  const world = settled();
  const again = world.person('founder', 1);
  const seen = world.seen();
  world.send(world.owner, [{ type: 'ownershipTransferred', to: world.plain.id }], seen, later);
  world.send(again, [{ type: 'ownershipTransferred', to: world.other.id }], seen, later + 1);
  expect(state(world).owner).toBe(world.plain.id);
  expect(reasons(world)).toEqual([['owner-only', world.owner.id]]);
});

it('[C10] two timeouts: the later in the order is shown, and each binds those who had not seen it', () => {
  const world = settled();
  atOnce(
    world,
    [world.mod, timeoutOp(world.plain, later + 50_000)],
    [world.peer, timeoutOp(world.plain, later + 20_000)],
  );
  expect(state(world).members.get(world.plain.id)?.timeout?.until).toBe(later + 20_000);
  expect(state(world).bindings.get(world.plain.id)).toHaveLength(2);
  expect(reasons(world)).toEqual([]);
});

describe('[C11] raid undo', () => {
  const raid = (world: Settled) => {
    const { length } = world.peer;
    const made = settle(world, world.peer, channelEditOp(world.channel, { name: 'raid' }));
    return { length, made };
  };
  it('twice: what one still takes back stays taken back when the other is undone', () => {
    const world = settled();
    const { length } = raid(world);
    const [first] = atOnce(
      world,
      [world.high, revertOp([world.peer], length, later - 1)],
      [world.owner, revertOp([world.peer], length, later - 1)],
    );
    if (first === undefined) throw new Error('bug');
    expect(name(world)).toBe('general');
    world.send(world.high, [undoOp(idOf(first))], world.seen(), later + 5);
    expect(name(world)).toBe('general');
    const [, second] = world.envelopes.filter(({ content }) =>
      content.ops.some(({ type }) => type === 'actsReverted'),
    );
    const id = [...state(world).reverts.values()].find(({ undone }) => undone === null)?.op;
    if (second === undefined || id === undefined) throw new Error('bug');
    world.send(world.owner, [undoOp(id)], world.seen(), later + 6);
    expect(name(world)).toBe('raid');
  });
  it('by somebody whom those above remove meanwhile: it falls with them', () => {
    const world = settled();
    const { length } = world.plain;
    settle(world, world.plain, { type: 'profileEdited', name: 'Plain', colour: 'sky' });
    atOnce(
      world,
      [world.mod, revertOp([world.plain], length, later - 1)],
      [world.high, removeOp(world.mod, world.mod.length)],
    );
    expect(state(world).members.get(world.plain.id)?.name).toBe('Plain');
    expect(state(world).reverts.size).toBe(0);
  });
  it('and a removal of the one whose acts are undone: both stand', () => {
    const world = settled();
    const { length } = raid(world);
    atOnce(
      world,
      [world.high, revertOp([world.peer], length, later - 1)],
      [world.owner, removeOp(world.peer, world.peer.length)],
    );
    expect(name(world)).toBe('general');
    expect(state(world).members.has(world.peer.id)).toBe(false);
    expect(reasons(world)).toEqual([['reverted', world.peer.id]]);
  });
});

it('[C12] who is removed dates an act back before the removal: the cut decides, not the clock', () => {
  const world = settled();
  const seen = world.seen();
  const kept = settle(world, world.peer, channelEditOp(world.channel, { name: 'kept' }));
  world.send(world.high, [removeOp(world.peer, world.peer.length)], [kept], later);
  world.send(world.peer, [channelEditOp(world.channel, { name: 'dated back' })], seen, later - 5);
  expect(name(world)).toBe('kept');
  expect(reasons(world)).toEqual([['after-removal', world.peer.id]]);
});

it('[C13] one removes while the other gives a role: whoever is out has none, and comes back without', () => {
  const world = settled();
  atOnce(
    world,
    [world.mod, removeOp(world.plain, world.plain.length, { ban: false })],
    [world.peer, { type: 'roleGranted', member: world.plain.id, role: world.aideRole }],
  );
  expect(reasons(world)).toEqual([['unknown-target', world.peer.id]]);
  const back = world.person('plain', 1);
  world.send(back, [world.joinOp(back)], world.seen(), later + 5);
  expect(state(world).members.get(world.plain.id)?.roles.size).toBe(0);
});

it('[C14] a ban is lifted while another bans anew: a removal comes first in the order, so the lifting stands', () => {
  const world = settled();
  const lift: GovernanceOp = { type: 'banLifted', member: world.banned.id, reason: '' };
  atOnce(world, [world.mod, removeOp(world.banned, 0)], [world.peer, lift]);
  expect(state(world).bans.has(world.banned.id)).toBe(false);
  const other = settled();
  atOnce(other, [other.peer, { ...lift, member: other.banned.id }], [other.mod, removeOp(other.banned, 0)]);
  expect(state(other).bans.has(other.banned.id)).toBe(false);
});
