/** Invites that let nobody in any more: the joiner is told which and why, and has ways out [P19]. */
import type { Client, CommunityId } from '@maru/sync-core';
import { createNodeClock } from '@maru/sync-core/drivers/node';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWorld, openCommunity, until, value, type World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const membership = (client: Client, community: CommunityId) =>
  openCommunity(client, community).queries.membership();

const found = async () => {
  const alice = await world.person('alice');
  const { community } = value(await alice.createCommunity('Book club'));
  const invite = async (terms: { maxAgeMs?: number; maxUses?: number } = {}) =>
    value(
      await openCommunity(alice, community).commands.createInvite({
        maxAgeMs: terms.maxAgeMs ?? null,
        maxUses: terms.maxUses ?? null,
      }),
    );
  const uploaded = () =>
    until('the relay has all', () => openCommunity(alice, community).queries.connection().unsent === 0);
  return { alice, community, invite, uploaded };
};

/** Follows a link and waits until it is known what came of it. */
const follows = async (client: Client, link: string) => {
  const { community } = value(await client.joinCommunity(link));
  await until('the join is decided', () => membership(client, community).kind !== 'pending');
  return membership(client, community);
};

const refusedJoins = (client: Client, community: CommunityId) =>
  openCommunity(client, community).core.governance.current().refused.length;

test('[P19] a revoked invite says so, and another link for the same community lets in', async () => {
  const { alice, community, invite, uploaded } = await found();
  const { id, link } = await invite();
  value(await openCommunity(alice, community).commands.revokeInvite(id));
  await uploaded();
  const bob = await world.person('bob');
  expect(await follows(bob, link)).toEqual({ kind: 'refused', reason: 'revoked' });
  expect(bob.communities()).toMatchObject([
    { name: 'Book club', membership: { kind: 'refused', reason: 'revoked' } },
  ]);
  const told: string[] = [];
  bob.listen('sidebarChanged', () => told.push(membership(bob, community).kind));
  const again = await invite();
  await until(
    'the new invite has reached bob',
    () => openCommunity(bob, community).core.governance.current().invites.size === 2,
  );
  expect(await follows(bob, again.link)).toEqual({ kind: 'member' });
  expect(told).toContain('member');
  await until('alice sees bob', () => openCommunity(alice, community).queries.members().members.length === 2);
});

test('[P19] an invite for one lets in one; who follows it then is told that it is used up', async () => {
  const { alice, community, invite, uploaded } = await found();
  const { link } = await invite({ maxUses: 1 });
  await uploaded();
  const [bob, carol] = [await world.person('bob'), await world.person('carol')];
  expect(await follows(bob, link)).toEqual({ kind: 'member' });
  // Else the two come at once, and both are in until they hear of each other.
  await until('the relay has passed it on', () => {
    return openCommunity(alice, community).queries.members().members.length === 2;
  });
  expect(await follows(carol, link)).toEqual({ kind: 'refused', reason: 'used-up' });
});

test('[P19] an invite that expired before governance arrived says so, and no start tries it again', async () => {
  const { alice, community, invite, uploaded } = await found();
  const { link } = await invite({ maxAgeMs: 60_000 });
  await uploaded();
  await world.stopRelay();
  const real = createNodeClock();
  let ahead = 0;
  const clock = { ...real, now: () => real.now() + ahead };
  const bob = await world.person('bob', clock);
  value(await bob.joinCommunity(link));
  expect(membership(bob, community)).toEqual({ kind: 'pending' });
  ahead = 61_000;
  await world.startRelay();
  bob.reconnect();
  await until('bob is told', () => membership(bob, community).kind === 'refused');
  expect(membership(bob, community)).toEqual({ kind: 'refused', reason: 'expired' });
  await bob.close();
  const later = await world.person('bob', clock);
  expect(membership(later, community)).toEqual({ kind: 'refused', reason: 'expired' });
  expect(refusedJoins(later, community)).toBe(0);
  expect(refusedJoins(alice, community)).toBe(0);
});

test('[P19] an invite that nobody in reach knows says so, and lets in once its maker was online', async () => {
  const { alice, community, uploaded, invite } = await found();
  await uploaded();
  await world.stopRelay();
  const { link } = await invite();
  await alice.close();
  await world.startRelay();
  const bob = await world.person('bob');
  expect(await follows(bob, link)).toEqual({ kind: 'refused', reason: 'unknown' });
  await world.person('alice');
  await until('bob is in', () => membership(bob, community).kind === 'member');
});

test('[P19] a community one is not in can be taken off the list, one is a member of not', async () => {
  const { alice, community, invite, uploaded } = await found();
  const { id, link } = await invite();
  value(await openCommunity(alice, community).commands.revokeInvite(id));
  await uploaded();
  const bob = await world.person('bob');
  await follows(bob, link);
  value(await bob.removeCommunity(community));
  expect(bob.communities()).toEqual([]);
  await bob.close();
  const later = await world.person('bob');
  expect(later.communities()).toEqual([]);
  const again = await invite();
  await uploaded();
  expect(await follows(later, again.link)).toEqual({ kind: 'member' });
  expect(await later.removeCommunity(community)).toEqual({ ok: false, error: { kind: 'still-member' } });
});
