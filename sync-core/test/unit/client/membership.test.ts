import { beforeAll, describe, expect, it } from 'vitest';
import { membershipOf, removalsOf } from '../../../src/client/community/membership.ts';
import type { CipherSuite, InviteKeys } from '../../../src/crypto/index.ts';
import { resolve } from '../../../src/governance/index.ts';
import { createWorld, type Person, removeOp, startMs, testSuite, type World } from '../governance/world.ts';

let suite: CipherSuite;
beforeAll(async () => {
  suite = await testSuite();
});

const stand = (
  world: World,
  who: Person,
  held: (InviteKeys & { readonly removals: number }) | null,
  change: { readonly nowMs?: number; readonly caughtUp?: boolean } = {},
) =>
  membershipOf(
    {
      community: resolve(suite, world.root, world.envelopes),
      self: who.id,
      device: who.device.device,
      nowMs: startMs,
      caughtUp: true,
      ...change,
    },
    () => held,
  );

describe('the own membership in words [P19]', () => {
  it('is pending while nothing has arrived, or while an invite may still be on its way', () => {
    const world = createWorld(suite);
    const who = world.person('who');
    const late = { ...world.newInvite('late'), removals: 0 };
    const nothing = { ...world, envelopes: [] };
    expect(stand(nothing, who, late)).toEqual({ kind: 'pending' });
    expect(stand(world, who, late, { caughtUp: false })).toEqual({ kind: 'pending' });
    expect(stand(world, who, late)).toEqual({ kind: 'refused', reason: 'unknown' });
    expect(stand(world, who, null)).toEqual({ kind: 'refused', reason: 'unknown' });
  });
  it('names what is wrong with the invite', () => {
    const world = createWorld(suite);
    const { founder, send, inviteOp, invited } = world;
    const keys = world.newInvite('once');
    const made = send(founder, [inviteOp(keys, { maxUses: 1, expiresAt: startMs + 60_000 })], [invited]);
    const held = { ...keys, removals: 0 };
    const who = world.person('who');
    expect(stand(world, who, held)).toEqual({ kind: 'pending' });
    expect(stand(world, who, held, { nowMs: startMs + 60_001 })).toEqual({
      kind: 'refused',
      reason: 'expired',
    });
    const first = world.person('first');
    const joined = send(first, [world.joinOp(first, keys)], [made]);
    expect(stand(world, who, held)).toEqual({ kind: 'refused', reason: 'used-up' });
    send(founder, [{ type: 'inviteRevoked', invite: keys.invite }], [joined]);
    expect(stand(world, who, held)).toEqual({ kind: 'refused', reason: 'revoked' });
    expect(stand(world, first, held)).toEqual({ kind: 'member' });
  });
  it('lets someone who was removed back in only by an invite taken after that [T11]', () => {
    const world = createWorld(suite);
    const { founder, send, joinOp, invited, invite } = world;
    const who = world.person('who');
    const joined = send(who, [joinOp(who)], [invited]);
    expect(stand(world, who, { ...invite, removals: 0 })).toEqual({ kind: 'member' });
    const kicked = send(founder, [removeOp(who, 1, { ban: false })], [joined]);
    expect(stand(world, who, { ...invite, removals: 0 })).toMatchObject({ kind: 'removed', banned: false });
    const removals = removalsOf(resolve(suite, world.root, world.envelopes), who.id);
    expect(stand(world, who, { ...invite, removals })).toEqual({ kind: 'pending' });
    send(who, [joinOp(who)], [kicked]);
    expect(stand(world, who, { ...invite, removals })).toEqual({ kind: 'member' });
  });
  it('says so to who is banned, whether they were a member or not', () => {
    const world = createWorld(suite);
    const { founder, send, joinOp, invited, invite } = world;
    const [who, stranger] = [world.person('who'), world.person('stranger')];
    const joined = send(who, [joinOp(who)], [invited]);
    send(founder, [removeOp(who, 1), removeOp(stranger, 0)], [joined]);
    const held = { ...invite, removals: 1 };
    expect(stand(world, who, held)).toMatchObject({ kind: 'removed', banned: true });
    expect(stand(world, stranger, held)).toMatchObject({ kind: 'removed', banned: true });
  });
  it('is no membership yet on a further device of a member, whatever became of the invite', () => {
    const world = createWorld(suite);
    const { founder, send, joinOp, invited, invite } = world;
    const who = world.person('who');
    const joined = send(who, [joinOp(who)], [invited]);
    send(founder, [{ type: 'inviteRevoked', invite: invite.invite }], [joined]);
    const phone = { ...who, device: world.person('phone').device };
    expect(stand(world, phone, { ...invite, removals: 0 })).toEqual({ kind: 'pending' });
  });
});
