/** The trail: what every act did in words' terms, kept up to date as acts come in any order [T10]. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CipherSuite } from '../../../src/crypto/index.ts';
import { createGovernance, type TrailEntry } from '../../../src/governance/index.ts';
import { type GovernanceOp, opToChannelId, permissionsOf } from '../../../src/model/index.ts';
import { channelEditOp, channelSettingsOp, revertOp, roleEditOp, timeoutOp } from './ops.ts';
import { createSettled, type Settled } from './settled.ts';
import { removeOp, testSuite } from './world.ts';

let suite: CipherSuite;
beforeAll(async () => {
  suite = await testSuite();
});

const staffMay = permissionsOf(
  'viewChannel',
  'kickMembers',
  'banMembers',
  'manageRoles',
  'moderateMembers',
  'manageChannels',
);
const later = 1_700_001_000_000;
const governanceOf = (world: Settled) => {
  const governance = createGovernance(suite, world.root);
  governance.add(world.envelopes);
  return governance;
};
const lastOf = (world: Settled, op: GovernanceOp, at = later): TrailEntry => {
  world.send(world.mod, [op], world.seen(), at);
  const entry = governanceOf(world).trail().entries.at(-1);
  if (entry === undefined) throw new Error('nothing was told');
  return entry;
};

describe('an account', () => {
  it('says what changed, from what to what, and whom it names as they were called then', () => {
    const world = createSettled(suite, staffMay);
    const entry = lastOf(world, channelEditOp(world.channel, { name: 'square', topic: 'news' }));
    expect(entry).toMatchObject({
      author: { kind: 'member', id: world.mod.id, name: 'Someone' },
      refusal: null,
      account: {
        kind: 'channelEdited',
        targets: [{ kind: 'channel', name: 'general' }],
        changes: [
          { field: 'name', from: { text: 'general' }, to: { text: 'square' } },
          { field: 'topic', from: null, to: { text: 'news' } },
        ],
      },
    });
    const again = lastOf(world, channelSettingsOp(world.channel, { slowModeSeconds: 30 }), later + 1_000);
    expect(again.account).toMatchObject({
      targets: [{ name: 'square' }],
      changes: [{ field: 'slowMode', from: { number: 0 }, to: { number: 30 } }],
    });
  });

  it('says which permissions a role gains and loses, and what an overwrite allows and denies', () => {
    const world = createSettled(suite, staffMay);
    const edited = lastOf(
      world,
      roleEditOp(world.aideRole, { permissions: permissionsOf('viewChannel', 'kickMembers') }),
    );
    expect(edited.account.changes).toEqual([
      { field: 'given', from: null, to: { kind: 'permissions', permissions: ['kickMembers'] } },
      { field: 'taken', from: null, to: { kind: 'permissions', permissions: ['sendMessages'] } },
    ]);
    const overwrite = {
      target: { type: 'member', id: world.plain.id },
      allow: 0n,
      deny: permissionsOf('viewChannel'),
    } as const;
    const place = { type: 'channel', id: world.channel } as const;
    expect(lastOf(world, { type: 'overwriteSet', place, overwrite }, later + 1).account).toMatchObject({
      kind: 'overwriteSet',
      targets: [{ kind: 'channel' }, { kind: 'member', id: world.plain.id }],
      changes: [{ field: 'denied', to: { permissions: ['viewChannel'] } }],
    });
  });

  it('tells leaving, a kick and a ban apart, and keeps the names of what is gone', () => {
    const world = createSettled(suite, staffMay);
    world.send(world.plain, [removeOp(world.plain, 1, { ban: false })], world.seen(), later);
    const kicked = lastOf(world, removeOp(world.other, 1, { ban: false, reason: 'noise' }), later + 1);
    expect(kicked.account).toMatchObject({ kind: 'kicked', reason: 'noise' });
    const late = lastOf(world, timeoutOp(world.other, later + 9_000), later + 2);
    expect(late.refusal?.reason).toBe('unknown-target');
    const { entries, names } = governanceOf(world).trail();
    expect(names.get(world.other.id)).toMatchObject({ kind: 'member', name: 'Someone' });
    const kinds = entries.map(({ account }) => account.kind);
    expect(kinds).toEqual(expect.arrayContaining(['founded', 'joined', 'banned', 'left', 'kicked']));
  });

  it('believes no name that an act which does not count gives somebody', () => {
    const world = createSettled(suite, staffMay);
    world.send(
      world.plain,
      [channelEditOp(opToChannelId(world.channel as string as never), { name: 'mine' })],
      world.seen(),
      later,
    );
    const { entries, names } = governanceOf(world).trail();
    expect(entries.at(-1)?.refusal?.reason).toBe('missing-permission');
    expect(names.get(world.channel)).toMatchObject({ name: 'general' });
  });

  it('marks what is dated before what its author had seen', () => {
    const world = createSettled(suite, staffMay);
    world.send(world.owner, [roleEditOp(null, { permissions: 0n })], world.seen(), later);
    expect(lastOf(world, channelEditOp(world.channel, { name: 'x' }), later - 600_000).datedBack).toBe(true);
  });
});

describe('the trail', () => {
  /** Some acts of a settled community, in an order and with parents that follow from the rolls. */
  const history = fc.array(fc.nat({ max: 100_000 }), { minLength: 1, maxLength: 24 });
  const acts = (world: Settled, rolls: readonly number[]): void => {
    const people = [world.owner, world.high, world.mod, world.peer, world.plain];
    const seen = world.seen();
    for (const roll of rolls) {
      const who = people[roll % 5] ?? world.owner;
      const target = people[Math.floor(roll / 5) % 5] ?? world.plain;
      const ops: readonly GovernanceOp[] = [
        channelEditOp(world.channel, { name: `c${roll}` }),
        { type: 'roleGranted', member: target.id, role: world.aideRole },
        { type: 'profileEdited', name: `n${roll}`, colour: 'sky' },
        removeOp(target, 1 + (roll % 2), { ban: false }),
        revertOp([target], 1, 0),
        roleEditOp(world.aideRole, { name: `r${roll}` }),
      ];
      const op = ops[Math.floor(roll / 25) % ops.length];
      if (op !== undefined) world.send(who, [op], roll % 3 === 0 ? [] : seen, later + (roll % 89) * 1_000);
    }
  };

  it('[S2] read at any moment is as if it were told from the start, and agrees with the audit', () => {
    fc.assert(
      fc.property(history, fc.nat({ max: 1_000 }), (rolls, pick) => {
        const world = createSettled(suite, staffMay);
        const known = world.envelopes.length;
        acts(world, rolls);
        const growing = createGovernance(suite, world.root);
        growing.add(world.envelopes.slice(0, known));
        const rest = world.envelopes.slice(known).sort((a, b) => (a.hash < b.hash ? -1 : 1));
        for (const [index, envelope] of rest.entries()) {
          growing.add([envelope]);
          if ((index + pick) % 3 === 0) growing.trail();
        }
        const whole = createGovernance(suite, world.root);
        whole.add(world.envelopes);
        const bare = ({ entries }: ReturnType<typeof whole.trail>) =>
          entries.map(({ op, refusal, index, account }) => ({ op, refusal, index, account }));
        expect(bare(growing.trail())).toEqual(bare(whole.trail()));
        const audit = whole.audit();
        expect(growing.trail().entries.map(({ op }) => op)).toEqual(audit.map(({ op }) => op));
        const one = audit[pick % audit.length];
        if (one !== undefined) expect(growing.audit({ op: one.op })).toEqual([one]);
      }),
      { numRuns: 60 },
    );
  });
});
