/** Invites through whole clients: conditions, people who are offline, and the first look [T10, P19, S7]. */
import { expect, test } from 'vitest';
import { inviteKeys, linkToTicket, sealSnapshot, snapshotPlace } from '../../src/crypto/index.ts';
import { limits } from '../../src/model/index.ts';
import type { Installation } from '../../testing/sim/installation.ts';
import { createCircle } from './circle.ts';

type Circle = Awaited<ReturnType<typeof createCircle>>;
type Terms = Parameters<ReturnType<Circle['home']>['commands']['createInvite']>[0];

const open: Terms = { maxAgeMs: null, maxUses: null };

const make = async (world: Circle, by: Installation, terms: Terms = open) => {
  const made = await world.settled(world.home(by).commands.createInvite(terms));
  if (!made.ok) throw new Error(`no invite: ${JSON.stringify(made.error)}`);
  await world.run(5_000);
  return made.value;
};
const stands = (world: Circle, one: Installation) => world.home(one).queries.membership();
const members = (world: Circle, one: Installation): readonly string[] =>
  [...world.home(one).core.governance.current().members.keys()].sort();

/** Somebody outside who holds all governance: they followed an invite that is paused. */
const atTheDoor = async (world: Circle, name: string, link: string): Promise<Installation> => {
  const one = await world.install(name, 'commit');
  await world.join(one, link);
  expect(stands(world, one)).toEqual({ kind: 'refused', reason: 'paused' });
  return one;
};
const pausedLink = async (world: Circle, by: Installation): Promise<string> => {
  const { id, link } = await make(world, by);
  await world.settled(world.home(by).commands.pauseInvite(id, true));
  await world.run(5_000);
  return link;
};

test('an invite for one that two follow offline lets in the same one everywhere, and tells the other', async () => {
  using world = await createCircle(['ada', 'bo']);
  const [ada, bo] = [world.person('ada'), world.person('bo')];
  const door = await pausedLink(world, ada);
  const guests = [await atTheDoor(world, 'cy', door), await atTheDoor(world, 'dee', door)];
  const { link } = await make(world, ada, { maxAgeMs: null, maxUses: 1 });
  await world.run(10_000);
  for (const guest of guests) world.offline(guest);
  for (const guest of guests) await world.join(guest, link);
  expect(guests.map((guest) => stands(world, guest).kind)).toEqual(['member', 'member']);
  for (const guest of guests) world.online(guest);
  await world.run(120_000);
  const everyone = [ada, bo, ...guests];
  expect(new Set(everyone.map((one) => members(world, one).join())).size).toBe(1);
  expect(members(world, ada)).toHaveLength(3);
  const kinds = guests.map((guest) => stands(world, guest));
  expect(kinds).toContainEqual({ kind: 'member' });
  expect(kinds).toContainEqual({ kind: 'refused', reason: 'used-up' });
  expect(world.errors).toEqual([]);
});

test('who follows an invite offline that is paused meanwhile is told so, and comes in by itself once it goes on', async () => {
  using world = await createCircle(['ada', 'bo']);
  const ada = world.person('ada');
  const cy = await atTheDoor(world, 'cy', await pausedLink(world, ada));
  const { id, link } = await make(world, ada);
  await world.run(10_000);
  world.offline(cy);
  await world.settled(world.home(ada).commands.pauseInvite(id, true));
  await world.run(5_000);
  await world.join(cy, link);
  world.online(cy);
  await world.run(60_000);
  expect(stands(world, cy)).toEqual({ kind: 'refused', reason: 'paused' });
  expect(members(world, ada)).toHaveLength(2);
  expect(
    world
      .home(ada)
      .queries.invites()
      .invites.find((row) => row.id === id),
  ).toMatchObject({
    state: 'paused',
    uses: 0,
  });
  await world.settled(world.home(ada).commands.pauseInvite(id, false));
  await world.run(30_000);
  expect(stands(world, cy)).toEqual({ kind: 'member' });
  expect(members(world, ada)).toHaveLength(3);
});

test('a request waits for an approver who is offline, and opens while the one who asked is away', async () => {
  using world = await createCircle(['ada', 'bo']);
  const [ada, bo] = [world.person('ada'), world.person('bo')];
  const { link } = await make(world, bo, { ...open, approval: true });
  world.offline(ada);
  world.offline(bo);
  const cy = await world.install('cy', 'commit');
  await world.join(cy, link);
  expect(stands(world, cy)).toMatchObject({ kind: 'waiting', name: 'cy' });
  world.offline(cy);
  await world.run(60 * 60_000);
  world.online(ada);
  await world.run(60_000);
  const waiting = [...world.home(ada).core.governance.current().applicants.values()];
  expect(waiting.map(({ name }) => name)).toEqual(['cy']);
  for (const { id: member, request } of waiting)
    await world.govern(ada, { type: 'joinAnswered', member, request, approved: true, reason: '' });
  await world.run(5_000);
  expect(stands(world, cy)).toMatchObject({ kind: 'waiting' });
  world.online(cy);
  await world.run(60_000);
  expect(stands(world, cy)).toEqual({ kind: 'member' });
  await world.post(cy, 'thanks');
  await world.run(30_000);
  expect(world.texts(ada)).toContain('thanks');
});

test('a request can be taken back and made again; who declined it, and why, is told, and it is not asked again at once', async () => {
  using world = await createCircle(['ada']);
  const ada = world.person('ada');
  const { link } = await make(world, ada, { ...open, approval: true });
  const cy = await world.install('cy', 'commit');
  await world.join(cy, link);
  const asked = () => [...world.home(ada).core.governance.current().applicants.values()];
  await world.settled(world.home(cy).commands.withdrawRequest());
  await world.run(10_000);
  expect(stands(world, cy)).toMatchObject({ kind: 'withdrawn' });
  expect(asked()).toEqual([]);
  expect(await world.settled(world.home(cy).commands.askAgain())).toMatchObject({ ok: true });
  await world.run(10_000);
  const [request] = asked();
  if (!request) throw new Error('nobody asked');
  await world.govern(ada, {
    type: 'joinAnswered',
    member: request.id,
    request: request.request,
    approved: false,
    reason: 'Who are you?',
  });
  await world.run(10_000);
  expect(stands(world, cy)).toMatchObject({ kind: 'declined', by: 'ada', reason: 'Who are you?' });
  expect((await world.settled(world.home(cy).commands.askAgain())).ok).toBe(false);
  await world.run(limits.askAgainMs);
  // A start doesn't ask by itself.
  expect(asked()).toEqual([]);
  expect((await world.settled(world.home(cy).commands.askAgain())).ok).toBe(true);
  await world.run(10_000);
  expect(asked()).toHaveLength(1);
});

test('an invite lets in though its maker never comes back, with the roles it gives, and shows its link only where it was made', async () => {
  using world = await createCircle(['ada', 'bo']);
  const [ada, bo] = [world.person('ada'), world.person('bo')];
  const { id, link } = await make(world, bo);
  expect(
    world
      .home(bo)
      .queries.invites()
      .invites.find((row) => row.id === id)?.link,
  ).toBe(link);
  expect(
    world
      .home(ada)
      .queries.invites()
      .invites.find((row) => row.id === id),
  ).toMatchObject({
    link: null,
    mine: false,
    mayChange: true,
  });
  expect(world.home(bo).queries.invites().all).toBe(false);
  world.offline(bo);
  await world.post(ada, 'after bo left');
  const cy = await world.install('cy', 'commit');
  await world.join(cy, link);
  await world.run(30_000);
  expect(stands(world, cy)).toEqual({ kind: 'member' });
  expect(world.texts(cy)).toContain('after bo left');
});

test('[S7] a newcomer sees the community before any of its record has come, and then the record in its place', async () => {
  using world = await createCircle(['ada']);
  const ada = world.person('ada');
  await world.post(ada, 'welcome in');
  const { link } = await make(world, ada);
  await world.run(30_000);
  world.offline(ada);
  world.relay.forge(true);
  const cy = await world.install('cy', 'commit');
  await world.join(cy, link);
  expect(world.home(cy).core.governance.current().founded).toBe(false);
  const look = world.home(cy).queries.sidebar();
  expect(look.firstLook).toMatchObject({ members: 1 });
  expect(look.channels.map(({ name }) => name)).toEqual(
    world
      .home(ada)
      .queries.sidebar()
      .channels.map(({ name }) => name),
  );
  expect(look.channels[0]?.sendRefusal).not.toBeNull();
  expect(world.texts(cy)).toEqual(['welcome in']);
  world.relay.forge(false);
  world.offline(cy);
  world.online(cy);
  await world.run(120_000);
  expect(stands(world, cy)).toEqual({ kind: 'member' });
  expect(world.home(cy).queries.sidebar().firstLook).toBeNull();
  expect(world.texts(cy)).toEqual(['welcome in']);
});

test('[S7] what another left in place of a first look is not shown', async () => {
  using world = await createCircle(['ada', 'bo']);
  const [ada, bo] = [world.person('ada'), world.person('bo')];
  const { link } = await make(world, ada);
  await world.run(30_000);
  const ticket = linkToTicket(link);
  if (!ticket.ok) throw new Error('no ticket');
  const { core, engine } = world.home(bo);
  const place = snapshotPlace(core.suite, ticket.value.inviteSeed);
  const { invite } = inviteKeys(core.suite, ticket.value.inviteSeed);
  const lie = {
    community: world.community,
    invite,
    at: core.clock.now(),
    name: 'Not the World',
    description: '',
    picture: null,
    members: 9_999,
    roles: [],
    categories: [],
    channels: [],
    pages: [],
  };
  world.offline(ada);
  engine.sendBlobs({
    type: 'blobKept',
    id: place.id,
    bytes: sealSnapshot(core.suite, lie, place, core.device.signing),
  });
  await world.run(5_000);
  world.relay.forge(true);
  const cy = await world.install('cy', 'commit');
  await world.join(cy, link);
  const seen = world.home(cy).queries.sidebar();
  expect(seen.firstLook).toBeNull();
  expect(seen.community.name).toBe('World');
});

test('[S7] a first look goes with its invite, comes back to a relay that lost it, and shows no words where somebody has to let in', async () => {
  using world = await createCircle(['ada']);
  const ada = world.person('ada');
  await world.post(ada, 'only for us');
  const asks = await make(world, ada, { ...open, approval: true });
  const ends = await make(world, ada);
  await world.run(30_000);
  await world.settled(world.home(ada).commands.revokeInvite(ends.id));
  await world.run(30_000);
  world.relay.wipe();
  world.offline(ada);
  world.online(ada);
  await world.run(60_000);
  world.offline(ada);
  world.relay.forge(true);
  const [cy, dee] = [await world.install('cy', 'commit'), await world.install('dee', 'commit')];
  await world.join(cy, asks.link);
  expect(world.home(cy).queries.sidebar().firstLook).not.toBeNull();
  expect(world.texts(cy)).toEqual([]);
  await world.join(dee, ends.link);
  expect(world.home(dee).queries.sidebar().firstLook).toBeNull();
});

test('[P17] who is let in reads what was said before at once, though the page was looked at while they waited', async () => {
  using world = await createCircle(['ada']);
  const ada = world.person('ada');
  await world.post(ada, 'said before');
  const { link } = await make(world, ada, { ...open, approval: true });
  await world.run(30_000);
  const cy = await world.install('cy', 'commit');
  // As a page does: it reads once, and again only when it is told to.
  await world.join(cy, link);
  expect(stands(world, cy)).toMatchObject({ kind: 'waiting' });
  let shown = world.texts(cy);
  const read = ({ channel }: { readonly channel: string }) => {
    if (channel === world.channel) shown = world.texts(cy);
  };
  cy.client()?.listen('timelineAppended', read);
  cy.client()?.listen('timelineChanged', read);
  for (const { id: member, request } of world.home(ada).core.governance.current().applicants.values())
    await world.govern(ada, { type: 'joinAnswered', member, request, approved: true, reason: '' });
  await world.run(60_000);
  expect(stands(world, cy)).toEqual({ kind: 'member' });
  expect(world.texts(cy)).toEqual(['said before']);
  expect(shown).toEqual(['said before']);
});
