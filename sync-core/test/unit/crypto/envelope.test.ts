import { describe, expect, it } from 'vitest';
import { encode } from '../../../src/base/index.ts';
import {
  bucketOf,
  type Envelope,
  type EnvelopeHeader,
  encodeContent,
  envelopesToSegment,
  eraseBody,
  hashBody,
  hashHeader,
  maxContentBytes,
  openEnvelope,
  segment as segmentCodec,
  verifyEnvelopeSignature,
} from '../../../src/crypto/index.ts';
import { pad, unpad } from '../../../src/crypto/padding.ts';
import { governanceStream } from '../../../src/model/index.ts';
import { createWorld, flip } from './world.ts';

const world = await createWorld('envelope');
const { suite, epochKey, keys } = world;
const first = world.seal('첫 메시지', null);
const second = world.seal('x'.repeat(100), first, [first.hash]);

describe('envelope', () => {
  it('opens to what was sealed', () => {
    expect(openEnvelope(suite, first, epochKey)).toEqual({ ok: true, value: world.contentOf('첫 메시지') });
  });

  it('[S5] binds every field of the header to hash, signature and body', () => {
    const { header } = second;
    const other = world.seal('other', null);
    const changes: readonly Partial<EnvelopeHeader>[] = [
      { suite: 2 },
      { community: other.hash as string as EnvelopeHeader['community'] },
      { stream: governanceStream },
      { log: other.hash as string as EnvelopeHeader['log'] },
      { number: header.number + 1 },
      { previous: other.hash },
      { epoch: 'cd'.repeat(16) as EnvelopeHeader['epoch'] },
      { cites: [] },
      { cites: [other.hash] },
    ];
    for (const change of changes) {
      const changed: Envelope = { ...second, header: { ...header, ...change } };
      const hash = hashHeader(suite, changed.header);
      expect(hash).not.toBe(second.hash);
      expect(verifyEnvelopeSignature(suite, hash, second.signature ?? epochKey, keys.device)).toBe(false);
      expect(openEnvelope(suite, changed, epochKey)).toEqual({ ok: false, error: { kind: 'wrong-key' } });
    }
    const rehashed = hashHeader(suite, { ...header, bodyHash: flip(header.bodyHash, 0) });
    expect(rehashed).not.toBe(second.hash);
  });

  it('refuses another key, and a body with one bit changed', () => {
    expect(openEnvelope(suite, first, flip(epochKey, 5)).ok).toBe(false);
    for (const at of [0, 24, 60]) {
      const body = flip(first.body ?? epochKey, at);
      expect(openEnvelope(suite, { ...first, body }, epochKey)).toMatchObject({
        error: { kind: 'wrong-key' },
      });
      expect(hashBody(suite, body)).not.toEqual(first.header.bodyHash);
    }
  });

  it('[S6] still verifies once its body is erased', () => {
    const erased = eraseBody(first);
    const hash = hashHeader(suite, erased.header);
    expect(verifyEnvelopeSignature(suite, hash, erased.signature ?? epochKey, keys.device)).toBe(true);
    expect(openEnvelope(suite, erased, epochKey)).toEqual({ ok: false, error: { kind: 'erased' } });
  });

  it('a 100-byte message takes less than 350 bytes as a segment of one', () => {
    const segment = envelopesToSegment([second], { opening: null, previous: null });
    const messageTag = 1;
    expect(encode(segmentCodec, segment).length + messageTag).toBeLessThan(350);
  });

  it('is never used for content that does not fit', () => {
    const post = (text: string) => world.contentOf(text).ops[0];
    const op = post('y'.repeat(15_000));
    const content = (count: number) => ({
      time: { ms: 1, counter: 0 },
      ops: Array.from({ length: count }, () => op ?? { type: 'unknown' as const, raw: Uint8Array.of(255) }),
    });
    expect(encodeContent(content(4))).not.toBeNull();
    expect(encodeContent(content(5))).toBeNull();
  });
});

describe('padding', () => {
  it('hides the length: few buckets, at most 12 % beyond 256 bytes, never above a body', () => {
    const buckets = new Set<number>();
    for (let length = 0; length <= maxContentBytes; length++) {
      const bucket = bucketOf(length);
      if (bucket < length + 1) throw new Error(`${length} does not fit ${bucket}`);
      if (length > 256 && bucket > Math.ceil((length + 1) * 1.12)) throw new Error(`${length} → ${bucket}`);
      buckets.add(bucket);
    }
    expect(buckets.size).toBeLessThan(150);
  });

  it('has one form per content', () => {
    for (const length of [0, 1, 31, 32, 255, 256, 300, 5_000, maxContentBytes]) {
      const content = suite.random.bytes(length);
      expect(unpad(pad(content))).toEqual(content);
    }
    expect(unpad(new Uint8Array(0))).toBeNull();
    expect(unpad(new Uint8Array(32))).toBeNull();
    expect(unpad(Uint8Array.of(1, 0x80))).toBeNull();
    const long = new Uint8Array(64);
    long[3] = 0x80;
    expect(unpad(long)).toBeNull();
  });
});
