import { gzipSync } from 'node:zlib';
import { textToBytes } from '@maru/sync-core';
import { describe, expect, test } from 'vitest';
import { lineToText, logLines, unpackLog } from '../../host/import/irc-file.ts';

const texts = (content: string | Uint8Array) =>
  [...logLines(typeof content === 'string' ? textToBytes(content) : content)].map(({ text }) => text);

describe('a log file', () => {
  test('plain and gzip give the same', async () => {
    const plain = textToBytes('[01:00] <a> b\n');
    expect(await unpackLog(plain)).toEqual({ ok: true, value: plain });
    const packed = await unpackLog(new Uint8Array(gzipSync(plain)));
    expect(packed.ok && texts(packed.value)).toEqual(['[01:00] <a> b']);
  });

  test('a gzip bomb is refused at the cap', async () => {
    const bomb = new Uint8Array(gzipSync(new Uint8Array(8 * 1024 * 1024)));
    expect(bomb.length).toBeLessThan(16_384);
    expect(await unpackLog(bomb, 65_536)).toEqual({
      ok: false,
      error: { kind: 'too-large', limitBytes: 65_536 },
    });
    expect(await unpackLog(new Uint8Array(100), 99)).toEqual({
      ok: false,
      error: { kind: 'too-large', limitBytes: 99 },
    });
  });

  test('damaged gzip is refused', async () => {
    const packed = new Uint8Array(gzipSync(textToBytes('[01:00] <a> b\n'.repeat(100))));
    const bad = { ok: false, error: { kind: 'bad-gzip' } };
    expect(await unpackLog(packed.subarray(0, packed.length - 12))).toEqual(bad);
    expect(await unpackLog(new Uint8Array([0x1f, 0x8b, 1, 2, 3]))).toEqual(bad);
  });

  test('line ends of both kinds; no line after the last end', () => {
    expect(texts('a\r\nb\n\nc')).toEqual(['a', 'b', '', 'c']);
    expect(texts('')).toEqual([]);
  });

  test('UTF-8, and Latin-1 only for the lines that are not', () => {
    const mixed = new Uint8Array([
      ...textToBytes('한국어 é\n'),
      0x63,
      0x61,
      0x66,
      0xe9,
      0x0a,
      ...textToBytes('ü'),
    ]);
    expect(texts(mixed)).toEqual(['한국어 é', 'café', 'ü']);
  });

  test('mIRC colours, styles and other control codes are taken off', () => {
    expect(lineToText(textToBytes('\x0304,12red\x03 \x02bold\x02 \x1fline\x1f\x0f \x16\x1d\x00end\tx'))).toBe(
      'red bold line end\tx',
    );
  });
});
