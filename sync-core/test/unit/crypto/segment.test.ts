import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode, encode } from '../../../src/base/index.ts';
import {
  type Envelope,
  envelopesToForkProof,
  envelopesToSegment,
  eraseBody,
  forkProof,
  type KnownLog,
  type Segment,
  segment as segmentCodec,
  segmentToEnvelopes,
  toBareSegment,
  verifyForkProof,
} from '../../../src/crypto/index.ts';
import { limits } from '../../../src/model/index.ts';
import { createWorld, flip } from './world.ts';

const world = await createWorld('segment');
const stranger = await createWorld('stranger');
const { suite, community, opening } = world;
const chain = world.chain(6);
const whole = envelopesToSegment(chain, { opening, previous: null });
const nothing: KnownLog = { opening: null, previous: null };
const read = (segment: Segment, known: KnownLog = nothing) =>
  segmentToEnvelopes(suite, community, segment, known);
const kindOf = (segment: Segment, known: KnownLog = nothing) => {
  const outcome = read(segment, known);
  return outcome.ok ? 'ok' : outcome.error.kind;
};
/** With epoch and cites in each item, though they are those of the one before. */
const spelledOut = ({ from, items, ...rest }: Segment): Segment => ({
  ...rest,
  from,
  items: items.map((item, index) => {
    const header = chain[from + index]?.header;
    return { ...item, epoch: header?.epoch ?? null, cites: header?.cites ?? null };
  }),
});
const unsigned = (envelope: Envelope): Envelope => ({ ...envelope, signature: null });

describe('segment', () => {
  it('[S5] one signature at its end vouches for all of it', () => {
    const outcome = read(whole);
    expect(outcome.ok && outcome.value).toEqual([...chain.slice(0, -1).map(unsigned), chain.at(-1)]);
  });

  it('any cut travels and joins what is held', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.boolean(), (at, alone) => {
        const before = chain[at - 1]?.hash ?? null;
        const sent = alone ? { opening, previous: before } : nothing;
        const segment = envelopesToSegment(chain.slice(at), sent);
        const bytes = decode(segmentCodec, encode(segmentCodec, segment));
        const known = alone ? nothing : { opening, previous: before };
        expect(bytes.ok && kindOf(bytes.value, known)).toBe('ok');
      }),
    );
  });

  it('[S5] says epoch and heads once, and not at all to who holds the envelope before', () => {
    const head = chain[1]?.header;
    if (!head) throw new Error('bug: a chain of six');
    const alone = envelopesToSegment(chain.slice(2), { opening, previous: chain[1]?.hash ?? null });
    const bare = toBareSegment(alone, head);
    const said = ({ items }: Segment) => items.map(({ epoch, cites }) => epoch !== null || cites !== null);
    expect(said(alone)).toEqual([true, false, false, false]);
    expect(said(bare)).toEqual([false, false, false, false]);
    const known = { opening, previous: chain[1]?.hash ?? null };
    const before = { ...known, context: () => head };
    const whatItSays = read(spelledOut(alone));
    expect(whatItSays.ok).toBe(true);
    for (const outcome of [read(alone), read(bare, before)]) expect(outcome).toEqual(whatItSays);
    // What the receiver does not hold, or holds otherwise, is a gap or a lie, never another meaning.
    expect(kindOf(bare, known)).toBe('unknown-previous');
    const otherwise = { epoch: head.epoch, cites: [chain[0]?.hash ?? []].flat() };
    expect(kindOf(bare, { ...known, context: () => otherwise })).toBe('signature');
    expect(said(toBareSegment(alone, otherwise))).toEqual([true, false, false, false]);
    // A log begins with nothing before it.
    expect(toBareSegment(whole, head)).toBe(whole);
    const [first, ...rest] = whole.items;
    if (!first) throw new Error('bug: a chain of six');
    for (const part of [{ epoch: null }, { cites: null }])
      expect(kindOf({ ...whole, items: [{ ...first, ...part }, ...rest] }, before)).toBe('malformed');
  });

  it('[S6] holds with bodies erased, the last one too', () => {
    const outcome = read(envelopesToSegment(chain.map(eraseBody), { opening, previous: null }));
    expect(outcome.ok && outcome.value.map(({ hash }) => hash)).toEqual(chain.map(({ hash }) => hash));
  });

  it('refuses what came in a frame without opening and could not be sent on with it', () => {
    const [item] = whole.items;
    if (!item) throw new Error('no item');
    const filled = (bytes: number): Segment => ({
      ...whole,
      ...nothing,
      from: 9,
      items: [65_536, 65_536, 65_536, bytes].map((size) => ({ ...item, body: new Uint8Array(size) })),
    });
    const fits = filled(64_900);
    expect(encode(segmentCodec, fits).length).toBeLessThanOrEqual(limits.frameBytes);
    expect(kindOf(fits, { opening, previous: chain[1]?.hash ?? null })).toBe('too-large');
    expect(kindOf(filled(64_000), { opening, previous: chain[1]?.hash ?? null })).toBe('signature');
  });

  it('refuses what it cannot place', () => {
    const tail = envelopesToSegment(chain.slice(2), nothing);
    const before = chain[1]?.hash ?? null;
    const elsewhere = chain[0]?.hash ?? null;
    expect(kindOf(tail)).toBe('unknown-log');
    expect(kindOf(tail, { opening, previous: null })).toBe('unknown-previous');
    expect(kindOf(tail, { opening, previous: elsewhere })).toBe('signature');
    expect(kindOf({ ...tail, previous: elsewhere }, { opening, previous: before })).toBe('wrong-previous');
    expect(kindOf({ ...whole, opening: stranger.opening })).toBe('wrong-opening');
    expect(kindOf({ ...whole, opening: { ...opening, nonce: flip(opening.nonce, 0) } })).toBe(
      'wrong-opening',
    );
    expect(kindOf({ ...whole, previous: before })).toBe('malformed');
    expect(kindOf({ ...whole, items: [] })).toBe('malformed');
    expect(kindOf({ ...whole, from: limits.logNumber })).toBe('malformed');
    expect(kindOf({ ...whole, from: Number.MAX_SAFE_INTEGER })).toBe('malformed');
  });

  it('refuses a changed item, order, number, stream, community or signature', () => {
    const [a, b, ...rest] = spelledOut(whole).items;
    if (a === undefined || b === undefined) throw new Error('bug: a chain of six');
    const altered: readonly Segment[] = [
      { ...whole, items: [b, a, ...rest] },
      { ...whole, items: [a, ...rest] },
      { ...whole, items: [{ ...a, body: flip(a.body ?? opening.nonce, 3) }, b, ...rest] },
      { ...whole, items: [{ ...a, epoch: 'ee'.repeat(16) as typeof a.epoch }, b, ...rest] },
      {
        ...whole,
        items: [{ ...a, cites: [chain[0]?.hash ?? []].flat() }, b, ...rest],
      },
      { ...whole, stream: { kind: 'governance' } },
      { ...whole, signature: flip(whole.signature, 40) },
      { ...whole, signature: chain[0]?.signature ?? whole.signature },
    ];
    for (const segment of altered) expect(kindOf(segment)).toBe('signature');
    const abroad = segmentToEnvelopes(suite, stranger.community, whole, nothing);
    expect(abroad).toEqual({ ok: false, error: { kind: 'signature' } });
  });

  it('refuses an item of both or neither of body and hash, and an unknown suite', () => {
    const [a] = whole.items;
    if (a === undefined) throw new Error('bug: a chain of six');
    const one = envelopesToSegment(chain.slice(0, 1), { opening, previous: null });
    expect(kindOf({ ...one, items: [{ ...a, body: null }] })).toBe('malformed');
    expect(kindOf({ ...one, items: [{ ...a, bodyHash: new Uint8Array(32) }] })).toBe('malformed');
    expect(kindOf({ ...one, items: [{ ...a, suite: 2 }] })).toBe('unknown-suite');
  });
});

describe('fork proof', () => {
  const a = world.seal('one thing', null);
  const b = world.seal('another thing', null);
  const proof = envelopesToForkProof(a, b, opening);
  if (proof === null) throw new Error('bug: no proof');

  it('[S4] two envelopes of one place prove a fork, in one form, to anyone', () => {
    expect(verifyForkProof(suite, community, proof)).toBe(true);
    expect(envelopesToForkProof(b, a, opening)).toEqual(proof);
    expect(decode(forkProof, encode(forkProof, proof))).toEqual({ ok: true, value: proof });
  });

  it('[S4] nothing else does', () => {
    const next = world.seal('next', a);
    expect(envelopesToForkProof(a, a, opening)).toBeNull();
    expect(envelopesToForkProof(a, next, opening)).toBeNull();
    const [first] = stranger.chain(1);
    expect(first && envelopesToForkProof(a, first, opening)).toBeNull();
    const altered = [
      { ...proof, a: proof.b, b: proof.a },
      { ...proof, b: proof.a },
      { ...proof, number: 1 },
      { ...proof, opening: stranger.opening },
      { ...proof, a: { ...proof.a, signature: flip(proof.a.signature, 1) } },
      { ...proof, a: { ...proof.a, bodyHash: flip(proof.a.bodyHash, 1) } },
      { ...proof, a: { ...proof.a, suite: 2 } },
      { ...proof, a: { ...proof.a, previous: next.hash } },
    ];
    for (const wrong of altered) expect(verifyForkProof(suite, community, wrong)).toBe(false);
    expect(verifyForkProof(suite, stranger.community, proof)).toBe(false);
  });
});
