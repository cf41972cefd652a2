import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type LogId, limits } from '../../../src/model/index.ts';
import {
  type AcceptorMessage,
  type ConnectorMessage,
  decodeAcceptorMessage,
  decodeConnectorMessage,
  decodePeerMessage,
  encodeAcceptorMessage,
  encodeConnectorMessage,
  encodePeerMessage,
  protocolVersion,
} from '../../../src/protocol/index.ts';
import { channel, createFakeReplica, logOf } from '../sync/fake-replica.ts';

const log = logOf('x');
const hello = createFakeReplica('alice').replica.hello({ nonce: new Uint8Array(32), audience: 'a' });
const challenge: AcceptorMessage = {
  type: 'challenge',
  version: 1,
  nonce: new Uint8Array(32),
  node: new Uint8Array(16),
};
const welcome: AcceptorMessage = {
  type: 'welcome',
  generation: new Uint8Array(16),
  offset: 3,
  digest: new Uint8Array(16),
};
const decoders = [decodeAcceptorMessage, decodeConnectorMessage, decodePeerMessage] as const;

test('a frame above the limit is refused by its size, unread', () => {
  const frame = new Uint8Array(limits.frameBytes + 1);
  // A proxy that throws when a byte is read: the size alone must decide.
  const unread = new Proxy(frame, {
    get: (target, name) => {
      if (name === 'length') return target.length;
      throw new Error(`read ${String(name)}`);
    },
  });
  for (const decode of decoders)
    expect(decode(unread)).toEqual({ ok: false, error: { kind: 'too-large', bytes: frame.length } });
});

test('messages of one direction are not understood in the other', () => {
  for (const message of [challenge, welcome])
    expect(decodeConnectorMessage(encodeAcceptorMessage(message)).ok).toBe(false);
  for (const message of [hello, { type: 'ticketWanted' } as const]) {
    expect(decodeAcceptorMessage(encodeConnectorMessage(message)).ok).toBe(false);
    expect(decodePeerMessage(encodeConnectorMessage(message)).ok).toBe(true);
  }
});

test('the type byte swapped for another never yields a message of the first type', () => {
  const shared: ConnectorMessage = { type: 'ack', stream: channel('a'), log, length: 7 };
  const frame = encodeConnectorMessage(shared);
  for (let tag = 0; tag < 256; tag++) {
    const swapped = Uint8Array.from(frame);
    swapped[0] = tag;
    const decoded = decodePeerMessage(swapped);
    if (tag !== frame[0] && decoded.ok) expect(decoded.value.type).not.toBe('ack');
  }
});

test('hello and challenge carry the version first', () => {
  expect(encodeConnectorMessage(hello)[1]).toBe(protocolVersion);
  expect(encodeAcceptorMessage(challenge)[1]).toBe(protocolVersion);
});

test('a full vector and a full summary fit a frame; one more entry is refused', () => {
  const id = (n: number): LogId => n.toString(16).padStart(64, '0') as LogId;
  const logs = Array.from({ length: limits.logsPerVector + 1 }, (_, n) => ({
    log: id(n),
    length: 3,
    head: id(n) as never,
  }));
  const streams = Array.from({ length: limits.streamsPerVector + 1 }, (_, n) => ({
    stream: channel(`${n}`),
    digest: new Uint8Array(16),
  }));
  const vector = { type: 'vector', stream: channel('a'), reply: true, more: false } as const;
  expect(decodePeerMessage(encodePeerMessage({ ...vector, logs: logs.slice(1) })).ok).toBe(true);
  expect(decodePeerMessage(encodePeerMessage({ type: 'summary', streams: streams.slice(1) })).ok).toBe(true);
  expect(() => encodePeerMessage({ ...vector, logs })).toThrow();
  expect(() => encodePeerMessage({ type: 'summary', streams })).toThrow();
});

test('truncated, extended and random frames are errors or messages, never throws', () => {
  const frame = encodePeerMessage({ type: 'want', stream: channel('a'), log, from: 300, to: 70_000 });
  for (let end = 0; end < frame.length; end++) expect(decodePeerMessage(frame.slice(0, end)).ok).toBe(false);
  expect(decodePeerMessage(Uint8Array.of(...frame, 0)).ok).toBe(false);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      for (const decode of decoders) expect(typeof decode(bytes).ok).toBe('boolean');
    }),
    { seed: 1, numRuns: 500 },
  );
});
