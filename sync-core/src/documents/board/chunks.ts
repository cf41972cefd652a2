/**
 * An update of a board: Automerge change chunks, one after the other, plain or compressed; whole documents and
 * bundles are refused. Compressed ones are inflated here, within bounds, and given on plain: Automerge itself
 * would inflate whatever it is given.
 *
 * A chunk: four fixed bytes, a checksum (the head of the hash), a kind, the length, the body.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, encode, err, ok, type Result, varint } from '../../base/index.ts';
import { limits } from '../../model/index.ts';
import type { DocumentRefusal } from '../port.ts';
import { inflateWithin } from './inflate.ts';
import { cursorOver, fail, Unreadable } from './leb.ts';

export type Chunk = {
  /** Of the change. */
  readonly hash: string;
  readonly body: Uint8Array;
  /** The whole of it, not compressed. */
  readonly plain: Uint8Array;
};

const magic = 0x856f4a83;
const kinds = { change: 1, compressed: 2 } as const;

type RawChunk = { readonly checksum: string; readonly kind: number; readonly content: Uint8Array };

const split = (update: Uint8Array): readonly RawChunk[] => {
  const cursor = cursorOver(update);
  const chunks: RawChunk[] = [];
  while (cursor.left() > 0) {
    const head = cursor.bytes(4).reduce((value, byte) => value * 256 + byte, 0);
    if (head !== magic) fail('not a chunk');
    if (chunks.length === limits.boardChangesPerUpdate) fail('too many changes');
    chunks.push({
      checksum: bytesToHex(cursor.bytes(4)),
      kind: cursor.byte(),
      content: cursor.bytes(cursor.uint()),
    });
  }
  return chunks;
};

const toBody = ({ kind, content }: RawChunk): Result<Uint8Array, DocumentRefusal> => {
  if (kind === kinds.change)
    return content.length > limits.boardChangeBytes ? err({ kind: 'too-large' }) : ok(content);
  if (kind === kinds.compressed) return inflateWithin(content, limits.boardChangeBytes);
  return err({ kind: 'malformed' });
};

/** In their order; refused whole where one of them can't be taken. */
export const readChunks = (update: Uint8Array): Result<readonly Chunk[], DocumentRefusal> => {
  let raw: readonly RawChunk[];
  try {
    raw = split(update);
  } catch (thrown) {
    if (thrown instanceof Unreadable) return err({ kind: 'malformed' });
    throw thrown;
  }
  const chunks: Chunk[] = [];
  let size = 0;
  for (const chunk of raw) {
    const body = toBody(chunk);
    if (!body.ok) return body;
    size += body.value.length;
    if (size > limits.boardChangeBytes) return err({ kind: 'too-large' });
    const content = concatBytes(Uint8Array.of(kinds.change), encode(varint, body.value.length), body.value);
    const digest = sha256(content);
    const hash = bytesToHex(digest);
    if (!hash.startsWith(chunk.checksum)) return err({ kind: 'malformed' });
    const head = Uint8Array.of(0x85, 0x6f, 0x4a, 0x83, ...digest.subarray(0, 4));
    chunks.push({ hash, body: body.value, plain: concatBytes(head, content) });
  }
  return ok(chunks);
};
