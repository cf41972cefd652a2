import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { bytesEqual, type ImportProgress, limits, textToBytes } from '@maru/sync-core';
import { describe, expect, test } from 'vitest';
import { type ImportOptions, importIrc, type LogFile } from '../../host/import/importer.ts';
import { channelOf, splitText } from '../../host/import/irc-resolve.ts';
import type { ImportedLine } from '../../host/import/target.ts';
import { createInstantClock, createMemoryTarget, type MemoryTarget } from './memory-target.ts';

const log = (name: string, ...lines: readonly string[]): LogFile => ({
  name,
  bytes: textToBytes(`${lines.join('\n')}\n`),
});

const run = async (files: readonly LogFile[], target: MemoryTarget, options: Partial<ImportOptions> = {}) => {
  const told: ImportProgress[] = [];
  const result = await importIrc(files, target, {
    id: 'one',
    clock: createInstantClock(),
    signal: new AbortController().signal,
    onProgress: (progress) => told.push(progress),
    ...options,
  });
  if (!result.ok) throw new Error('a target in memory refuses nothing');
  return { ...result.value, told };
};

const importLines = async (...lines: readonly string[]): Promise<readonly ImportedLine[]> => {
  const target = createMemoryTarget();
  await run([log('irc/ubuntu/2004-11-15.log', ...lines)], target);
  return target.channels.get('ubuntu') ?? [];
};

/** Which line (from 0) each line answers. */
const answers = (lines: readonly ImportedLine[]): readonly (number | null)[] =>
  lines.map(({ replyToSource: to }) =>
    to === null ? null : lines.findIndex(({ source }) => bytesEqual(source, to)),
  );

const fixtures = join(import.meta.dirname, '..', 'fixtures', 'irc');
const readFiles = (folder: string): readonly LogFile[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.log(\.gz)?$/.test(name))
    .map((name) => ({
      name: `irc/${name.replaceAll('\\', '/')}`,
      bytes: new Uint8Array(readFileSync(join(folder, name))),
    }));

describe('replies', () => {
  test('`nick:` and `nick,` answer that nick’s last message', async () => {
    const lines = await importLines(
      '[12:00] <Anna> one',
      '[12:00] <ben> two',
      '[12:01] <Anna> three',
      '[12:01] <ben> anna: yes',
      '[12:02] <Anna> Ben, ok',
      '[12:02] <Anna> nobody: hm',
      '[12:02] <Anna> anna: me',
      '[12:03] <ben> http://anna: no',
    );
    expect(answers(lines)).toEqual([null, null, null, 2, 3, null, null, null]);
  });

  test('by either name after a rename', async () => {
    const lines = await importLines(
      '[12:00] <usual> one',
      '=== usual is now known as ubuntor',
      '[12:01] <ben> ubuntor: a',
      '[12:01] <ben> usual: b',
      '[12:02] <ubuntor> two',
      '[12:02] <ben> usual: c',
    );
    expect(answers(lines)).toEqual([null, null, 0, 0, null, 4]);
  });

  test('not beyond the window', async () => {
    const noise = Array.from({ length: 1_000 }, (_, index) => `[12:00] <noise> ${index}`);
    const lines = await importLines('[12:00] <anna> one', ...noise, '[12:01] <ben> anna: late');
    expect(lines.at(-1)?.replyToSource).toBeNull();
  });
});

describe('an import', () => {
  test('malformed lines are counted and left out; the rest goes on', async () => {
    const target = createMemoryTarget();
    const { progress } = await run(
      [log('irc/a/1.log', '[12:00] <a> b', '%%%', '', '[12:99] <a> b', '[12:01] <a> c')],
      target,
    );
    expect(progress).toMatchObject({
      phase: 'done',
      files: 1,
      filesDone: 1,
      lines: 5,
      messages: 2,
      malformed: 2,
    });
  });

  test('a file that cannot be read is told of and does not stop the others', async () => {
    const target = createMemoryTarget();
    const bad = { name: 'irc/a/0.log.gz', bytes: new Uint8Array([0x1f, 0x8b, 9]) };
    const { progress, problems } = await run([bad, log('irc/a/1.log', '[12:00] <a> b')], target);
    expect(problems).toEqual([{ file: '0.log', error: { kind: 'bad-gzip' } }]);
    expect(progress).toMatchObject({ phase: 'done', filesDone: 2, messages: 1, malformed: 1 });
  });

  test('text without a nickname goes on as its last speaker', async () => {
    const target = createMemoryTarget();
    await run(
      [
        log(
          'x.log',
          'rust 2018-05-29 [22:26:06] first',
          'rust 2018-05-29 [22:26:06] <eval> a',
          'rust 2018-05-29 [22:26:07] b',
        ),
      ],
      target,
    );
    expect(target.channels.get('rust')?.map(({ author, text }) => `${author}: ${text}`)).toEqual([
      'eval: a',
      'eval: b',
    ]);
  });

  test('a text that is too long for one message becomes several', async () => {
    const text = '가😀'.repeat(4_000);
    const lines = await importLines(`[12:00] <a> ${text}`, '[12:00] <b> c');
    expect(
      lines
        .slice(0, -1)
        .map((line) => line.text)
        .join(''),
    ).toBe(text);
    for (const line of lines) expect(textToBytes(line.text).length).toBeLessThanOrEqual(limits.messageBytes);
    expect(lines.map(({ at }) => at.counter)).toEqual([0, 1, 2]);
    expect(splitText('abc', 4)).toEqual(['abc']);
  });

  test('run twice: nothing doubled; also when the file was packed or moved', async () => {
    const target = createMemoryTarget();
    const files = readFiles(fixtures);
    const first = await run(files, target, { batchLines: 50 });
    const second = await run(files, target, { batchLines: 50 });
    expect(first.progress.messages).toBeGreaterThan(200);
    expect(second.progress).toMatchObject({
      messages: 0,
      skippedDoubles: first.progress.messages,
      lines: first.progress.lines,
    });
    expect(first.progress.malformed).toBe(0);
    const moved = files.map(({ name, bytes }) => ({
      name: `elsewhere/${name}.gz`,
      bytes: new Uint8Array(gzipSync(bytes)),
    }));
    expect((await run(moved, target)).progress).toMatchObject({
      messages: 0,
      skippedDoubles: first.progress.messages,
    });
    expect([...target.channels.keys()].sort()).toEqual([
      'channel-two',
      'mediawiki',
      'rust',
      'ubuntu',
      'ubuntu-meeting',
    ]);
  });

  test('stopped half-way and run again: as if run once', async () => {
    const files = readFiles(fixtures);
    const once = createMemoryTarget();
    await run(files, once);
    const target = createMemoryTarget();
    const stop = new AbortController();
    const stopped = await run(files, target, {
      batchLines: 20,
      signal: stop.signal,
      onProgress: ({ messages }) => messages > 100 && stop.abort(),
    });
    expect(stopped.progress.phase).toBe('stopped');
    expect(stopped.progress.messages).toBeLessThan(200);
    const rest = await run(files, target);
    expect(rest.progress.phase).toBe('done');
    expect(rest.progress.skippedDoubles).toBe(stopped.progress.messages);
    expect(target.channels).toEqual(once.channels);
  });

  test('progress only grows and ends with the figures', async () => {
    const { told, progress } = await run(readFiles(fixtures), createMemoryTarget(), { batchLines: 50 });
    expect(told[0]?.phase).toBe('reading');
    expect(told.at(-1)).toEqual(progress);
    for (const [index, { lines }] of told.entries())
      expect(lines).toBeGreaterThanOrEqual(told[index - 1]?.lines ?? 0);
  });
});

test.each([
  ['../data/irc/ubuntu/2004-11-15_03.log.gz', null, 'ubuntu'],
  ['irc/rust/rust.0.log', 'other', 'rust'],
  ['C:\\logs\\irc\\rust\\0.log', null, 'rust'],
  ['downloads/rust.0.log.gz', 'rust-dev', 'rust-dev'],
  ['ubuntu-meeting.0.log', null, 'ubuntu-meeting'],
  ['#ubuntu-2004-11-15.log', null, 'ubuntu'],
  ['ubuntu/2004-11-15_03.log', null, 'ubuntu'],
  ['2004-11-15_03.log', null, 'irc'],
  ['irc/../2004.log', null, 'irc'],
])('the channel of %s (dated lines say %s) is %s', (path, dated, channel) => {
  expect(channelOf(path, dated)).toBe(channel);
});
