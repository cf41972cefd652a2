/** Looks for words in bytes, however they may have been written down, and in what is packed in them. */
import { constants, inflateRawSync, inflateSync } from 'node:zlib';

/** The characters that `text` always has in base64 when it stands `offset` bytes into a group of three. */
const base64At = (text: string, offset: number): string => {
  const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(text)]);
  // The first characters and the last depend on the neighbours.
  return bytes.toString('base64').slice(Math.ceil((offset * 8) / 6), Math.floor((bytes.length * 8) / 6));
};

const bigEndian = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

const shapesOf = (text: string): readonly (readonly [string, Buffer])[] => [
  ['UTF-8', Buffer.from(text)],
  ['UTF-16 LE', Buffer.from(text, 'utf16le')],
  ['UTF-16 BE', bigEndian(text)],
  ...[0, 1, 2].flatMap((offset) => {
    const plain = base64At(text, offset);
    const url = plain.replaceAll('+', '-').replaceAll('/', '_');
    return [...new Set([plain, url])].map((shape) => [`base64 at ${offset}`, Buffer.from(shape)] as const);
  }),
];

type Packing = {
  readonly name: string;
  /** How it begins. */
  readonly mark: Buffer;
  /** Bytes from the mark to where the packed ones may begin. */
  readonly offsets: readonly number[];
  readonly unpack: (bytes: Buffer) => Buffer;
};

// What is cut off is unpacked as far as it goes; noise that happens to begin like this ends at once.
const options = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 1024 * 1024 };
const raw = (bytes: Buffer): Buffer => inflateRawSync(bytes, options);
const zlib = (bytes: Buffer): Buffer => inflateSync(bytes, options);
const zlibMarks = [0x01, 0x5e, 0x9c, 0xda].map((level) => Buffer.of(0x78, level));

const packings: readonly Packing[] = [
  ...zlibMarks.map((mark) => ({ name: 'zlib', mark, offsets: [0], unpack: zlib })),
  { name: 'gzip', mark: Buffer.of(0x1f, 0x8b, 8), offsets: [10], unpack: raw },
  // An Automerge chunk: mark, checksum, type, length (one to four bytes); a packed change follows.
  { name: 'Automerge', mark: Buffer.of(0x85, 0x6f, 0x4a, 0x83), offsets: [10, 11, 12, 13], unpack: raw },
];

/** More than this of what stands behind a mark isn't looked at. */
const packedBytes = 256 * 1024;

/** Whatever in `bytes` can be unpacked, with the name of its packing. */
const unpacked = (bytes: Buffer): readonly (readonly [string, Buffer])[] =>
  packings.flatMap(({ name, mark, offsets, unpack }) => {
    const found: (readonly [string, Buffer])[] = [];
    for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, at + 1))
      for (const offset of offsets) {
        try {
          const start = at + offset;
          const content = unpack(bytes.subarray(start, start + packedBytes));
          if (content.length > 0) found.push([name, content]);
        } catch {
          // Nothing packed begins here.
        }
      }
    return found;
  });

/** An Automerge document packs its columns each by itself, without a mark: only that it is one is seen. */
const automergeDocument = Buffer.of(0x85, 0x6f, 0x4a, 0x83);

/** Which of `secrets` are in `bytes`, and how they are written there; and whole documents, whatever they say. */
export const findPlaintext = (bytes: Buffer, secrets: Iterable<string>): readonly string[] => {
  const places = [['', bytes] as const, ...unpacked(bytes)];
  const words = [...secrets].flatMap((secret) =>
    shapesOf(secret).flatMap(([shape, pattern]) =>
      places
        .filter(([, content]) => content.includes(pattern))
        .map(([packing]) => `“${secret}” in ${shape}${packing === '' ? '' : `, ${packing}`}`),
    ),
  );
  return bytes.includes(automergeDocument) ? [...words, 'an Automerge document or change'] : words;
};
