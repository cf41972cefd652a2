/** How a community is steered: settings, places, offices, requests, moderation [T10, T11, T12]. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { CipherSuite } from '../../../src/crypto/index.ts';
import {
  authorshipOf,
  type Community,
  can,
  createGovernance,
  isOutOfStep,
  overwritesOf,
  resolve,
} from '../../../src/governance/index.ts';
import {
  channelStream,
  type GovernanceOp,
  limits,
  type OpId,
  opToChannelId,
  permissionsOf,
} from '../../../src/model/index.ts';
import {
  channelEditOp,
  channelSettingsOp,
  revertOp,
  settingsOp,
  timeoutOp,
  undoOp,
  withdrawOp,
} from './ops.ts';
import { createSettled, type Settled } from './settled.ts';
import { type Person, removeOp, type Sent, testSuite } from './world.ts';

let suite: CipherSuite;
beforeAll(async () => {
  suite = await testSuite();
});

const day = 24 * 60 * 60 * 1000;
const later = 1_700_001_000_000;
const staffMay = permissionsOf(
  'viewChannel',
  'sendMessages',
  'kickMembers',
  'banMembers',
  'moderateMembers',
  'manageChannels',
  'manageRoles',
  'manageMessages',
);
const settled = () => createSettled(suite, staffMay);
const state = (world: Settled): Community => resolve(suite, world.root, world.envelopes);
const idOf = (sent: Sent, index = 0): OpId => {
  const id = sent.ids[index];
  if (id === undefined) throw new Error('bug: nothing was sent');
  return id;
};
const say = (world: Settled, who: Person, op: GovernanceOp, at = later) =>
  world.send(who, [op], world.seen(), at);
const channelOf = (world: Settled, community = state(world)) => {
  const channel = community.channels.get(world.channel);
  if (channel === undefined) throw new Error('bug: no channel');
  return channel;
};
const denySend = (world: Settled, place: 'category' | 'channel'): GovernanceOp => ({
  type: 'overwriteSet',
  place:
    place === 'category' ? { type: 'category', id: world.category } : { type: 'channel', id: world.channel },
  overwrite: {
    target: { type: 'member', id: world.plain.id },
    allow: 0n,
    deny: permissionsOf('sendMessages'),
  },
});
const maySend = (world: Settled, who = world.plain) =>
  can(state(world), who.id, 'sendMessages', { channel: world.channel }, later + day);

describe('overwrites', () => {
  it('a channel follows its category until its own are edited, and again once it is put in step', () => {
    const world = settled();
    say(world, world.owner, denySend(world, 'category'));
    expect(maySend(world)).toBe(false);
    expect(isOutOfStep(state(world), channelOf(world))).toBe(false);
    const other = { ...denySend(world, 'channel') } as Extract<GovernanceOp, { type: 'overwriteSet' }>;
    say(world, world.owner, {
      ...other,
      overwrite: {
        target: { type: 'member', id: world.other.id },
        allow: 0n,
        deny: permissionsOf('addReactions'),
      },
    });
    // The copy kept what the category said.
    expect(maySend(world)).toBe(false);
    expect(isOutOfStep(state(world), channelOf(world))).toBe(true);
    const target = { type: 'member', id: world.plain.id } as const;
    say(world, world.owner, {
      type: 'overwriteSet',
      place: { type: 'category', id: world.category },
      overwrite: { target, allow: 0n, deny: 0n },
    });
    expect(maySend(world)).toBe(false);
    say(world, world.owner, { type: 'overwritesSynced', channel: world.channel });
    expect(maySend(world)).toBe(true);
    expect(isOutOfStep(state(world), channelOf(world))).toBe(false);
  });

  it('a move gives and takes nothing, and shows that the channel is out of step', () => {
    const world = settled();
    say(world, world.owner, denySend(world, 'category'));
    say(world, world.owner, channelEditOp(world.channel, { place: { category: null, order: 'i' } }));
    expect(maySend(world)).toBe(false);
    expect(overwritesOf(state(world), channelOf(world)).level).toBe('channel');
    say(
      world,
      world.owner,
      channelEditOp(world.channel, { place: { category: world.category, order: 'i' } }),
    );
    expect(isOutOfStep(state(world), channelOf(world))).toBe(false);
    expect(maySend(world)).toBe(false);
  });
});

describe('trash', () => {
  it('a category comes back with its channels and overwrites, a channel with all it had', () => {
    const world = settled();
    say(world, world.owner, denySend(world, 'category'));
    const before = channelOf(world);
    const edit = { name: null, order: null, deleted: true } as const;
    say(world, world.owner, { type: 'categoryEdited', category: world.category, ...edit });
    expect(channelOf(world).category).toBeNull();
    expect(maySend(world)).toBe(false);
    say(world, world.owner, { type: 'categoryRestored', category: world.category });
    expect(channelOf(world)).toEqual(before);
    say(world, world.owner, channelEditOp(world.channel, { deleted: true }));
    expect(state(world).channels.size).toBe(0);
    say(world, world.mod, { type: 'channelRestored', channel: world.channel });
    expect(channelOf(world)).toEqual(before);
    expect(state(world).refused).toEqual([]);
  });
  it('for thirty days', () => {
    const world = settled();
    say(world, world.owner, channelEditOp(world.channel, { deleted: true }));
    say(
      world,
      world.owner,
      { type: 'channelRestored', channel: world.channel },
      later + limits.restoreMs + 1,
    );
    expect(state(world).refused.map(({ reason }) => reason)).toEqual(['too-late']);
  });
});

describe('settings', () => {
  it('of the community and of a channel, and what is empty again', () => {
    const world = settled();
    const icon = new Uint8Array(32).fill(9);
    say(
      world,
      world.owner,
      settingsOp({ icon: { to: icon }, notifications: 'mentions', systemChannel: { to: world.channel } }),
    );
    say(
      world,
      world.owner,
      channelSettingsOp(world.channel, { slowModeSeconds: 30, history: { type: 'sinceJoining' } }),
    );
    expect(state(world)).toMatchObject({ icon, notifications: 'mentions', systemChannel: world.channel });
    expect(channelOf(world)).toMatchObject({ slowModeSeconds: 30, history: { type: 'sinceJoining' } });
    say(world, world.owner, settingsOp({ icon: { to: null } }));
    expect(state(world)).toMatchObject({ icon: null, notifications: 'mentions' });
  });
  it('rules hold back who joins after them until they accept those that stand', () => {
    const world = settled();
    const first = say(world, world.owner, settingsOp({ rules: 'be kind' }));
    const fresh = world.person('fresh');
    world.send(fresh, [world.joinOp(fresh)], [first], later);
    expect(maySend(world, fresh)).toBe(false);
    expect(maySend(world)).toBe(true);
    world.send(fresh, [world.inviteOp(world.newInvite('x'))], [first], later + 1);
    const second = say(world, world.owner, settingsOp({ rules: 'be kind and quick' }), later + 2);
    world.send(fresh, [{ type: 'rulesAccepted', rules: idOf(first) }], [second], later + 3);
    expect(state(world).refused.map(({ reason }) => reason)).toEqual(['rules-not-accepted', 'rules-changed']);
    world.send(fresh, [{ type: 'rulesAccepted', rules: idOf(second) }], [second], later + 4);
    expect(maySend(world, fresh)).toBe(true);
  });
});

describe('coming in', () => {
  it('by approval: nothing before it, a member with the roles of the invite after', () => {
    const world = settled();
    const keys = world.newInvite('asks');
    const made = world.send(
      world.owner,
      [
        world.inviteOp(keys, { roles: [world.aideRole], maxUses: 1 }),
        { type: 'inviteEdited', invite: keys.invite, paused: null, approval: true },
      ],
      world.seen(),
      later,
    );
    const guest = world.person('guest');
    const asked = world.send(guest, [world.joinOp(guest, keys)], [made], later + 1);
    world.send(guest, [world.inviteOp(world.newInvite('y'))], [], later + 2);
    expect(state(world).members.has(guest.id)).toBe(false);
    expect(state(world).applicants.get(guest.id)).toMatchObject({ request: idOf(asked) });
    expect(state(world).refused.map(({ reason }) => reason)).toEqual(['not-a-member']);
    const answer = { type: 'joinAnswered', member: guest.id, request: idOf(asked), reason: '' } as const;
    world.send(world.plain, [{ ...answer, approved: true }], [asked], later + 3);
    expect(state(world).members.has(guest.id)).toBe(false);
    world.send(world.mod, [{ ...answer, approved: true }], [asked], later + 4);
    expect([...(state(world).members.get(guest.id)?.roles ?? [])]).toEqual([world.aideRole]);
    expect(state(world).applicants.size).toBe(0);
    const second = world.person('second');
    world.send(second, [world.joinOp(second, keys)], [made], later + 5);
    expect(state(world).refused.map(({ reason }) => reason)).toContain('invite-used-up');
  });
  it('is taken back by whoever asked and nobody else outside; who declined and why is remembered until they ask again', () => {
    const world = settled();
    const keys = world.newInvite('asks');
    const made = world.send(
      world.owner,
      [world.inviteOp(keys), { type: 'inviteEdited', invite: keys.invite, paused: null, approval: true }],
      world.seen(),
      later,
    );
    const [guest, other] = [world.person('guest'), world.person('someone')];
    const asked = world.send(guest, [world.joinOp(guest, keys)], [made], later + 1);
    const theirs = world.send(other, [world.joinOp(other, keys)], [made], later + 1);
    const no = { type: 'joinAnswered', member: guest.id, request: idOf(asked), approved: false } as const;
    world.send(other, [{ ...no, reason: '' }], [asked, theirs], later + 2);
    world.send(guest, [{ ...no, approved: true, reason: '' }], [asked], later + 2);
    expect(state(world).refused.map(({ reason }) => reason)).toEqual(['not-a-member', 'not-a-member']);
    const back = world.send(guest, [{ ...no, reason: '' }], [asked], later + 3);
    expect(state(world).applicants.has(guest.id)).toBe(false);
    expect(state(world).declined.get(guest.id)).toMatchObject({ by: guest.id, at: later + 3 });
    const again = world.send(guest, [world.joinOp(guest, keys)], [back], later + 4);
    expect(state(world).declined.size).toBe(0);
    const refusal = { ...no, request: idOf(again), reason: 'who are you?' };
    world.send(world.mod, [refusal], [again], later + 5);
    expect(state(world).declined.get(guest.id)).toMatchObject({ by: world.mod.id, reason: 'who are you?' });
  });
  it('by another invite than the one that was asked by: each use counts', () => {
    const world = settled();
    const [asks, once] = [world.newInvite('asks'), world.newInvite('once')];
    const made = world.send(
      world.owner,
      [
        world.inviteOp(asks),
        { type: 'inviteEdited', invite: asks.invite, paused: null, approval: true },
        world.inviteOp(once, { maxUses: 1 }),
      ],
      world.seen(),
      later,
    );
    const guests = ['one', 'two'].map((name) => world.person(name));
    for (const [index, guest] of guests.entries()) {
      const asked = world.send(guest, [world.joinOp(guest, asks)], [made], later + 1 + index);
      world.send(guest, [world.joinOp(guest, once)], [asked], later + 5 + index);
    }
    expect(guests.map(({ id }) => state(world).members.has(id))).toEqual([true, false]);
    expect(state(world).refused.map(({ reason }) => reason)).toEqual(['invite-used-up']);
  });
  it('not by an invite that is paused, until it goes on', () => {
    const world = settled();
    const edit = { type: 'inviteEdited', invite: world.invite.invite, approval: null } as const;
    const paused = say(world, world.owner, { ...edit, paused: true });
    const guest = world.person('guest');
    world.send(guest, [world.joinOp(guest)], [paused], later + 1);
    expect(state(world).refused.map(({ reason }) => reason)).toEqual(['invite-paused']);
    const open = say(world, world.owner, { ...edit, paused: false }, later + 2);
    world.send(guest, [world.joinOp(guest)], [open], later + 3);
    expect(state(world).members.has(guest.id)).toBe(true);
  });
});

/** Who wrote the `number`th envelope of their log in the channel, having seen `cites`, if it counts. */
const authorship = (world: Settled, who: Person, number: number, cites: readonly Sent[], ms: number) => {
  const governance = createGovernance(suite, world.root);
  governance.add(world.envelopes);
  const then = governance.at(cites.map(({ envelope }) => envelope.hash));
  if (then === null) throw new Error('bug: cites what is not here');
  const written = {
    stream: channelStream(world.channel),
    log: who.log,
    number,
    device: who.device.device,
    ms,
  };
  const found = authorshipOf(governance.current(), then, written);
  return found.ok
    ? can(found.value.state, who.id, 'sendMessages', { channel: world.channel }, ms)
      ? 'counts'
      : 'may-not'
    : found.error;
};
const channelCut = (world: Settled, who: Person, length: number) => ({
  stream: `channel/${world.channel}`,
  cut: { log: who.log, length, head: null },
});

describe('timeouts [T11]', () => {
  const timedOut = (world: Settled, who: Person) => {
    const op = timeoutOp(who, later + day);
    if (op.type !== 'memberTimedOut') throw new Error('bug');
    return say(world, world.mod, { ...op, cuts: [...op.cuts, channelCut(world, who, 2)] });
  };
  it('bind who has seen them until they end, and who claims not to have seen them beyond the cut', () => {
    const world = settled();
    const before = world.seen();
    const sent = timedOut(world, world.plain);
    expect(authorship(world, world.plain, 5, [sent], later + 1)).toBe('may-not');
    expect(authorship(world, world.plain, 5, [sent], later + day)).toBe('counts');
    expect(authorship(world, world.plain, 1, before, later - 1)).toBe('counts');
    expect(authorship(world, world.plain, 2, before, later - 1)).toBe('timed-out');
    expect(authorship(world, world.plain, 2, before, later + day)).toBe('counts');
    // Nor does a cut, however short, take away what is older than a purge would reach.
    expect(authorship(world, world.plain, 2, before, later - limits.purgeMs)).toBe('timed-out');
    expect(authorship(world, world.plain, 2, before, later - limits.purgeMs - 1)).toBe('counts');
  });
  it('end when they are lifted', () => {
    const world = settled();
    const before = world.seen();
    timedOut(world, world.plain);
    const lifted = say(world, world.mod, { type: 'timeoutLifted', member: world.plain.id }, later + 10);
    expect(authorship(world, world.plain, 5, [lifted], later + 11)).toBe('counts');
    expect(authorship(world, world.plain, 5, before, later + 11)).toBe('counts');
    expect(authorship(world, world.plain, 5, before, later + 9)).toBe('timed-out');
  });
  it('leave leaving, and nothing else in governance', () => {
    const world = settled();
    timedOut(world, world.plain);
    say(world, world.plain, world.inviteOp(world.newInvite('z')), later + 1);
    expect(state(world).refused.map(({ reason }) => reason)).toEqual(['timed-out']);
    say(world, world.plain, removeOp(world.plain, 9, { ban: false }), later + 2);
    expect(state(world).members.has(world.plain.id)).toBe(false);
  });
  it('go on for who leaves and comes back', () => {
    const world = settled();
    timedOut(world, world.plain);
    const left = say(world, world.plain, removeOp(world.plain, 9, { ban: false }), later + 2);
    const back = world.person('plain', 1);
    const joined = world.send(back, [world.joinOp(back)], [left], later + 3);
    expect(state(world).members.has(world.plain.id)).toBe(true);
    expect(authorship(world, back, 0, [joined], later + 4)).toBe('may-not');
    expect(authorship(world, back, 0, [joined], later + day)).toBe('counts');
  });
});

describe('who is gone already [T12]', () => {
  const leave = (world: Settled, who: Person): void => {
    say(world, who, removeOp(who, who.length, { ban: false }), later);
  };
  it('is not banned by who stood below them: the cut would take all that they ever did', () => {
    const world = settled();
    const made = world.send(world.high, [channelEditOp(world.channel, { topic: 'by High' })], world.seen());
    leave(world, world.high);
    world.send(world.mod, [removeOp(world.high, 0)], [...world.seen(), made], later + 1);
    expect(state(world).refused.map(({ reason }) => reason)).toEqual(['rank']);
    expect(channelOf(world).topic).toBe('by High');
    expect(state(world).bans.has(world.high.id)).toBe(false);
  });
  it('is banned by who stood above them, as are strangers by whoever may ban', () => {
    const world = settled();
    leave(world, world.plain);
    const stranger = world.person('stranger');
    say(world, world.mod, removeOp(world.plain, 9), later + 1);
    say(world, world.peer, removeOp(stranger, 0), later + 2);
    expect(state(world).refused).toEqual([]);
    for (const { id } of [world.plain, stranger]) expect(state(world).bans.has(id)).toBe(true);
  });
  it('keeps their words where only somebody above them banned them', () => {
    const world = settled();
    say(world, world.owner, removeOp(world.high, 9), later);
    const purge = { type: 'messagesPurged', member: world.high.id, since: later - day } as const;
    say(world, world.mod, purge, later + 1);
    expect(state(world).refused.map(({ reason }) => reason)).toEqual(['rank']);
    say(world, world.owner, purge, later + 2);
    expect(state(world).purges.has(world.high.id)).toBe(true);
  });
});

describe('a purge', () => {
  it('hides what a banned member wrote since then, and nothing that is older', () => {
    const world = settled();
    const before = world.seen();
    const op = removeOp(world.plain, 9);
    if (op.type !== 'memberRemoved') throw new Error('bug');
    say(world, world.mod, { ...op, cuts: [...op.cuts, channelCut(world, world.plain, 9)] });
    expect(authorship(world, world.plain, 3, before, later - day)).toBe('counts');
    say(
      world,
      world.mod,
      { type: 'messagesPurged', member: world.plain.id, since: later - 2 * day },
      later + 1,
    );
    expect(authorship(world, world.plain, 3, before, later - day)).toBe('purged');
    expect(authorship(world, world.plain, 3, before, later - 3 * day)).toBe('counts');
  });
});

describe('raid undo [T11]', () => {
  it('takes back what raiders did and said, and gives it back when it is undone itself', () => {
    const world = settled();
    const before = world.seen();
    const calm = state(world);
    const length = world.peer.length;
    say(world, world.peer, { type: 'roleGranted', member: world.plain.id, role: world.aideRole });
    const made = say(world, world.peer, {
      type: 'channelCreated',
      kind: 'text',
      name: 'raid',
      topic: '',
      category: null,
      order: 'b',
    });
    const raided = state(world);
    expect(raided.channels.size).toBe(2);
    const op = revertOp([world.peer], length, later);
    if (op.type !== 'actsReverted') throw new Error('bug');
    const reverted = say(
      world,
      world.high,
      { ...op, cuts: [...op.cuts, channelCut(world, world.peer, 4)] },
      later + 5,
    );
    const after = state(world);
    expect(after.channels).toEqual(calm.channels);
    expect(after.members.get(world.plain.id)?.roles.size).toBe(0);
    expect(after.members.has(world.peer.id)).toBe(true);
    expect(after.refused.map(({ reason, by }) => ({ reason, by }))).toEqual([
      { reason: 'reverted', by: world.peer.id },
      { reason: 'reverted', by: world.peer.id },
    ]);
    expect(authorship(world, world.peer, 3, before, later)).toBe('counts');
    expect(authorship(world, world.peer, 4, before, later)).toBe('reverted');
    expect(authorship(world, world.peer, 4, [reverted], later + 6)).toBe('counts');
    // Whose acts were reverted can't take that back.
    say(world, world.peer, undoOp(idOf(reverted)), later + 7);
    expect(state(world).channels.size).toBe(1);
    say(world, world.high, undoOp(idOf(reverted)), later + 8);
    const again = state(world);
    expect(again.channels.get(opToChannelId(idOf(made)))?.name).toBe('raid');
    expect(again.members.get(world.plain.id)?.roles.size).toBe(1);
    expect(again.reverts.get(idOf(reverted))?.undone).toMatchObject({ by: world.high.id });
    expect(authorship(world, world.peer, 4, before, later)).toBe('counts');
  });
});

describe('a role withdrawn [T11]', () => {
  it('leaves nothing that is dated back and rests on it', () => {
    const world = settled();
    const before = world.seen();
    const length = world.mod.length;
    const early = world.settled.envelope.content.time.ms + 1;
    say(world, world.high, { type: 'roleRevoked', member: world.mod.id, role: world.staff });
    world.send(world.mod, [removeOp(world.plain, 1, { ban: false })], before, early);
    // Without a cut it counts: whoever has no role any more dates back.
    expect(state(world).members.has(world.plain.id)).toBe(false);
    const bound = settled();
    const seen = bound.seen();
    say(bound, bound.high, withdrawOp(bound.mod, bound.staff, length));
    bound.send(bound.mod, [removeOp(bound.plain, 1, { ban: false })], seen, early);
    bound.send(bound.mod, [{ type: 'profileEdited', name: 'Still me', colour: 'rose' }], [], early + 1);
    expect(state(bound).refused.map(({ reason, permission }) => ({ reason, permission }))).toEqual([
      { reason: 'missing-permission', permission: 'kickMembers' },
    ]);
    expect(state(bound).members.get(bound.mod.id)?.name).toBe('Still me');
  });
  it('leaves nothing of it in a channel either, to who claims not to have seen it', () => {
    const world = settled();
    const before = world.seen();
    const place = { channel: world.channel };
    const op = withdrawOp(world.mod, world.staff, world.mod.length);
    if (op.type !== 'roleWithdrawn') throw new Error('bug');
    say(world, world.high, { ...op, cuts: [...op.cuts, channelCut(world, world.mod, 2)] });
    const governance = createGovernance(suite, world.root);
    governance.add(world.envelopes);
    const then = governance.at(before.map(({ envelope }) => envelope.hash));
    if (then === null) throw new Error('bug: cites what is not here');
    const manages = [1, 2].map((number) => {
      const written = {
        stream: channelStream(world.channel),
        log: world.mod.log,
        number,
        device: world.mod.device.device,
        ms: later - 1,
      };
      const found = authorshipOf(governance.current(), then, written);
      return found.ok && can(found.value.state, world.mod.id, 'manageMessages', place, later - 1);
    });
    expect(manages).toEqual([true, false]);
  });
});

describe("the owner's office", () => {
  const policy = (world: Settled): GovernanceOp => ({
    type: 'successionSet',
    policy: { role: world.staff, votes: 2, absentDays: 10 },
  });
  const vote = (world: Settled, who: Person, at: number) =>
    say(world, who, { type: 'successionVoted', successor: world.high.id }, at);

  it("passes by the owner's word, once", () => {
    const world = settled();
    say(world, world.owner, { type: 'ownershipTransferred', to: world.plain.id });
    say(world, world.owner, { type: 'ownershipTransferred', to: world.other.id }, later + 1);
    expect(state(world).owner).toBe(world.plain.id);
    expect(state(world).refused.map(({ reason }) => reason)).toEqual(['owner-only']);
    say(world, world.owner, removeOp(world.owner, 99, { ban: false }), later + 2);
    expect(state(world).members.has(world.owner.id)).toBe(false);
  });
  it.each([
    ['a ban that says it had seen nothing', (world: Settled) => removeOp(world.owner, 0)],
    ['a raid undo since ever', (world: Settled) => revertOp([world.owner], 0, 0)],
  ])('once passed on leaves what the owner built: %s', (_, op) => {
    const world = settled();
    const before = state(world);
    say(world, world.owner, { type: 'ownershipTransferred', to: world.high.id });
    say(world, world.mod, op(world), later + 1);
    const { owner, roles, channels, members, refused } = state(world);
    expect(refused).toEqual([]);
    expect(owner).toBe(world.high.id);
    expect([roles.size, channels.size]).toEqual([before.roles.size, before.channels.size]);
    for (const one of [world.high, world.mod, world.plain]) expect(members.has(one.id)).toBe(true);
  });
  it('once passed on gives nothing to who writes as if they still had it', () => {
    const world = settled();
    const before = world.seen();
    say(world, world.owner, { type: 'ownershipTransferred', to: world.high.id });
    say(world, world.high, removeOp(world.owner, world.owner.length), later + 1);
    const again = world.person('founder', 1);
    world.send(again, [channelEditOp(world.channel, { topic: 'still mine' })], before, later - day);
    expect(state(world).refused.map(({ reason }) => reason)).toEqual(['after-removal']);
  });
  it('passes by enough votes once the owner gave no sign for as long', () => {
    const world = settled();
    say(world, world.owner, policy(world));
    vote(world, world.mod, later + 9 * day);
    vote(world, world.mod, later + 10 * day);
    expect(state(world).owner).toBe(world.owner.id);
    vote(world, world.peer, later + 11 * day);
    expect(state(world).owner).toBe(world.high.id);
    expect(state(world).refused.map(({ reason }) => reason)).toEqual(['owner-present']);
    expect(state(world).successions).toHaveLength(1);
  });
  it('passes by no vote of who has not the role, nor by one given twice', () => {
    const world = settled();
    say(world, world.owner, policy(world));
    vote(world, world.mod, later + 10 * day);
    vote(world, world.mod, later + 11 * day);
    vote(world, world.aide, later + 11 * day);
    expect(state(world).owner).toBe(world.owner.id);
  });
  it.each([
    ['that had seen one of them', 1],
    ['that had seen them all', 2],
  ])('goes back when a sign of the owner turns up that is older than the votes: %s', (_, saw) => {
    const world = settled();
    const set = say(world, world.owner, policy(world));
    const governance = createGovernance(suite, world.root);
    const first = vote(world, world.mod, later + 10 * day);
    const second = vote(world, world.peer, later + 11 * day);
    governance.add(world.envelopes);
    expect(governance.current().owner).toBe(world.high.id);
    // Late, and seen the votes: dated before them all the same.
    const sign = world.send(
      world.owner,
      [{ type: 'ownerSeen' }],
      [set, first, second].slice(0, saw + 1),
      later + 5 * day,
    );
    const { overturned } = governance.add([sign.envelope]);
    expect(governance.current().owner).toBe(world.owner.id);
    expect(overturned.map(({ before, after }) => ({ before, after }))).toEqual([
      { before: null, after: 'owner-present' },
      { before: null, after: 'owner-present' },
    ]);
    expect(state(world).owner).toBe(world.owner.id);
  });
  it('goes back though much has been said since', () => {
    const world = settled();
    say(world, world.owner, policy(world));
    vote(world, world.mod, later + 10 * day);
    vote(world, world.peer, later + 11 * day);
    const talk = Array.from({ length: 400 }, (_, index) =>
      say(
        world,
        world.aide,
        { type: 'profileEdited', name: `${index}`, colour: 'sky' },
        later + 12 * day + index,
      ),
    );
    const governance = createGovernance(suite, world.root);
    governance.add(world.envelopes);
    expect(governance.current().owner).toBe(world.high.id);
    const sign = world.send(world.owner, [{ type: 'ownerSeen' }], talk.slice(300, 301), later + 5 * day);
    governance.add([sign.envelope]);
    expect(governance.current().owner).toBe(world.owner.id);
  });
  it('stays passed when the owner comes back after the votes', () => {
    const world = settled();
    say(world, world.owner, policy(world));
    vote(world, world.mod, later + 10 * day);
    vote(world, world.peer, later + 11 * day);
    say(world, world.owner, { type: 'ownerSeen' }, later + 12 * day);
    expect(state(world).owner).toBe(world.high.id);
    expect(state(world).refused.map(({ reason }) => reason)).toEqual(['owner-only']);
  });
});

describe('reports', () => {
  it('stand open until a moderator answers, and nobody fills the queue', () => {
    const world = settled();
    const report: GovernanceOp = { type: 'messageReported', sealed: new Uint8Array(9), boxes: [] };
    const first = say(world, world.plain, report);
    for (let index = 1; index <= limits.openReportsPerMember; index++)
      say(world, world.plain, report, later + index);
    expect(state(world).refused.map(({ reason }) => reason)).toEqual(['too-many']);
    say(world, world.mod, { type: 'reportResolved', report: idOf(first), outcome: 'dismissed' }, later + 100);
    expect(state(world).reports.get(idOf(first))?.resolved).toMatchObject({
      by: world.mod.id,
      outcome: 'dismissed',
    });
    say(world, world.plain, report, later + 101);
    expect(state(world).refused).toHaveLength(1);
  });
});
