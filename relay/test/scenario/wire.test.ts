/** What a short message costs on the wire between clients and relay, framing included (DESIGN section 6). */
import { type Connector, decodeAcceptorMessage, decodeConnectorMessage } from '@maru/sync-core';
import { createNodeClock, createWebSocketConnector } from '@maru/sync-core/drivers/node';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWorld, openCommunity, until, value, type World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

/** RFC 6455, 5.2: clients mask what they send. */
const framed = (bytes: number, masked: boolean): number =>
  bytes + (bytes < 126 ? 2 : bytes < 65_536 ? 4 : 10) + (masked ? 4 : 0);

type Frame = { readonly way: 'up' | 'down'; readonly type: string; readonly bytes: number };

const listeningIn = () => {
  const frames: Frame[] = [];
  const real = createWebSocketConnector();
  const connector: Connector = {
    connect(url, handlers) {
      const transport = real.connect(url, {
        ...handlers,
        received(frame) {
          const message = decodeAcceptorMessage(frame);
          if (message.ok)
            frames.push({ way: 'down', type: message.value.type, bytes: framed(frame.length, false) });
          handlers.received(frame);
        },
      });
      return {
        ...transport,
        send(frame) {
          const message = decodeConnectorMessage(frame);
          if (message.ok)
            frames.push({ way: 'up', type: message.value.type, bytes: framed(frame.length, true) });
          transport.send(frame);
        },
      };
    },
  };
  return { frames, connector };
};

test('a live 100-byte message takes less than 350 bytes up and less than 350 down, however many heads it cites', async () => {
  const [a, b] = [listeningIn(), listeningIn()];
  const alice = await world.person('alice', createNodeClock(), a.connector);
  const { community, channel } = value(await alice.createCommunity('Book club'));
  const { link } = value(
    await openCommunity(alice, community).commands.createInvite({ maxAgeMs: null, maxUses: null }),
  );
  const bob = await world.person('bob', createNodeClock(), b.connector);
  value(await bob.joinCommunity(link));
  await until('bob is a member', () => openCommunity(bob, community).queries.membership().kind === 'member');
  const place = { channel, thread: null };
  const post = async (letter: string) => {
    const text = letter.repeat(100);
    value(await openCommunity(alice, community).commands.post(place, text, null));
    await until('bob has it', () =>
      openCommunity(bob, community)
        .queries.page(place, { kind: 'newest' }, 10)
        .messages.some((message) => message.text === text),
    );
  };
  // Two who govern at once leave two heads: all that is said cites both, until somebody governs again.
  await world.stopRelay();
  for (const person of [alice, bob])
    value(await openCommunity(person, community).commands.createInvite({ maxAgeMs: null, maxUses: 1 }));
  await world.startRelay();
  const heads = (person: typeof alice) => openCommunity(person, community).core.governance.current().heads;
  await until('both have seen both', () => [alice, bob].every((person) => heads(person).length === 2));
  // The first brings the log's opening along.
  await post('a');
  await until('the relay has all', () => openCommunity(alice, community).queries.connection().unsent === 0);
  a.frames.length = 0;
  b.frames.length = 0;
  await post('b');
  await until('the relay has it', () => openCommunity(alice, community).queries.connection().unsent === 0);
  const sizes = (frames: readonly Frame[], way: Frame['way'], type: string) =>
    frames.filter((frame) => frame.way === way && frame.type === type).map(({ bytes }) => bytes);
  const up = sizes(a.frames, 'up', 'segment');
  const down = sizes(b.frames, 'down', 'segment');
  expect([up.length, down.length]).toEqual([1, 1]);
  // Two clients that hold all of it: nothing else was said but the relay's acknowledgement. The room has its own pace.
  expect(a.frames.map(({ type }) => type).filter((type) => type !== 'room')).toEqual(['segment', 'ack']);
  for (const bytes of [...up, ...down]) expect(bytes).toBeLessThan(350);
});
