import { expect, test } from 'vitest';
import { silentLogger, type TransportHandlers } from '../../../src/ports/index.ts';
import { type AcceptorMessage, encodeAcceptorMessage } from '../../../src/protocol/index.ts';
import type { LinkProblem, Received } from '../../../src/sync/index.ts';
import { createLink } from '../../../src/sync/link.ts';
import { createSeededRandom } from '../../../testing/seeded-random.ts';
import { channel, createFakeReplica, deviceOf, item, logOf } from './fake-replica.ts';

const fruit = channel('fruit');

const start = (receive?: (log: string) => void) => {
  const fake = createFakeReplica('alice');
  const closed: (readonly [string, LinkProblem | null])[] = [];
  const batches: number[] = [];
  const link = createLink(
    { peer: 'relay', role: 'connector', audience: 'r' },
    {
      replica: {
        ...fake.replica,
        async receive(segments): Promise<readonly Received[]> {
          batches.push(segments.length);
          for (const { log } of segments) receive?.(log);
          return segments.map(fake.receiveOne);
        },
      },
      clock: { now: () => 0, schedule: () => () => undefined },
      random: createSeededRandom('link'),
      logger: silentLogger,
      onStatus: () => undefined,
      onClosed: (reason, problem) => void closed.push([reason, problem]),
      onGrown: () => undefined,
      onFork: () => undefined,
    },
  );
  link.attach({ send: () => undefined, bufferedBytes: () => 0, close: () => undefined });
  const { handlers } = link;
  return { fake, link, handlers, closed, batches };
};
const say = (handlers: TransportHandlers, message: AcceptorMessage): void =>
  handlers.received(encodeAcceptorMessage(message));
const greet = (handlers: TransportHandlers, digest: Uint8Array): void => {
  handlers.opened();
  say(handlers, { type: 'challenge', version: 1, nonce: new Uint8Array(32), node: new Uint8Array(16) });
  say(handlers, { type: 'welcome', generation: new Uint8Array(16), offset: 0, digest });
};
const segment = (name: string): AcceptorMessage => ({
  type: 'segment',
  stream: fruit,
  log: logOf(name),
  from: 0,
  opening: { device: deviceOf('bob'), nonce: new Uint8Array(16) },
  previous: null,
  items: [item(name)],
  signature: new Uint8Array(64),
});
/** Lets promises that are settled already run their continuations. */
const turns = async (): Promise<void> => {
  for (let n = 0; n < 50; n++) await Promise.resolve();
};

test('a replica that rejects on one segment loses only that one; the link goes on [S2]', async () => {
  const { fake, handlers, closed } = start((log) => {
    if (log === logOf('poison')) throw new Error('a bug');
  });
  greet(handlers, fake.replica.digest());
  for (const name of ['first', 'poison', 'second', 'third']) say(handlers, segment(name));
  await turns();
  say(handlers, segment('fourth'));
  await turns();
  expect(closed).toEqual([]);
  for (const name of ['first', 'second', 'third', 'fourth'])
    expect(fake.replica.log(fruit, logOf(name)).length).toBe(1);
  expect(fake.replica.log(fruit, logOf('poison')).length).toBe(0);
});

test('what arrives while a commit runs shares the next', async () => {
  const { fake, handlers, batches } = start();
  greet(handlers, fake.replica.digest());
  for (const name of ['a', 'b', 'c', 'd']) say(handlers, segment(name));
  await turns();
  expect(batches).toEqual([1, 3]);
});

test('a socket that never opened is unreachable; an undecodable frame ends the link', () => {
  const first = start();
  first.handlers.closed('refused by the host');
  expect(first.closed).toEqual([['refused by the host', 'unreachable']]);
  const second = start();
  greet(second.handlers, second.fake.replica.digest());
  second.handlers.received(new Uint8Array([250, 1, 2]));
  expect(second.closed).toEqual([['undecodable frame', 'refused']]);
});
