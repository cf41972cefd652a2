/** An envelope that is signed, sealed with the right key, and holds no sense: kept aside, met once, no harm to the rest. */
import {
  type ChannelId,
  type Client,
  type CommunityId,
  channelStream,
  governanceStream,
  type Stream,
  sealEnvelope,
} from '@maru/sync-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWorld, openCommunity, until, value, type World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

/** Writes noise in a member's own log, as a broken or hostile version of the app would. */
const poison = (client: Client, community: CommunityId, stream: Stream): void => {
  const { core, writer, engine } = openCommunity(client, community);
  const { suite, store, device, keys, governance } = core;
  const key = keys.writing(governance.current());
  if (key === null) throw new Error('no key');
  const log = writer.log();
  const chain = store.chain(stream, log);
  const noisy = {
    ...suite,
    seal: (plaintext: Uint8Array, epochKey: Uint8Array, data: Uint8Array) =>
      suite.seal(suite.random.bytes(plaintext.length), epochKey, data),
  };
  const envelope = sealEnvelope(noisy, {
    community,
    stream,
    log,
    number: chain?.length ?? 0,
    previous: chain?.head ?? null,
    epoch: key.epoch,
    epochKey: key.key,
    cites: [],
    content: { time: { ms: Date.now(), counter: 0 }, ops: [] },
    deviceSecretKey: device.signing.secretKey,
  });
  const opening = store.opening(log);
  store.append([{ stream, log, opening, items: [{ envelope, content: { kind: 'bad-content' } }] }]);
  engine.appended(stream, log);
};

const texts = (client: Client, community: CommunityId, channel: ChannelId) =>
  openCommunity(client, community)
    .queries.page({ channel, thread: null }, { kind: 'newest' }, 100)
    .messages.map(({ text }) => text);

test('[S2] poison in a channel and in governance: what follows arrives, and a restart meets nothing', async () => {
  const alice = await world.person('alice');
  const { community, channel } = value(await alice.createCommunity('Tea'));
  const { link } = value(
    await openCommunity(alice, community).commands.createInvite({ maxAgeMs: null, maxUses: null }),
  );
  const bob = await world.person('bob');
  value(await bob.joinCommunity(link));
  await until('bob is in', () => openCommunity(bob, community).queries.membership().kind === 'member');
  const post = async (client: Client, text: string) =>
    value(await openCommunity(client, community).commands.post({ channel, thread: null }, text, null));
  await post(bob, 'before');
  poison(bob, community, channelStream(channel));
  poison(bob, community, governanceStream);
  await post(bob, 'after');
  await until('alice has what follows', () => texts(alice, community, channel).includes('after'));
  const digest = (client: Client) => openCommunity(client, community).core.store.digestOfAll().join();
  await until('alice holds the poison too, as its place in the chain', () => digest(alice) === digest(bob));
  value(await openCommunity(alice, community).commands.editCommunity({ description: 'still governed' }));
  await until(
    'bob follows',
    () => openCommunity(bob, community).queries.summary().description === 'still governed',
  );
  const dump = openCommunity(alice, community).core.store.projectionDump();
  await alice.close();
  const again = await world.person('alice');
  expect(texts(again, community, channel)).toEqual(['before', 'after']);
  expect(openCommunity(again, community).core.store.projectionDump()).toBe(dump);
  await post(again, 'and on it goes');
  await until('bob hears it', () => texts(bob, community, channel).includes('and on it goes'));
});
