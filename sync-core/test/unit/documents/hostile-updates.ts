/** Updates of a note by hand, byte by byte, as no page makes them. */
import { concatBytes, encode, textToBytes, varint } from '../../../src/base/index.ts';
import { noteRoot } from '../../../src/documents/index.ts';

/** Numbers, texts and plain bytes of Yjs' format 1. */
export const n = (value: number): Uint8Array => encode(varint, value);
export const str = (text: string): Uint8Array => concatBytes(n(textToBytes(text).length), textToBytes(text));
export const b = (...values: readonly number[]): Uint8Array => new Uint8Array(values);

export const root = concatBytes(b(1), str(noteRoot));
export const noDeletions = b(0);

/** An update of one client: its structs as they are, then what it deletes. */
export const update = (
  client: number,
  structs: readonly Uint8Array[],
  { clock = 0, deletions = noDeletions } = {},
): Uint8Array => {
  const parts = [b(1), n(structs.length), n(client), n(clock), ...structs, deletions];
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
};

export const element = (parent = root, name = 'paragraph'): Uint8Array =>
  concatBytes(b(7), parent, b(3), str(name));

/** Many blocks, each after the one before. */
export const manyBlocks = (client: number, count: number): Uint8Array =>
  update(
    client,
    Array.from({ length: count }, (_, index) =>
      index === 0 ? element() : concatBytes(b(7 | 128), n(client), n(index - 1), b(3), str('p')),
    ),
  );

/** So many blocks between the first and the last of `blocks`: where each of them goes is looked for among all. */
export const searches = (client: number, count: number, blocks: number): Uint8Array =>
  update(
    client,
    Array.from({ length: count }, () =>
      concatBytes(b(7 | 128 | 64), n(client), n(0), n(client), n(blocks - 1), b(3), str('p')),
    ),
    { clock: blocks },
  );
