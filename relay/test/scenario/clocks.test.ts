/** Clocks a year off, set back, or standing still: nobody is refused, nobody is pulled along [S8]. */
import { type ChannelId, type Client, type Clock, type CommunityId, limits } from '@maru/sync-core';
import { createNodeClock } from '@maru/sync-core/drivers/node';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWorld, openCommunity, until, value, type World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const yearMs = 365 * 24 * 60 * 60 * 1_000;

/** A clock that can be set, and the longest that anyone asked it to wait. */
const settable = (aheadMs: number): Clock & { ahead: number; longest: number } => {
  const real = createNodeClock();
  const clock = {
    ahead: aheadMs,
    longest: 0,
    now: () => real.now() + clock.ahead,
    schedule(delayMs: number, task: () => void) {
      clock.longest = Math.max(clock.longest, delayMs);
      return real.schedule(delayMs, task);
    },
  };
  return clock;
};

const page = (client: Client, community: CommunityId, channel: ChannelId) =>
  openCommunity(client, community).queries.page({ channel, thread: null }, { kind: 'newest' }, 100).messages;
const texts = (client: Client, community: CommunityId, channel: ChannelId) =>
  page(client, community, channel).map(({ text }) => text);
const post = async (client: Client, community: CommunityId, channel: ChannelId, text: string) =>
  value(await openCommunity(client, community).commands.post({ channel, thread: null }, text, null)).message;

const together = async (bobsClock: Clock, alicesClock: Clock = createNodeClock()) => {
  const alice = await world.person('alice', alicesClock);
  const { community, channel } = value(await alice.createCommunity('Clocks'));
  const { link } = value(
    await openCommunity(alice, community).commands.createInvite({ maxAgeMs: null, maxUses: null }),
  );
  const bob = await world.person('bob', bobsClock);
  value(await bob.joinCommunity(link));
  await until('bob is in', () => openCommunity(bob, community).queries.membership().kind === 'member');
  const held = (client: Client) => openCommunity(client, community).core.store.digestOfAll();
  const equal = () => until('both hold the same', () => held(alice).join() === held(bob).join());
  return { alice, bob, community, channel, equal };
};

test('[S8] a clock a year ahead: held back, not followed, and no timer runs wild', async () => {
  const alicesClock = settable(0);
  const { alice, bob, community, channel, equal } = await together(settable(yearMs), alicesClock);
  await post(bob, community, channel, 'from next year');
  await equal();
  expect(texts(alice, community, channel)).toEqual([]);
  const answer = await post(alice, community, channel, 'from now');
  const [message] = openCommunity(alice, community).queries.messages([answer]);
  expect(Math.abs((message?.at ?? 0) - Date.now())).toBeLessThan(60_000);
  expect(texts(alice, community, channel)).toEqual(['from now']);
  await until('bob has the answer', () => texts(bob, community, channel).includes('from now'));
  // The longest that anything waits by itself: whether the owner is to give a sign.
  expect(alicesClock.longest).toBeLessThanOrEqual(limits.ownerLookMs);
});

test('[S8] a clock a year behind: everyone takes what it dates; what lies ahead of it is held back from it', async () => {
  const { alice, bob, community, channel, equal } = await together(settable(-yearMs));
  await post(alice, community, channel, 'question');
  await equal();
  await post(bob, community, channel, 'dated last year');
  await equal();
  expect(texts(alice, community, channel)).toHaveLength(2);
  expect(texts(bob, community, channel)).toEqual(['dated last year']);
});

test('[S8] a clock that is set back: what is written next is seen at once, before and after a restart', async () => {
  const clock = settable(yearMs);
  const { alice, bob, community, channel } = await together(clock);
  await post(bob, community, channel, 'too early');
  clock.ahead = 0;
  await post(bob, community, channel, 'set right');
  await until('alice sees it', () => texts(alice, community, channel).includes('set right'));
  const place = { channel, thread: null };
  openCommunity(bob, community).room.typing(channel, null);
  await until('alice sees bob type', () => openCommunity(alice, community).queries.typing().length === 1);
  await bob.close();
  const again = await world.person('bob', clock);
  value(await openCommunity(again, community).commands.post(place, 'after a restart', null));
  await until('alice sees that too', () => texts(alice, community, channel).includes('after a restart'));
  expect(texts(alice, community, channel)).toEqual(['set right', 'after a restart']);
  await until('alice sees bob online', () => {
    const members = openCommunity(alice, community).queries.members().members;
    return members.find(({ name }) => name === 'bob')?.presence === 'online';
  });
});

test('[S8] what was held back falls due when the clock jumps forward', async () => {
  const alicesClock = settable(0);
  const { alice, bob, community, channel, equal } = await together(settable(60 * 60 * 1_000), alicesClock);
  await post(bob, community, channel, 'in an hour');
  await equal();
  expect(texts(alice, community, channel)).toEqual([]);
  alicesClock.ahead = 60 * 60 * 1_000;
  expect(texts(alice, community, channel)).toEqual(['in an hour']);
});
