/** Keys that changed more than once while someone was away: each opens the way to the next [T13]. */
import { type Client, type CommunityId, epochRecipients, governanceStream, openEpoch } from '@maru/sync-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { noChanges } from '../../../sync-core/src/client/community/changes.ts';
import { createWorld, openCommunity, until, value, type World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

/** Opens an epoch for all who are members now, as a removal will. */
const rotate = async (client: Client, community: CommunityId): Promise<void> => {
  const { core, writer, inbound, engine } = openCommunity(client, community);
  const { suite, governance, keys, committer, clock } = core;
  const recipients = epochRecipients(governance.current(), clock.now());
  const { newEpoch } = openEpoch(suite, { recipients, history: keys.list() });
  const changes = noChanges();
  const done = await committer.commit(() => {
    value(writer.write(governanceStream, [{ type: 'epochOpened', ...newEpoch }], changes));
    inbound.settle(changes);
  });
  value(done);
  engine.appended(governanceStream, writer.log());
};

test('[T13] two rotations while away: both keys are taken at once, and what was written under the last is read', async () => {
  const alice = await world.person('alice');
  const { community, channel } = value(await alice.createCommunity('Keys'));
  const { link } = value(
    await openCommunity(alice, community).commands.createInvite({ maxAgeMs: null, maxUses: null }),
  );
  const bob = await world.person('bob');
  value(await bob.joinCommunity(link));
  await until('bob is in', () => openCommunity(bob, community).queries.membership().kind === 'member');
  await until('alice knows', () => openCommunity(alice, community).queries.members().members.length === 2);
  await bob.close();
  await rotate(alice, community);
  await rotate(alice, community);
  value(
    await openCommunity(alice, community).commands.post(
      { channel, thread: null },
      'under the third key',
      null,
    ),
  );
  expect(openCommunity(alice, community).core.governance.current().epochs).toHaveLength(3);
  const back = await world.person('bob');
  const page = () =>
    openCommunity(back, community).queries.page({ channel, thread: null }, { kind: 'newest' }, 10).messages;
  await until('bob reads it', () => page().some(({ text }) => text === 'under the third key'));
  expect(openCommunity(back, community).core.keys.list()).toHaveLength(3);
});
