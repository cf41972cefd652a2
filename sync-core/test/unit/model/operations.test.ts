import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { bytesToHex, concatBytes, decode, encode, varint } from '../../../src/base/index.ts';
import {
  envelopeContent,
  isDocumentOp,
  isGovernanceOp,
  isTimelineOp,
  limits,
  type Operation,
  operation,
} from '../../../src/model/index.ts';
import { createSamples, type Samples } from '../../fuzz/samples.ts';

let samples: Samples;
beforeAll(async () => {
  samples = await createSamples('operations');
});

const known = new Set([
  ...Array(49).keys(),
  ...Array.from({ length: 8 }, (_, index) => 64 + index),
  ...[80, 81, 82, 83],
]);

describe('operations', () => {
  it('each kind is read back, and belongs to one kind of stream', () => {
    const types = new Set<Operation['type']>();
    for (const op of samples.operations) {
      types.add(op.type);
      expect(decode(operation, encode(operation, op))).toEqual({ ok: true, value: op });
      const kinds = [
        isGovernanceOp(op),
        isTimelineOp(op),
        isDocumentOp(op),
        op.type === 'selfUpdated',
        op.type === 'unknown',
      ];
      expect(kinds.filter(Boolean)).toHaveLength(1);
    }
    expect(types.size).toBe(known.size + 1);
  });

  it('of a newer version are kept byte for byte, between known ones', () => {
    const tags = fc.nat(255).filter((tag) => !known.has(tag));
    fc.assert(
      fc.property(tags, fc.uint8Array({ maxLength: 60 }), (tag, rest) => {
        const raw = concatBytes(Uint8Array.of(tag), rest);
        const op = { type: 'unknown', raw } as const;
        const content = { time: { ms: 1, counter: 0 }, ops: [...samples.operations.slice(20, 23), op] };
        const bytes = encode(envelopeContent, content);
        const read = decode(envelopeContent, bytes);
        expect(read).toEqual({ ok: true, value: content });
        expect(bytesToHex(bytes)).toContain(bytesToHex(raw));
      }),
    );
  });

  it('of a known kind are never passed off as unknown, nor empty', () => {
    for (const tag of known)
      expect(() => encode(operation, { type: 'unknown', raw: Uint8Array.of(tag) })).toThrow('bug');
    expect(() => encode(operation, { type: 'unknown', raw: new Uint8Array(0) })).toThrow('bug');
    expect(decode(operation, Uint8Array.of(0)).ok).toBe(false);
  });

  it('fill their length exactly and stay below the limit', () => {
    for (const op of samples.operations.filter(({ type }) => type !== 'unknown')) {
      const bytes = encode(operation, op);
      const length = decodeLength(bytes);
      if (length === null) throw new Error('bug: no length');
      const raw = bytes.slice(bytes.length - length);
      const longer = concatBytes(encode(varint, raw.length + 1), raw, Uint8Array.of(0));
      expect(decode(operation, longer).ok).toBe(false);
    }
    expect(decode(operation, encode(varint, limits.opBytes + 1)).ok).toBe(false);
  });

  it('text has its limit in bytes', () => {
    const post = (text: string): Operation => ({
      type: 'posted',
      text,
      replyTo: null,
      thread: null,
      mentions: [],
    });
    expect(decode(operation, encode(operation, post('x'.repeat(limits.messageBytes)))).ok).toBe(true);
    expect(() => encode(operation, post('가'.repeat(limits.messageBytes / 2)))).toThrow('bug');
  });
});

/** The length an operation is prefixed with. */
const decodeLength = (bytes: Uint8Array): number | null => {
  for (const size of [1, 2, 3]) {
    const length = decode(varint, bytes.slice(0, size));
    if (length.ok && length.value + size === bytes.length) return length.value;
  }
  return null;
};
