import { expect, test } from 'vitest';
import { linkToTicket } from '../../src/crypto/index.ts';
import { bestEpoch } from '../../src/governance/index.ts';
import { type MemberId, type Permission, permissionsOf } from '../../src/model/index.ts';
import { createCircle, posted } from './circle.ts';

const view = permissionsOf('viewChannel');
const letIn = (id: MemberId) =>
  ({ target: { kind: 'member', id }, allow: ['viewChannel'], deny: [] }) as const;
const keepOut = (id: MemberId) =>
  ({ target: { kind: 'member', id }, allow: [], deny: ['viewChannel'] }) as const;

/** Ada founded the community; bo is let into her private channel, chae isn't. */
const createSecret = async () => {
  const world = await createCircle(['ada', 'bo', 'chae']);
  const [ada, bo, chae] = [world.person('ada'), world.person('bo'), world.person('chae')];
  const secret = await world.createSecret(ada, bo);
  const own = (one: typeof ada) => world.epochs(one).filter((epoch) => epoch.channel === secret);
  return { world, ada, bo, chae, secret, own };
};

test('[T13] what is said in a private channel is read by those who may see it; nobody else ever holds a key of it', async () => {
  const { world, ada, bo, chae, secret, own } = await createSecret();
  using _ = world;
  await world.post(ada, 'for us two', secret);
  await world.run(10_000);
  await world.post(bo, 'yes, us two', secret);
  await world.post(bo, 'for all');
  await world.run(30_000);
  for (const one of [ada, bo]) expect(world.texts(one, secret)).toEqual(['for us two', 'yes, us two']);
  expect(world.texts(chae)).toEqual(['for all']);
  expect(world.texts(chae, secret)).toEqual([]);
  expect(world.home(chae).core.store.projectionDump()).not.toContain('us two');
  expect(own(chae).length).toBeGreaterThan(0);
  for (const { id } of own(chae)) expect(world.holds(chae, id)).toBe(false);
  // What chae may not see is no message that waits for a key.
  expect(world.home(chae).queries.waitingForKey(secret)).toBe(0);
  expect(world.errors).toEqual([]);
});

test('[T13] an invite opens what everyone reads, never a private channel', async () => {
  const { world, ada, secret, own } = await createSecret();
  using _ = world;
  await world.post(ada, 'for us two', secret);
  const ticket = linkToTicket(await world.invite(), world.home(ada).core.clock.now());
  if (!ticket.ok) throw new Error('no ticket');
  const given = [ticket.value.epoch, ...ticket.value.earlier.map(({ epoch }) => epoch)];
  for (const { id } of own(ada)) expect(given).not.toContain(id);
});

test('[T13] who gains sight of a private channel gets its keys from any holder, and reads what was said before', async () => {
  const { world, ada, bo, chae, secret, own } = await createSecret();
  using _ = world;
  await world.post(ada, 'before chae', secret);
  await world.run(10_000);
  await world.govern(ada, {
    type: 'overwriteSet',
    place: { type: 'channel', id: secret },
    overwrite: { target: { type: 'member', id: world.memberOf(chae) }, allow: view, deny: 0n },
  });
  // Bo is the holder who is there.
  await world.run(100);
  world.offline(ada);
  await world.run(60_000);
  expect(world.texts(chae, secret)).toEqual(['before chae']);
  await world.post(chae, 'thank you', secret);
  await world.run(10_000);
  expect(world.texts(bo, secret)).toEqual(['before chae', 'thank you']);
  expect(own(bo)).toHaveLength(1);
});

test('[T13] who loses sight of a private channel keeps what they read and gets no further key', async () => {
  const { world, ada, bo, secret } = await createSecret();
  using _ = world;
  await world.post(ada, 'bo reads this', secret);
  await world.run(10_000);
  const done = await world.settled(
    world.home(ada).commands.saveOverwrites({ channel: secret }, [keepOut(world.memberOf(bo))]),
  );
  expect(done.ok).toBe(true);
  await world.post(ada, 'bo does not', secret);
  await world.run(30_000);
  expect(world.texts(ada, secret)).toEqual(['bo reads this', 'bo does not']);
  expect(world.home(bo).core.store.projectionDump()).not.toContain('bo does not');
  const best = bestEpoch(world.home(bo).core.governance.current(), secret);
  if (!best) throw new Error('no key to write with');
  expect(world.holds(bo, best.id)).toBe(false);
});

test('[T13] a key that had been sealed to somebody is not written with again once they lose sight', async () => {
  const { world, ada, bo, chae, secret, own } = await createSecret();
  using _ = world;
  await world.post(ada, 'under the first key', secret);
  await world.settled(
    world.home(ada).commands.saveOverwrites({ channel: secret }, [letIn(world.memberOf(chae))]),
  );
  await world.settled(world.home(ada).commands.rotateKeys(secret));
  await world.post(ada, 'chae reads this', secret);
  await world.run(20_000);
  await world.settled(
    world.home(ada).commands.saveOverwrites({ channel: secret }, [keepOut(world.memberOf(chae))]),
  );
  await world.post(bo, 'not this', secret);
  await world.run(20_000);
  await world.post(bo, 'nor this', secret);
  await world.run(20_000);
  expect(world.texts(ada, secret)).toContain('nor this');
  expect(world.home(chae).core.store.projectionDump()).not.toContain('nor this');
  const best = bestEpoch(world.home(chae).core.governance.current(), secret);
  expect(best?.id).toBe(own(ada).at(-1)?.id);
  if (best) expect(world.holds(chae, best.id)).toBe(false);
});

test('[T13] a removal gives every private channel of the removed a new key at once', async () => {
  const { world, ada, bo, secret, own } = await createSecret();
  using _ = world;
  await world.post(ada, 'bo reads this', secret);
  await world.run(10_000);
  const before = own(ada).length;
  await world.settled(world.home(ada).commands.ban(world.memberOf(bo), ''));
  expect(own(ada)).toHaveLength(before + 1);
  await world.post(ada, 'alone', secret);
  await world.run(30_000);
  expect(world.home(bo).core.store.projectionDump()).not.toContain('alone');
});

test.each([
  ['sinceJoining', () => ({ type: 'sinceJoining' }) as const],
  // What was said a moment ago is from before it.
  ['sinceDate', (now: number) => ({ type: 'sinceDate', date: now + 5_000 }) as const],
] as const)(
  '[T13] history %s: who comes later reads on from then, and nothing of what was before',
  async (_name, historyFrom) => {
    const { world, ada, secret } = await createSecret();
    using _ = world;
    await world.govern(ada, {
      type: 'channelSettingsEdited',
      channel: secret,
      archived: null,
      slowModeSeconds: null,
      history: historyFrom(world.home(ada).core.clock.now()),
    });
    await world.post(ada, 'before dan', secret);
    await world.run(10_000);
    const dan = await world.install('dan', 'commit');
    await world.join(dan, await world.invite());
    await world.run(20_000);
    await world.settled(
      world.home(ada).commands.saveOverwrites({ channel: secret }, [letIn(world.memberOf(dan))]),
    );
    await world.run(20_000);
    await world.post(ada, 'with dan', secret);
    await world.run(20_000);
    expect(world.texts(dan, secret)).toEqual(['with dan']);
    await world.post(dan, 'here I am', secret);
    await world.run(20_000);
    expect(world.texts(ada, secret)).toEqual(['before dan', 'with dan', 'here I am']);
    dan.crash();
  },
);

test('[T13] words put into a private channel under everyone’s key count for nobody', async () => {
  const { world, ada, bo, chae, secret } = await createSecret();
  using _ = world;
  const [first] = world.epochs(ada);
  if (!first) throw new Error('no epoch');
  await world.forge(chae, posted('from outside'), secret, first.id);
  await world.forge(bo, posted('under the wrong key'), secret, first.id);
  await world.run(30_000);
  for (const one of [ada, bo]) expect(world.texts(one, secret)).toEqual([]);
});

test('[T13] a key that an outsider opens for a private channel does not count', async () => {
  const { world, ada, bo, chae, secret, own } = await createSecret();
  using _ = world;
  const before = own(ada).length;
  await world.govern(chae, {
    type: 'channelEpochOpened',
    channel: secret,
    commitment: new Uint8Array(32),
    boxes: [],
    history: [],
  });
  await world.run(10_000);
  expect(own(bo)).toHaveLength(before);
  expect(
    world
      .home(bo)
      .core.governance.current()
      .refused.map(({ type }) => type),
  ).toContain('channelEpochOpened');
});

test('[T13] hiding a channel from everyone gives it keys of its own, showing it again gives it everyone’s', async () => {
  using world = await createCircle(['ada', 'bo']);
  const [ada, bo] = [world.person('ada'), world.person('bo')];
  const set = (...deny: readonly Permission[]) =>
    world.settled(
      world
        .home(ada)
        .commands.saveOverwrites({ channel: world.channel }, [
          { target: { kind: 'everyone' }, allow: [], deny },
        ]),
    );
  await world.post(ada, 'for all');
  await set('viewChannel');
  await world.post(ada, 'for the owner');
  await world.run(20_000);
  expect(world.home(bo).core.store.projectionDump()).not.toContain('for the owner');
  await set();
  await world.post(ada, 'for all again');
  await world.run(20_000);
  // Its history is for everyone who sees it, so the keys it had are given to all.
  expect(world.texts(bo)).toEqual(['for all', 'for the owner', 'for all again']);
});
