import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  base64UrlToBytes,
  blob,
  bool,
  bytesEqual,
  bytesToBase64Url,
  type Codec,
  concatBytes,
  decode,
  encode,
  fixedBytes,
  hexId,
  list,
  nullable,
  struct,
  text,
  toWellFormed,
  u8,
  uint,
  union,
  varint,
  word,
} from '../../../src/base/index.ts';

const roundTrip = <T>(codec: Codec<T>, values: fc.Arbitrary<T>): void =>
  fc.assert(
    fc.property(values, (value) => {
      expect(decode(codec, encode(codec, value))).toEqual({ ok: true, value });
    }),
  );

/** Whatever is accepted is written back to the same bytes: one encoding for each value. */
const canonical = <T>(codec: Codec<T>): void =>
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 24 }), (bytes) => {
      const value = decode(codec, bytes);
      if (value.ok) expect(bytesEqual(encode(codec, value.value), bytes)).toBe(true);
    }),
    { numRuns: 500 },
  );

const shape = union({
  point: [3, struct({ x: varint, y: uint(9), deep: nullable(text(20)) })],
  none: [7, struct({})],
});
const wellFormed = fc.string({ unit: 'binary' }).map(toWellFormed);

describe('codecs', () => {
  it('read back what they write', () => {
    roundTrip(varint, fc.maxSafeNat());
    roundTrip(u8, fc.nat(255));
    roundTrip(bool, fc.boolean());
    roundTrip(text(10_000), wellFormed);
    roundTrip(blob(100), fc.uint8Array({ maxLength: 100 }));
    roundTrip(fixedBytes(5), fc.uint8Array({ minLength: 5, maxLength: 5 }));
    roundTrip(list(varint, 8), fc.array(fc.maxSafeNat(), { maxLength: 8 }));
    roundTrip(nullable(varint), fc.option(fc.maxSafeNat()));
    roundTrip(word(['a', 'b', 'c']), fc.constantFrom('a', 'b', 'c'));
  });

  it('have one encoding for each value', () => {
    canonical(varint);
    canonical(uint(300));
    canonical(bool);
    canonical(text(12));
    canonical(list(nullable(bool), 6));
    canonical(word(['a', 'b']));
    canonical(shape);
    canonical(hexId(4));
  });

  it('refuse trailing bytes, other tags and other booleans', () => {
    for (const bytes of [[7, 0], [8], [], [3, 1, 10, 0], [3, 1, 9, 2]])
      expect(decode(shape, Uint8Array.from(bytes)).ok).toBe(false);
    expect(decode(shape, Uint8Array.of(3, 1, 9, 0)).ok).toBe(true);
  });

  it('say where they stopped', () => {
    const error = { kind: 'malformed', reason: 'input ends early', offset: 1 };
    expect(decode(struct({ a: u8, b: u8 }), Uint8Array.of(1))).toEqual({ ok: false, error });
  });
});

describe('varint', () => {
  it.each([0, 1, 127, 128, 16_383, 16_384, 2 ** 32, 2 ** 49 - 1, 2 ** 49, Number.MAX_SAFE_INTEGER])(
    'holds %d in its shortest form',
    (value) => {
      const bytes = encode(varint, value);
      expect(bytes).toHaveLength(Math.max(1, Math.ceil(value.toString(2).length / 7)));
      expect(decode(varint, bytes)).toEqual({ ok: true, value });
    },
  );

  it.each([
    ['a longer form of zero', [0x80, 0x00]],
    ['a longer form of one', [0x81, 0x00]],
    ['2^53', [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x10]],
    ['nine bytes', [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01]],
    ['an open end', [0x80]],
  ])('refuses %s', (_, bytes) => expect(decode(varint, Uint8Array.from(bytes)).ok).toBe(false));

  it.each([-1, 0.5, Number.NaN, 2 ** 53])('is never written for %d', (value) =>
    expect(() => encode(varint, value)).toThrow('bug'),
  );
});

describe('limits', () => {
  it('uint ends at its limit in both directions', () => {
    expect(decode(uint(300), encode(varint, 300))).toEqual({ ok: true, value: 300 });
    expect(decode(uint(300), encode(varint, 301)).ok).toBe(false);
    expect(() => encode(uint(300), 301)).toThrow('bug');
  });

  it('text counts UTF-8 bytes', () => {
    expect(encode(text(6), '마루')).toHaveLength(7);
    expect(() => encode(text(5), '마루')).toThrow('bug');
    expect(decode(text(5), encode(text(6), '마루')).ok).toBe(false);
  });

  it('text is UTF-8 in its shortest form without surrogates', () => {
    for (const bytes of [
      [2, 0xc0, 0x80],
      [3, 0xed, 0xa0, 0x80],
      [1, 0xff],
      [4, 0xf4, 0x90, 0x80, 0x80],
    ])
      expect(decode(text(10), Uint8Array.from(bytes)).ok).toBe(false);
    expect(() => encode(text(10), '\ud800')).toThrow('bug');
    expect(toWellFormed('a\ud800b')).toBe('a\ufffdb');
  });

  it('a byte order mark is text like any other', () =>
    expect(decode(text(10), encode(text(10), '\ufeffa'))).toEqual({ ok: true, value: '\ufeffa' }));

  it('a length beyond the input or the limit is refused before it is believed', () => {
    const huge = encode(varint, Number.MAX_SAFE_INTEGER);
    for (const codec of [blob(2 ** 53 - 1), text(64), list(bool, 64)] as readonly Codec<unknown>[])
      expect(decode(codec, huge).ok).toBe(false);
    expect(() => encode(blob(2), new Uint8Array(3))).toThrow('bug');
    expect(() => encode(list(bool, 1), [true, true])).toThrow('bug');
  });
});

describe('base64url', () => {
  it('reads back what it writes, in one form only', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        expect(base64UrlToBytes(bytesToBase64Url(bytes))).toEqual(bytes);
      }),
    );
    for (const other of ['A', 'AB', 'AA==', 'A+', 'A A', 'é']) expect(base64UrlToBytes(other)).toBeNull();
    expect(base64UrlToBytes('AA')).toEqual(Uint8Array.of(0));
  });

  it('a decoded value is a copy: the frame it came in may be reused', () => {
    const frame = concatBytes(Uint8Array.of(2, 1, 2));
    const value = decode(blob(4), frame);
    frame.fill(9);
    expect(value).toEqual({ ok: true, value: Uint8Array.of(1, 2) });
  });
});
