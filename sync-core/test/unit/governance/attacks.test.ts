import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CipherSuite } from '../../../src/crypto/index.ts';
import {
  communityDump,
  createGovernance,
  type GovernanceEnvelope,
  resolve,
} from '../../../src/governance/index.ts';
import { opToRoleId, permissionsOf } from '../../../src/model/index.ts';
import {
  createWorld,
  type Person,
  removeOp,
  roleOp,
  type Sent,
  startMs,
  testSuite,
  type World,
} from './world.ts';

let suite: CipherSuite;
beforeAll(async () => {
  suite = await testSuite();
});

const state = (world: World) => resolve(world.suite, world.root, world.envelopes);
const reasons = (world: World) => state(world).refused.map(({ reason }) => reason);

/** Founder, an admin who may do all but administrate, a moderator below, and a plain member. */
const settled = () => {
  const world = createWorld(suite);
  const { founder, send, joinOp, invited } = world;
  const admin = world.person('admin');
  const mod = world.person('mod');
  const plain = world.person('plain');
  const a = send(admin, [joinOp(admin)], [invited]);
  const b = send(mod, [joinOp(mod)], [a]);
  const c = send(plain, [joinOp(plain)], [b]);
  const staff = permissionsOf('kickMembers', 'banMembers', 'manageRoles', 'manageChannels');
  const roles = send(founder, [roleOp('m', staff), roleOp('g', staff)], [c]);
  const adminRole = opToRoleId(roles.ids[0] ?? fail());
  const modRole = opToRoleId(roles.ids[1] ?? fail());
  const granted = send(
    founder,
    [
      { type: 'roleGranted', member: admin.id, role: adminRole },
      { type: 'roleGranted', member: mod.id, role: modRole },
    ],
    [],
  );
  return { ...world, admin, mod, plain, adminRole, modRole, granted };
};
const fail = (): never => {
  throw new Error('missing');
};
const edit = (name: string) => ({ type: 'categoryCreated', name, order: 'i' }) as const;

describe('admission [T10]', () => {
  it('founds a community with its default content', () => {
    const world = createWorld(suite);
    const now = state(world);
    expect(now.owner).toBe(world.founder.id);
    expect(now.channels.get(world.channel)?.name).toBe('general');
    expect(now.refused).toEqual([]);
  });
  it('refuses a join without an invite, a forged proof and a foreign or altered certificate', () => {
    const world = createWorld(suite);
    const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((name) => world.person(name));
    if (!a || !b || !c || !d) return fail();
    world.send(a, [world.joinOp(a, null)], [world.invited]);
    const good = world.joinOp(b);
    world.send(
      b,
      [{ ...good, invite: { id: world.invite.invite, proof: new Uint8Array(64) } }],
      [world.invited],
    );
    world.send(c, [world.joinOp(d)], [world.invited]);
    const altered = world.joinOp(d);
    world.send(
      d,
      [{ ...altered, certificate: { ...altered.certificate, signature: new Uint8Array(64) } }],
      [world.invited],
    );
    expect(new Set(reasons(world))).toEqual(
      new Set(['no-invite', 'bad-invite-proof', 'foreign-certificate', 'bad-certificate']),
    );
    expect(state(world).members.size).toBe(1);
  });
  it('counts uses, honours expiry and revocation', () => {
    const world = createWorld(suite);
    const once = world.newInvite('once');
    const late = world.newInvite('late');
    const gone = world.newInvite('gone');
    const made = world.send(
      world.founder,
      [
        world.inviteOp(once, { maxUses: 1 }),
        world.inviteOp(late, { expiresAt: startMs }),
        world.inviteOp(gone),
        { type: 'inviteRevoked', invite: gone.invite },
      ],
      [],
    );
    for (const [name, keys] of [
      ['a', once],
      ['b', once],
      ['c', late],
      ['d', gone],
    ] as const) {
      const who = world.person(name);
      world.send(who, [world.joinOp(who, keys)], [made]);
    }
    expect(reasons(world).sort()).toEqual(['invite-expired', 'invite-revoked', 'invite-used-up']);
    expect(state(world).members.size).toBe(2);
  });
  it('recognises the genesis by its hash alone', () => {
    const world = createWorld(suite);
    const other = { id: world.root.id, genesisHash: new Uint8Array(32) };
    expect(resolve(suite, other, world.envelopes).founded).toBe(false);
  });
  it('folds nothing past a gap [S2]', () => {
    const world = settled();
    const without = world.envelopes.filter((_, index) => index !== 1);
    expect(resolve(suite, world.root, without).members.size).toBe(1);
  });
});

describe('rank [T12]', () => {
  it('refuses self-promotion, granting a higher role and more than one holds', () => {
    const world = settled();
    const { mod, plain, adminRole, modRole } = world;
    world.send(plain, [{ type: 'roleGranted', member: plain.id, role: modRole }], [world.granted]);
    world.send(mod, [{ type: 'roleGranted', member: mod.id, role: adminRole }], [world.granted]);
    world.send(mod, [roleOp('c', permissionsOf('administrator'))], [world.granted]);
    world.send(mod, [roleOp('z', 0n)], [world.granted]);
    expect(reasons(world).sort()).toEqual(['grants-more-than-held', 'missing-permission', 'rank', 'rank']);
  });
  it('refuses removal beyond the own rank and of the owner', () => {
    const world = settled();
    world.send(world.mod, [removeOp(world.admin, 1), removeOp(world.founder, 0)], [world.granted]);
    expect(reasons(world).sort()).toEqual(['owner-protected', 'rank']);
    expect(state(world).members.size).toBe(4);
  });
});

describe('removal [T11]', () => {
  it('cuts what was dated back after a ban, in the old log and in a new one', () => {
    const world = settled();
    world.send(world.admin, [removeOp(world.mod, 1)], [world.granted]);
    const early = startMs + 5;
    world.send(world.mod, [edit('late')], [world.granted], early);
    const again = world.person('mod', 1);
    world.send(again, [edit('new log')], [world.granted], early);
    const now = state(world);
    expect(now.members.has(world.mod.id)).toBe(false);
    expect(now.categories.size).toBe(1);
    expect(reasons(world)).toEqual(['after-removal', 'after-removal']);
  });
  it("doesn't let an accomplice keep what a removed person granted by dating back", () => {
    const world = settled();
    const { admin, mod, plain, modRole, granted } = world;
    world.send(world.founder, [removeOp(admin, 1)], []);
    const promoted = world.send(
      admin,
      [{ type: 'roleGranted', member: plain.id, role: modRole }],
      [granted],
      startMs,
    );
    world.send(plain, [removeOp(mod, 1)], [promoted], startMs);
    const now = state(world);
    expect(now.members.has(admin.id)).toBe(false);
    expect(now.members.get(plain.id)?.roles.size).toBe(0);
    expect(now.members.has(mod.id)).toBe(true);
  });
  it('takes the smaller cut of two concurrent removals', () => {
    const world = settled();
    const { mod, admin, founder, granted } = world;
    const one = world.send(mod, [edit('one')], [granted]);
    const two = world.send(mod, [edit('two')], []);
    world.send(admin, [removeOp(mod, 3)], [two]);
    world.send(founder, [removeOp(mod, 2)], [one]);
    expect([...state(world).categories.values()].map(({ name }) => name).sort()).toEqual(['Chat', 'one']);
  });
  it('lets mutual removals both stand', () => {
    const world = settled();
    const { admin, mod, founder, granted, adminRole, modRole } = world;
    const swapped = world.send(
      founder,
      [
        { type: 'roleRevoked', member: admin.id, role: adminRole },
        { type: 'roleGranted', member: mod.id, role: adminRole },
        { type: 'roleGranted', member: admin.id, role: modRole },
      ],
      [],
    );
    world.send(admin, [removeOp(mod, 1)], [granted], startMs);
    world.send(mod, [removeOp(admin, 1)], [swapped]);
    const now = state(world);
    expect(now.members.has(admin.id)).toBe(false);
    expect(now.members.has(mod.id)).toBe(false);
  });
  it('takes back only who joins after having seen the removal, and was unbanned', () => {
    const world = settled();
    const { mod, founder, joinOp, granted } = world;
    const kicked = world.send(founder, [removeOp(mod, 1, { ban: false })], [granted]);
    const early = world.person('mod', 1);
    world.send(early, [joinOp(early)], [granted]);
    expect(state(world).members.has(mod.id)).toBe(false);
    const back = world.person('mod', 2);
    world.send(back, [joinOp(back)], [kicked]);
    const now = state(world);
    expect(now.members.get(mod.id)?.roles.size).toBe(0);
  });
  it('keeps the banned out until they are unbanned', () => {
    const world = settled();
    const { mod, founder, joinOp, granted } = world;
    const banned = world.send(founder, [removeOp(mod, 1)], [granted]);
    const back = world.person('mod', 1);
    const tried = world.send(back, [joinOp(back)], [banned]);
    expect(reasons(world)).toEqual(['banned']);
    const unbanned = world.send(founder, [{ type: 'memberUnbanned', member: mod.id }], [tried]);
    world.send(back, [joinOp(back)], [unbanned]);
    expect(state(world).members.has(mod.id)).toBe(true);
  });
  it('freezes a forked log at the common prefix [S4]', () => {
    const world = settled();
    const { mod, granted } = world;
    const base = { length: mod.length, head: mod.head };
    world.send(mod, [edit('a')], [granted]);
    Object.assign(mod, base);
    world.send(mod, [edit('b')], [granted]);
    expect(reasons(world)).toEqual(['forked', 'forked']);
  });
});

/** A turbulent history: removals, re-joins, grants and edits with random causal parents. */
const turbulent = (seed: readonly number[]): World => {
  const world = settled();
  const people: Person[] = [world.founder, world.admin, world.mod, world.plain];
  const sent: Sent[] = [world.granted];
  for (const roll of seed) {
    const who = people[roll % 4] ?? fail();
    const target = people[Math.floor(roll / 4) % 4] ?? fail();
    const cite = sent[Math.floor(roll / 16) % sent.length] ?? fail();
    const role = roll % 2 === 0 ? world.modRole : world.adminRole;
    const ops = [
      removeOp(target, 1 + (roll % 3)),
      { type: 'roleGranted', member: target.id, role },
      { type: 'roleRevoked', member: target.id, role },
      edit(`e${roll}`),
      world.joinOp(who),
      { type: 'memberUnbanned', member: target.id },
      removeOp(target, roll % 5, { ban: false }),
    ] as const;
    sent.push(world.send(who, [ops[Math.floor(roll / 64) % 7] ?? fail()], [cite], startMs + (roll % 97)));
  }
  return world;
};

describe('convergence [S2, T11]', () => {
  const history = fc.array(fc.nat({ max: 100_000 }), { minLength: 1, maxLength: 30 });
  it('gives byte-identical dumps for any order, duplication and batching', () => {
    fc.assert(
      fc.property(history, fc.infiniteStream(fc.nat({ max: 1_000_000 })), (seed, rolls) => {
        const world = turbulent(seed);
        const expected = communityDump(state(world));
        const shuffled: GovernanceEnvelope[] = [...world.envelopes, ...world.envelopes.slice(0, 5)]
          .map((envelope) => ({ envelope, key: Number(rolls.next().value) }))
          .sort((a, b) => a.key - b.key)
          .map(({ envelope }) => envelope);
        expect(communityDump(resolve(suite, world.root, shuffled))).toBe(expected);
        const governance = createGovernance(suite, world.root);
        for (const envelope of shuffled) governance.add([envelope]);
        expect(communityDump(governance.current())).toBe(expected);
        return true;
      }),
      { numRuns: 150 },
    );
  });
  it('answers `at` as resolve of what the heads cite', () => {
    fc.assert(
      fc.property(history, (seed) => {
        const world = turbulent(seed);
        const governance = createGovernance(suite, world.root);
        governance.add(world.envelopes);
        const byHash = new Map(world.envelopes.map((envelope) => [envelope.hash, envelope]));
        for (const head of world.envelopes) {
          const closure = new Set([head]);
          for (const { previous, cites } of closure)
            for (const hash of previous === null ? cites : [previous, ...cites])
              closure.add(byHash.get(hash) ?? fail());
          const at = governance.at([head.hash]);
          expect(at && communityDump(at)).toBe(communityDump(resolve(suite, world.root, closure)));
        }
      }),
      { numRuns: 25 },
    );
  });
});
