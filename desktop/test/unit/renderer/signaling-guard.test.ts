/** What a signaling server may say to a page; all else is hung up on [T15]. */
import { expect, it } from 'vitest';
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
