import { type ChannelId, channelStream, limits } from '@maru/sync-core';
import { expect, test } from 'vitest';
import { createMemoryStore } from '../../src/index.ts';
import { createActor, createWorld, random, toSegment } from '../support/actor.ts';
import { join } from '../support/client.ts';
import { startRelay } from '../support/relay.ts';

test('[S3] a summary longer than a message is compared as one, and answered in several', async () => {
  const { address } = await startRelay({ openStore: () => createMemoryStore(random) });
  const world = createWorld();
  const alice = createActor(world);
  const a = await join(address, alice);
  a.send({ type: 'segment', ...toSegment(alice, alice.write(2)) });
  await a.next('ack');
  const streams = Array.from({ length: limits.streamsPerVector + 2 }, (_, n) => ({
    stream: channelStream(n.toString(16).padStart(32, '0') as ChannelId),
    digest: new Uint8Array(16).fill(1),
  }));
  a.send({ type: 'summary', streams: streams.slice(0, limits.streamsPerVector) });
  a.send({ type: 'summary', streams: streams.slice(limits.streamsPerVector) });
  const first = await a.next('summary');
  const second = await a.next('summary');
  expect(first.streams.map(({ stream }) => stream)).toEqual(
    streams.slice(0, limits.streamsPerVector).map(({ stream }) => stream),
  );
  // The rest, and the relay's own stream that was not named.
  expect(second.streams.map(({ stream }) => stream)).toEqual([
    ...streams.slice(limits.streamsPerVector).map(({ stream }) => stream),
    world.channel,
  ]);
});
