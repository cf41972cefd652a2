/** What a signaling server may say to a page; all else is hung up on [T15]. */
import { expect, it } from 'vitest';
import { createSignalingGuard } from '../../../renderer/direct/signaling-guard.ts';
import { parseSignalingMessage } from '../../../renderer/direct/signaling-messages.ts';

const src = 'ab'.repeat(16);
const offer = {
  type: 'OFFER',
  src,
  payload: {
    type: 'media',
    connectionId: 'mc_1',
    sdp: { type: 'offer', sdp: 'v=0' },
    metadata: { from: 'a', to: 'b', sealed: true },
  },
};
const kindOf = (message: unknown) =>
  parseSignalingMessage(typeof message === 'string' ? message : JSON.stringify(message)).kind;

it('offers, answers and candidates pass, with what a connection is labelled by', () => {
  const { payload } = offer;
  expect(parseSignalingMessage(JSON.stringify(offer))).toEqual({ kind: 'peer', message: offer });
  expect(
    kindOf({ ...offer, type: 'ANSWER', payload: { ...payload, sdp: { type: 'answer', sdp: '' } } }),
  ).toBe('peer');
  expect(
    kindOf({ ...offer, type: 'CANDIDATE', payload: { ...payload, candidate: { candidate: 'c' } } }),
  ).toBe('peer');
  expect(kindOf({ type: 'OPEN' })).toBe('server');
});

it('no server ends a call by saying that somebody left', () => {
  expect(kindOf({ type: 'LEAVE', src })).toBe('nothing');
  expect(kindOf({ type: 'EXPIRE', src })).toBe('nothing');
});

it.each([
  ['no JSON', '{{{'],
  ['null', 'null'],
  ['10 MB', 'x'.repeat(10_000_000)],
  ['an unknown type', { type: 'EVAL', src }],
  ['an id that is none', { ...offer, src: 'alice' }],
  ['a negotiation nobody asked for', { ...offer, type: 'ANSWER' }],
  ['a serialization that PeerJS would fail over', { ...offer, payload: { ...offer.payload, type: 'data' } }],
  ['a label of any size', { ...offer, payload: { ...offer.payload, metadata: { from: 'x'.repeat(1_000) } } }],
])('[T15] %s is hung up on', (_name, message) => {
  expect(kindOf(message)).toBe('broken');
});

/** A guard before a PeerJS that keeps every offered connection without taking it up. */
const guarded = () => {
  let time = 0;
  const passed: string[] = [];
  const closed: number[] = [];
  const known = new Map<string, { readonly open: boolean }>();
  const hear = ({ data }: { readonly data: string }) => {
    passed.push(data);
    const heard = parseSignalingMessage(data);
    if (heard.kind === 'peer' && heard.message.type === 'OFFER')
      known.set(heard.message.payload.connectionId, { open: false });
  };
  const socket: { onmessage: typeof hear } = Object.create(WebSocket.prototype, {
    onmessage: { value: hear, writable: true },
    close: { value: () => closed.push(time) },
  });
  const guard = createSignalingGuard(
    { socket: { _socket: socket }, getConnection: (_peer, id) => known.get(id) ?? null },
    () => time,
  );
  guard.watch();
  return {
    passed,
    closed,
    say: (message: unknown) => socket.onmessage({ data: JSON.stringify(message) }),
    wait: (ms: number) => {
      time += ms;
    },
  };
};
const offerOf = (id: number) => ({ ...offer, payload: { ...offer.payload, connectionId: `mc_${id}` } });
const candidateOf = (id: number) => ({
  type: 'CANDIDATE',
  src,
  payload: { type: 'media', connectionId: `mc_${id}`, candidate: { candidate: 'c' } },
});

it('[T15] a flood of offers makes few connections, then is hung up on; the budget comes back with time', () => {
  const { passed, closed, say, wait } = guarded();
  for (let id = 0; id < 1_000; id++) say(offerOf(id));
  expect(passed.length).toBe(32);
  expect(closed.length).toBe(0);
  say(offerOf(1_000));
  expect(closed.length).toBe(1);
  wait(1_000);
  for (let id = 0; id < 99; id++) say(candidateOf(5_000));
  expect(closed.length).toBe(1);
  say(candidateOf(5_000));
  expect(closed.length).toBe(2);
});

it('[T15] candidates of a connection not yet taken up are few, of an unknown one none; an offer passes once', () => {
  const { passed, say } = guarded();
  say(candidateOf(1));
  expect(passed.length).toBe(0);
  say(offerOf(1));
  say(offerOf(1));
  expect(passed.length).toBe(1);
  for (let count = 0; count < 200; count++) say(candidateOf(1));
  expect(passed.length).toBe(65);
});
