/** Why every operation counts or doesn't, how it was at any moment, and what a late operation overturned [T10, T12]. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { CipherSuite } from '../../../src/crypto/index.ts';
import {
  can,
  communityDump,
  createGovernance,
  explain,
  resolve,
  viewersOf,
} from '../../../src/governance/index.ts';
import { permissionsOf } from '../../../src/model/index.ts';
import { roleEditOp, timeoutOp } from './ops.ts';
import { createSettled, type Settled } from './settled.ts';
import { removeOp, testSuite } from './world.ts';

let suite: CipherSuite;
beforeAll(async () => {
  suite = await testSuite();
});

const later = 1_700_001_000_000;
const settled = () =>
  createSettled(
    suite,
    permissionsOf('viewChannel', 'kickMembers', 'banMembers', 'manageRoles', 'moderateMembers'),
  );
const governanceOf = (world: Settled) => {
  const governance = createGovernance(suite, world.root);
  governance.add(world.envelopes);
  return governance;
};

describe('audit', () => {
  it('says of an act that counts by which role it was held, and over whom', () => {
    const world = settled();
    const cited = world.seen();
    const sent = world.send(world.mod, [removeOp(world.plain, 1)], cited, later);
    const [entry, ...more] = governanceOf(world).audit({
      by: world.mod.id,
      types: new Set(['memberRemoved']),
    });
    expect(more).toEqual([]);
    expect(entry).toMatchObject({
      op: sent.ids[0],
      by: world.mod.id,
      at: later,
      cites: sent.envelope.cites,
      verdict: {
        counts: true,
        why: [
          { ground: { kind: 'permission', permission: 'banMembers', place: null } },
          { ground: { kind: 'above-member', member: world.plain.id }, steps: [] },
        ],
      },
    });
    const steps = entry?.verdict.counts === true ? (entry.verdict.why[0]?.steps ?? []) : [];
    expect(steps.map(({ cause, held }) => ({ kind: cause.kind, held }))).toEqual([
      { kind: 'everyone', held: false },
      { kind: 'role', held: true },
    ]);
  });

  it('names who tried what does not count, and what was missing', () => {
    const world = settled();
    world.send(world.plain, [removeOp(world.other, 1)], world.seen(), later);
    expect(governanceOf(world).audit({ counts: false })).toMatchObject([
      {
        by: world.plain.id,
        verdict: { counts: false, reason: 'missing-permission', permission: 'banMembers' },
      },
    ]);
  });

  it('is filtered by person, kind, target and time, and tells of every operation', () => {
    const world = settled();
    const governance = governanceOf(world);
    const all = governance.audit();
    expect(all).toHaveLength(world.envelopes.reduce((sum, { content }) => sum + content.ops.length, 0));
    expect(governance.audit({ target: world.aideRole }).map(({ operation }) => operation.type)).toEqual([
      'roleCreated',
      'roleGranted',
    ]);
    expect(governance.audit({ by: world.plain.id }).map(({ operation }) => operation.type)).toEqual([
      'memberJoined',
    ]);
    const middle = all[5]?.at ?? 0;
    const early = governance.audit({ untilMs: middle });
    const late = governance.audit({ fromMs: middle + 1 });
    expect(early.length + late.length).toBe(all.length);
    // Every act that counts rests on something.
    for (const { verdict } of all) expect(verdict.counts ? verdict.why.length : -1).toBeGreaterThan(0);
  });

  it('agrees with resolve where a cut reaches back', () => {
    const world = settled();
    const before = world.seen();
    world.send(world.owner, [removeOp(world.mod, world.mod.length)], before, later);
    world.send(world.mod, [removeOp(world.plain, 1)], before, later - 1);
    const governance = governanceOf(world);
    const refused = governance.audit({ counts: false }).map(({ op }) => op);
    expect(refused).toEqual(governance.current().refused.map(({ op }) => op));
    expect(refused).toHaveLength(1);
  });
});

describe('time travel', () => {
  it('shows the community as of any moment, and who could see a channel then', () => {
    const world = settled();
    const hide = roleEditOp(null, { permissions: 0n });
    const hidden = world.send(world.owner, [hide], world.seen(), later);
    // Dated before what it had seen: it comes with that.
    world.send(world.aide, [{ type: 'profileEdited', name: 'A', colour: 'sky' }], [hidden], later - 5);
    const governance = governanceOf(world);
    const then = governance.asOf(later - 1);
    expect(viewersOf(then, world.channel)).toContain(world.plain.id);
    expect(viewersOf(governance.asOf(later), world.channel)).not.toContain(world.plain.id);
    expect(explain(then, world.plain.id, 'viewChannel', { channel: world.channel }).at(-1)?.held).toBe(true);
    for (const { content } of world.envelopes) {
      const { ms } = content.time;
      const known = world.envelopes.filter((envelope) => envelope.content.time.ms <= ms);
      expect(communityDump(governance.asOf(ms))).toBe(communityDump(resolve(suite, world.root, known)));
    }
    expect(governance.asOf(0).founded).toBe(false);
  });

  it('answers for the moment asked about: a timeout ends by itself', () => {
    const world = settled();
    world.send(world.mod, [timeoutOp(world.plain, later + 1_000)], world.seen(), later);
    const community = governanceOf(world).current();
    const place = { channel: world.channel };
    const holds = (ms?: number) => can(community, world.plain.id, 'sendMessages', place, ms);
    expect([holds(later + 999), holds(later + 1_000), holds()]).toEqual([false, true, false]);
    for (const ms of [later, later + 1_000, undefined])
      expect(explain(community, world.plain.id, 'sendMessages', place, ms).at(-1)?.held).toBe(holds(ms));
    expect(explain(community, world.plain.id, 'sendMessages', place, later).at(-1)?.cause).toEqual({
      kind: 'timed-out',
      until: later + 1_000,
    });
  });
});

describe('what a late operation overturns', () => {
  it('is told with both verdicts; what merely comes late is not', () => {
    const world = settled();
    const before = world.seen();
    const acted = world.send(world.mod, [removeOp(world.plain, 1, { ban: false })], before, later);
    const governance = governanceOf(world);
    expect(governance.current().members.has(world.plain.id)).toBe(false);
    const removed = world.send(world.owner, [removeOp(world.mod, world.mod.length - 1)], before, later + 5);
    const { changed, overturned } = governance.add([removed.envelope]);
    expect(changed).toBe(true);
    expect(overturned).toMatchObject([
      { op: acted.ids[0], type: 'memberRemoved', before: null, after: 'after-removal' },
    ]);
    expect(governance.current().members.has(world.plain.id)).toBe(true);
    const late = world.send(
      world.other,
      [{ type: 'profileEdited', name: 'O', colour: 'sky' }],
      before,
      later - 9,
    );
    expect(governance.add([late.envelope]).overturned).toEqual([]);
    const refused = world.send(world.aide, [removeOp(world.other, 1)], before, later - 8);
    expect(governance.add([refused.envelope]).overturned).toEqual([]);
    expect(governance.current().refused.map(({ by }) => by)).toContain(world.aide.id);
  });
});
