/**
 * A log file's bytes as lines of text: gzip or plain, UTF-8 or, line by line, Latin-1 (what old
 * clients wrote), without mIRC's colour and style codes. Refuses a file that unpacks to more than
 * the cap, as soon as it does, and damaged gzip.
 */
import { bytesToText, concatBytes, err, ok, type Result } from '@maru/sync-core';

/** Bytes that one file may unpack to: 20 times the whole corpus that Maru is measured with. */
export const maxLogBytes = 256 * 1024 * 1024;

export type LogFileError =
  | { readonly kind: 'too-large'; readonly limitBytes: number }
  | { readonly kind: 'bad-gzip' };

/** One line: as it lay in the file, and as text. */
export type LogLine = { readonly bytes: Uint8Array; readonly text: string };

const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** The file's content. `limitBytes` is checked while unpacking, so a small bomb never fills the memory. */
export const unpackLog = async (
  bytes: Uint8Array,
  limitBytes: number = maxLogBytes,
): Promise<Result<Uint8Array, LogFileError>> => {
  if (!isGzip(bytes)) return bytes.length > limitBytes ? err({ kind: 'too-large', limitBytes }) : ok(bytes);
  const unpacker = new DecompressionStream('gzip');
  const writer = unpacker.writable.getWriter();
  // What fails here fails the reading side too, where it is answered.
  const fed = writer.write(new Uint8Array(bytes)).then(
    () => writer.close(),
    () => undefined,
  );
  void fed.catch(() => undefined);
  const reader = unpacker.readable.getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return ok(concatBytes(...parts));
      length += value.length;
      if (length > limitBytes) {
        await reader.cancel().catch(() => undefined);
        return err({ kind: 'too-large', limitBytes });
      }
      parts.push(value);
    }
  } catch {
    return err({ kind: 'bad-gzip' });
  }
};

const latin1 = (bytes: Uint8Array): string => {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
};

/** mIRC: colour (with up to two numbers), bold, italics, underline, reverse, plain; then any other control code. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control codes are what it removes.
const controlCodes = /\x03(?:\d{1,2}(?:,\d{1,2})?)?|\x04(?:[0-9a-fA-F]{6})?|[\x00-\x08\x0b-\x1f\x7f]/g;

/** Text of one line's bytes, well-formed and without control codes (tabs stay). */
export const lineToText = (bytes: Uint8Array): string => {
  let text: string;
  try {
    text = bytesToText(bytes);
  } catch {
    text = latin1(bytes);
  }
  return text.replace(controlCodes, '').replaceAll('\ufeff', '').toWellFormed();
};

/** The lines of a file, ends (LF or CRLF) taken off. An empty piece after the last end is no line. */
export function* logLines(content: Uint8Array): Generator<LogLine> {
  let start = 0;
  while (start < content.length) {
    const at = content.indexOf(0x0a, start);
    const end = at === -1 ? content.length : at;
    const bytes = content.subarray(start, end > start && content[end - 1] === 0x0d ? end - 1 : end);
    yield { bytes, text: lineToText(bytes) };
    start = end + 1;
  }
}
