import { expect, test } from 'vitest';
import type { Segment } from '../../../src/crypto/types.ts';
import { type LogId, limits } from '../../../src/model/index.ts';
import type { Message } from '../../../src/protocol/index.ts';
import { channel, createFakeReplica, deviceOf, item, linkOf, logOf } from './fake-replica.ts';
import { createEnd, createFakeRelay, direct, nonce, toRelay, untilQuiet } from './world.ts';

const fruit = channel('fruit');
const alice = () => createFakeReplica('alice');
const logs = (length: number, ...names: readonly string[]) =>
  names.map((name) => ({ log: logOf(name), length, head: logOf(name) as never }));
const vector = (length: number, ...names: readonly string[]): Message => ({
  type: 'vector',
  stream: fruit,
  logs: logs(length, ...names),
  reply: false,
  more: true,
});
const segment = (log: LogId, from: number, count: number, bytes = 10): Segment => ({
  stream: fruit,
  log,
  from,
  opening: { device: deviceOf('bob'), nonce: new Uint8Array(16) },
  previous: from === 0 ? null : linkOf(item(`${from - 1}`.padEnd(bytes, 'x'))),
  items: Array.from({ length: count }, (_, n) => item(`${from + n}`.padEnd(bytes, 'x'))),
  signature: new Uint8Array(64),
});
const live = () => {
  const fake = alice();
  const wire = direct(fake, createFakeReplica('bob'));
  untilQuiet(wire);
  return { fake, end: wire.a, wire };
};
const work = (end: ReturnType<typeof live>['end']): void => {
  while (end.work());
};

const outOfPlace: readonly Message[] = [
  { type: 'summary', streams: [] },
  vector(3, 'x'),
  { type: 'want', stream: fruit, log: logOf('x'), from: 0, to: 4 },
  { type: 'segment', ...segment(logOf('x'), 0, 1) },
  { type: 'ack', stream: fruit, log: logOf('x'), length: 4 },
  { type: 'room', payload: new Uint8Array(3) },
  { type: 'welcome', generation: new Uint8Array(16), offset: 0, digest: new Uint8Array(16) },
];
for (const message of outOfPlace)
  test(`${message.type} before the handshake ends the link and changes nothing`, () => {
    const fake = alice();
    const end = createEnd(fake, { peer: 'device', role: 'acceptor', device: deviceOf('bob') });
    end.step({ type: 'opened', nonce });
    end.take(message);
    work(end);
    expect(end.closed).not.toBeNull();
    expect(fake.dump()).toEqual([]);
    expect(fake.rooms).toEqual([]);
  });

test('a second challenge, hello, welcome or summary ends the link', () => {
  const twice: readonly Message[] = [
    { type: 'challenge', version: 1, nonce, node: new Uint8Array(16) },
    { type: 'welcome', generation: new Uint8Array(16), offset: 0, digest: new Uint8Array(16) },
    { type: 'summary', streams: [] },
  ];
  for (const message of twice) {
    const { end } = live();
    end.take(message);
    expect(end.closed).not.toBeNull();
  }
  const { end, fake } = live();
  end.take(fake.replica.hello({ nonce, audience: deviceOf('alice') }));
  expect(end.closed).not.toBeNull();
});

test('another version, a wrong proof and another device are refused with their reason', () => {
  const start = () => {
    const end = createEnd(alice(), { peer: 'device', role: 'acceptor', device: deviceOf('bob') });
    end.step({ type: 'opened', nonce });
    return end;
  };
  const bob = createFakeReplica('bob').replica;
  const other = start();
  other.take({ type: 'challenge', version: 9, nonce, node: new Uint8Array(16) });
  expect(other.status?.problem).toBe('version');
  const wrong = start();
  wrong.take(bob.hello({ nonce, audience: 'somebody else' }));
  expect(wrong.status?.problem).toBe('proof');
  const mallory = start();
  mallory.take(createFakeReplica('mallory').replica.hello({ nonce, audience: deviceOf('alice') }));
  expect(mallory.status?.problem).toBe('proof');
  expect(mallory.sent.at(-1)).toMatchObject({ type: 'refused', reason: 'proof' });
});

test('no handshake in time, two silent pings: the link ends', () => {
  const end = createEnd(alice(), { peer: 'relay', role: 'connector', audience: 'r' });
  end.step({ type: 'opened', nonce });
  end.fire('handshake');
  expect(end.status?.problem).toBe('unreachable');
  const open = live().end;
  open.fire('ping');
  open.fire('ping');
  expect(open.closed).toBeNull();
  open.fire('ping');
  expect(open.closed).toBe('half-open');
});

test('an acceptor whose connector never compares does not hang in comparing', () => {
  const fake = alice();
  fake.write(fruit, 3);
  const { a, b } = direct(createFakeReplica('bob'), fake);
  for (const message of a.outbox.splice(0)) b.take(message);
  for (const message of b.outbox.splice(0)) a.take(message);
  for (const message of a.outbox.splice(0)) if (message.type !== 'summary') b.take(message);
  expect(b.status?.phase).toBe('comparing');
  expect(b.timers.get('compare')).toBe(limits.compareMs);
  b.fire('compare');
  expect(b.closed).toBe('no comparison in time');
});

test('a peer that claims and never delivers is left alone; the rest goes on', () => {
  const { end, wire, fake } = live();
  end.take(vector(50, 'ghost'));
  expect(end.status?.phase).toBe('catching-up');
  wire.b.outbox.length = 0;
  end.outbox.length = 0;
  for (let n = 0; n < 5; n++) {
    end.fire('want');
    end.outbox.length = 0;
  }
  expect(end.status?.phase).toBe('live');
  end.take({ type: 'segment', ...segment(logOf('real'), 0, 2) });
  work(end);
  expect(fake.replica.log(fruit, logOf('real')).length).toBe(2);
});

test('a want that stands still is given up even while others move', () => {
  const { end } = live();
  end.take(vector(16, 'stuck'));
  end.outbox.length = 0;
  for (let n = 0; n < 3; n++) {
    end.take({ type: 'segment', ...segment(logOf(`busy${n}`), 0, 1) });
    end.take(vector(40, `busy${n}`));
    end.take({ type: 'segment', ...segment(logOf(`busy${n}`), 1, 39) });
    work(end);
    end.fire('want');
  }
  expect(end.state.wants).toEqual([]);
});

test('lengths beyond any log are not believed, and claims are bounded', () => {
  const { end } = live();
  end.take(vector(2 ** 52, 'huge'));
  expect(end.state.wants).toEqual([]);
  end.state.claims = limits.claimsPerLink;
  end.take(vector(1, 'one more'));
  expect(end.closed).toBe('claims too many logs');
});

test('wrong signatures: refused, three strikes for a log, a hundred for the link', () => {
  const { end, fake } = live();
  const wrong = (name: string): Message => ({
    type: 'segment',
    ...segment(logOf(name), 0, 1),
    signature: new Uint8Array(64).fill(1),
  });
  for (let n = 0; n < 5; n++) {
    end.take(wrong('x'));
    work(end);
  }
  expect(end.effects.filter(({ type }) => type === 'apply')).toHaveLength(3);
  for (let n = 0; n < 120; n++) {
    end.take(wrong(`n${n}`));
    work(end);
  }
  expect(end.closed).toBe('too many refused segments');
  expect(fake.dump()).toEqual([]);
});

test('segments that fit nowhere are buffered up to the bound and then refused as a gap', () => {
  const { end } = live();
  const log = logOf('bits');
  // The first becomes the island; those with a hole before them are buffered.
  for (let n = 0; n < 120; n++) {
    end.take({ type: 'segment', ...segment(log, 10 + n * 100, 1, 60_000) });
    work(end);
  }
  expect(end.state.gaps.bytes).toBeLessThanOrEqual(limits.gapBufferBytes);
  expect(end.sent.some((message) => message.type === 'refused' && message.reason === 'gap')).toBe(true);
  expect(end.closed).toBeNull();
});

test('who asks without reading gets no pile of answers', () => {
  const { end } = live();
  end.bufferedBytes = 5 * limits.sendBufferBytes;
  const before = end.sent.length;
  for (let n = 0; n < 100; n++) end.take({ type: 'ping', id: n });
  expect(end.sent.length).toBe(before);
  end.take({ type: 'vector', stream: fruit, logs: [], reply: true, more: false });
  expect(end.closed).toBe('asks and does not read');
});

test('too many open wants end the link; a fork proof is looked at once', () => {
  const { end, fake } = live();
  fake.write(fruit, 5, logOf('f'));
  const chain = {
    stream: fruit,
    log: logOf('f'),
    number: 3,
    opening: { device: deviceOf('x'), nonce: new Uint8Array(16) },
  };
  const side = {
    suite: 1,
    previous: null,
    epoch: 'ab'.repeat(16) as never,
    bodyHash: new Uint8Array(32),
    cites: [],
    signature: new Uint8Array(64),
  };
  for (let n = 0; n < 3; n++) end.take({ type: 'fork', ...chain, a: side, b: side });
  expect(end.effects.filter(({ type }) => type === 'applyFork')).toHaveLength(1);
  end.bufferedBytes = 2 * limits.sendBufferBytes;
  for (let n = 0; n < 65; n++) end.take({ type: 'want', stream: fruit, log: logOf('f'), from: 0, to: 2 });
  expect(end.closed).toBe('too many wants');
});

test('a relay may send what was never asked for; what verifies is kept, once', () => {
  const fake = alice();
  const wire = toRelay(fake, createFakeRelay());
  untilQuiet(wire);
  for (let n = 0; n < 3; n++) wire.a.take({ type: 'segment', ...segment(logOf('gift'), 0, 3) });
  work(wire.a);
  expect(fake.replica.log(fruit, logOf('gift')).length).toBe(3);
});
