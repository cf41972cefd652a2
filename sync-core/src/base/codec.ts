/**
 * The binary codec: what operations, envelopes and wire messages are written with.
 *
 * - Canonical: a value has exactly one encoding, so hashes of encodings are stable.
 *   Non-minimal varints, non-canonical booleans, bad UTF-8 and trailing bytes are refused.
 * - Limits first: every variable-length codec takes its maximum and checks it, and what is
 *   left of the input, before it allocates. No codec is recursive, so depth is bounded by type.
 * - `decode` never throws on any input; it returns a `DecodeError`.
 */
import { bytesToHex, writeHex } from './bytes.ts';
import { err, ok, type Result } from './result.ts';
import { bytesToText, textToBytes } from './text.ts';

export type DecodeError = {
  readonly kind: 'malformed';
  readonly reason: string;
  readonly offset: number;
};

class Malformed extends Error {
  readonly offset: number;
  constructor(reason: string, offset: number) {
    super(reason);
    this.offset = offset;
  }
}

export class Writer {
  #buffer = new Uint8Array(256);
  #length = 0;

  #reserve(count: number): number {
    const at = this.#length;
    const needed = at + count;
    if (needed > this.#buffer.length) {
      const grown = new Uint8Array(Math.max(needed, this.#buffer.length * 2));
      grown.set(this.#buffer.subarray(0, at));
      this.#buffer = grown;
    }
    this.#length = needed;
    return at;
  }

  byte(value: number): void {
    const at = this.#reserve(1);
    this.#buffer[at] = value;
  }

  bytes(value: Uint8Array): void {
    const at = this.#reserve(value.length);
    this.#buffer.set(value, at);
  }

  /** Ids are kept as hex and written as bytes: they go straight into place. */
  hex(value: string): void {
    const at = this.#reserve(value.length / 2);
    writeHex(value, this.#buffer, at);
  }

  /** What was written; the writer begins anew. */
  finish(): Uint8Array {
    const written = this.#buffer.slice(0, this.#length);
    this.reset();
    return written;
  }

  reset(): void {
    this.#length = 0;
  }
}

export class Reader {
  readonly #input: Uint8Array;
  #offset = 0;

  constructor(input: Uint8Array) {
    // Node's Buffer is a Uint8Array whose `slice` is a view: seen as plain bytes, a slice is a copy.
    this.#input = new Uint8Array(input.buffer, input.byteOffset, input.length);
  }

  get offset(): number {
    return this.#offset;
  }

  get remaining(): number {
    return this.#input.length - this.#offset;
  }

  byte(): number {
    const value = this.#input[this.#offset];
    if (value === undefined) return this.fail('input ends early');
    this.#offset++;
    return value;
  }

  /** A copy of the next `count` bytes: never a view that would keep a whole frame alive. */
  bytes(count: number): Uint8Array {
    if (count > this.remaining) return this.fail('input ends early');
    const value = this.#input.slice(this.#offset, this.#offset + count);
    this.#offset += count;
    return value;
  }

  fail(reason: string): never {
    throw new Malformed(reason, this.#offset);
  }
}

/** How one type is written and read. `read` may only fail through `reader.fail`. */
export type Codec<T> = {
  write(writer: Writer, value: T): void;
  read(reader: Reader): T;
};

export type CodecValue<C> = C extends Codec<infer T> ? T : never;

/** As many as encodings were ever nested; each keeps its buffer. */
const idleWriters: Writer[] = [];

export const encode = <T>(codec: Codec<T>, value: T): Uint8Array => {
  const writer = idleWriters.pop() ?? new Writer();
  try {
    codec.write(writer, value);
    return writer.finish();
  } finally {
    writer.reset();
    idleWriters.push(writer);
  }
};

/** Reads exactly one value that fills `input`, of a format that has no codec. `read` may only fail through `reader.fail`. */
export const decodeBy = <T>(read: (reader: Reader) => T, input: Uint8Array): Result<T, DecodeError> => {
  const reader = new Reader(input);
  try {
    const value = read(reader);
    if (reader.remaining > 0) reader.fail('trailing bytes');
    return ok(value);
  } catch (thrown) {
    if (thrown instanceof Malformed)
      return err({ kind: 'malformed', reason: thrown.message, offset: thrown.offset });
    throw thrown;
  }
};

/** Reads exactly one value that fills `input`. */
export const decode = <T>(codec: Codec<T>, input: Uint8Array): Result<T, DecodeError> =>
  decodeBy((reader) => codec.read(reader), input);

export const u8: Codec<number> = {
  write(writer, value) {
    if (!Number.isInteger(value) || value < 0 || value > 0xff) throw new Error(`bug: ${value} is not a byte`);
    writer.byte(value);
  },
  read: (reader) => reader.byte(),
};

/** Unsigned LEB128 up to 2^53 − 1, minimal form only. */
export const varint: Codec<number> = {
  write(writer, value) {
    if (!Number.isSafeInteger(value) || value < 0) throw new Error(`bug: varint cannot hold ${value}`);
    let rest = value;
    while (rest >= 0x80) {
      writer.byte((rest % 0x80) | 0x80);
      rest = Math.floor(rest / 0x80);
    }
    writer.byte(rest);
  },
  read(reader) {
    let value = 0;
    let scale = 1;
    for (let index = 0; index < 8; index++) {
      const byte = reader.byte();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) {
        if (byte === 0 && index > 0) return reader.fail('varint is not minimal');
        return Number.isSafeInteger(value) ? value : reader.fail('varint is too large');
      }
      scale *= 0x80;
    }
    return reader.fail('varint is too long');
  },
};

/** A varint no larger than `max`. */
export const uint = (max: number): Codec<number> => ({
  write(writer, value) {
    // What is written beyond a limit would be refused by everyone else, for ever.
    if (value > max) throw new Error(`bug: number ${value} above ${max}`);
    varint.write(writer, value);
  },
  read(reader) {
    const value = varint.read(reader);
    return value <= max ? value : reader.fail(`number above ${max}`);
  },
});

export const bool: Codec<boolean> = {
  write: (writer, value) => writer.byte(value ? 1 : 0),
  read(reader) {
    const byte = reader.byte();
    return byte <= 1 ? byte === 1 : reader.fail('not a boolean');
  },
};

/** Exactly `length` bytes, no length prefix. */
export const fixedBytes = (length: number): Codec<Uint8Array> => ({
  write(writer, value) {
    if (value.length !== length) throw new Error(`bug: expected ${length} bytes, got ${value.length}`);
    writer.bytes(value);
  },
  read: (reader) => reader.bytes(length),
});

/** Length-prefixed bytes of at most `max`. */
export const blob = (max: number): Codec<Uint8Array> => {
  const length = uint(max);
  return {
    write(writer, value) {
      if (value.length > max) throw new Error(`bug: blob of ${value.length} bytes above ${max}`);
      length.write(writer, value.length);
      writer.bytes(value);
    },
    read: (reader) => reader.bytes(length.read(reader)),
  };
};

/**
 * Well-formed UTF-8 of at most `maxBytes` bytes. A lone surrogate has no UTF-8: writing one would give
 * others another text than the writer holds, so it is a bug here; input goes through `toWellFormed` first.
 */
export const text = (maxBytes: number): Codec<string> => {
  const raw = blob(maxBytes);
  return {
    write(writer, value) {
      if (!value.isWellFormed()) throw new Error('bug: text is not well-formed');
      raw.write(writer, textToBytes(value));
    },
    read(reader) {
      const bytes = raw.read(reader);
      try {
        return bytesToText(bytes);
      } catch {
        return reader.fail('text is not UTF-8');
      }
    },
  };
};

/** A branded hex id held as `length` raw bytes on the wire. The cast is the codec's: the length makes it valid. */
export const hexId = <Id extends string>(length: number): Codec<Id> => ({
  write(writer, value) {
    if (value.length !== 2 * length) throw new Error(`bug: expected an id of ${length} bytes`);
    writer.hex(value);
  },
  read: (reader) => bytesToHex(reader.bytes(length)) as Id,
});

export const list = <T>(item: Codec<T>, max: number): Codec<readonly T[]> => {
  const count = uint(max);
  return {
    write(writer, value) {
      if (value.length > max) throw new Error(`bug: list of ${value.length} above ${max}`);
      count.write(writer, value.length);
      for (const element of value) item.write(writer, element);
    },
    read(reader) {
      const length = count.read(reader);
      const out: T[] = [];
      for (let i = 0; i < length; i++) out.push(item.read(reader));
      return out;
    },
  };
};

/** A value that may be absent, held as `null`. */
export const nullable = <T>(inner: Codec<T>): Codec<T | null> => ({
  write(writer, value) {
    bool.write(writer, value !== null);
    if (value !== null) inner.write(writer, value);
  },
  read: (reader) => (bool.read(reader) ? inner.read(reader) : null),
});

/** One of a fixed list of words, held as its index. Append only: an index never changes its meaning. */
export const word = <const W extends string>(words: readonly W[]): Codec<W> => ({
  write(writer, value) {
    const index = words.indexOf(value);
    if (index < 0) throw new Error(`bug: unknown word ${value}`);
    varint.write(writer, index);
  },
  read: (reader) => words[varint.read(reader)] ?? reader.fail('unknown word'),
});

type Fields = Record<string, Codec<never>>;
type StructValue<F extends Fields> = { readonly [K in keyof F]: CodecValue<F[K]> };

/** Fields in the order they are written down. */
export const struct = <const F extends { readonly [key: string]: Codec<never> | Codec<unknown> }>(
  fields: F,
): Codec<{ readonly [K in keyof F]: CodecValue<F[K]> }> => {
  const entries = Object.entries(fields) as [string, Codec<unknown>][];
  return {
    write(writer, value) {
      const record = value as Record<string, unknown>;
      for (const [name, codec] of entries) codec.write(writer, record[name]);
    },
    read(reader) {
      const record: Record<string, unknown> = {};
      for (const [name, codec] of entries) record[name] = codec.read(reader);
      return record as StructValue<Fields> as { readonly [K in keyof F]: CodecValue<F[K]> };
    },
  };
};

type Variants = { readonly [type: string]: readonly [tag: number, codec: Codec<never> | Codec<unknown>] };
type VariantValue<V extends Variants> = {
  [K in keyof V & string]: { readonly type: K } & CodecValue<V[K][1]>;
}[keyof V & string];

/** A union discriminated by `type`, written as one tag byte and the variant's struct. Tags are never reused. */
export const union = <const V extends Variants>(variants: V): Codec<VariantValue<V>> => {
  const byTag = new Map<number, [string, Codec<unknown>]>();
  for (const [type, [tag, codec]] of Object.entries(variants)) {
    if (byTag.has(tag)) throw new Error(`bug: tag ${tag} is used twice`);
    if (!Number.isInteger(tag) || tag < 0 || tag > 0xff) throw new Error(`bug: tag ${tag} is not a byte`);
    byTag.set(tag, [type, codec as Codec<unknown>]);
  }
  return {
    write(writer, value) {
      const variant = Object.hasOwn(variants, value.type) ? variants[value.type] : undefined;
      if (!variant) throw new Error(`bug: unknown variant ${value.type}`);
      writer.byte(variant[0]);
      (variant[1] as Codec<unknown>).write(writer, value);
    },
    read(reader) {
      const variant = byTag.get(reader.byte());
      if (!variant) return reader.fail('unknown variant');
      const [type, codec] = variant;
      return { type, ...(codec.read(reader) as object) } as VariantValue<V>;
    },
  };
};
