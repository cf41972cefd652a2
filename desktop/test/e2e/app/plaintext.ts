/** Looks for words in bytes, however they may have been written down. */

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

/** Which of `secrets` are in `bytes`, and how they are written there. */
export const findPlaintext = (bytes: Buffer, secrets: Iterable<string>): readonly string[] =>
  [...secrets].flatMap((secret) =>
    shapesOf(secret).flatMap(([shape, pattern]) =>
      bytes.includes(pattern) ? [`“${secret}” in ${shape}`] : [],
    ),
  );
