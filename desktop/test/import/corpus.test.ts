/** The whole corpus, where it lies beside the project; elsewhere the fixtures are all there is. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bytesToHex } from '@maru/sync-core';
import { expect, test } from 'vitest';
import { unpackLog } from '../../host/import/irc-file.ts';
import { resolveLog } from '../../host/import/irc-resolve.ts';

const corpus = join(import.meta.dirname, '..', '..', '..', '..', 'shared', 'data', 'irc');
const present = existsSync(corpus);

test('the corpus: every line is understood and named once', async (context) => {
  if (!present) context.skip('the recorded logs do not lie beside the project');
  const counts = new Map<string, number>();
  const count = (what: string) => counts.set(what, (counts.get(what) ?? 0) + 1);
  const sources = new Set<string>();
  for (const path of readdirSync(corpus, { recursive: true, encoding: 'utf8' })) {
    if (!path.endsWith('.gz')) continue;
    const content = await unpackLog(new Uint8Array(readFileSync(join(corpus, path))));
    if (!content.ok) throw new Error(`${path}: ${content.error.kind}`);
    const { channel, lines } = resolveLog(join('irc', path), content.value);
    count(`channel ${channel}`);
    for (const { items, malformed } of lines) {
      count('line');
      if (malformed) count('malformed');
      for (const { system, replyToSource, source } of items) {
        count(system ?? 'message');
        if (replyToSource !== null) count('reply');
        sources.add(bytesToHex(source));
      }
    }
  }
  const of = (what: string) => counts.get(what) ?? 0;
  expect([...counts.keys()].filter((key) => key.startsWith('channel ')).sort()).toEqual(
    ['channel-two', 'mediawiki', 'rust', 'ubuntu', 'ubuntu-meeting'].map((name) => `channel ${name}`),
  );
  expect(of('line')).toBeGreaterThan(200_000);
  expect(sources.size).toBe(of('line') - of('malformed'));
  expect(of('malformed') / of('line')).toBeLessThan(0.001);
  expect(of('message')).toBeGreaterThan(190_000);
  expect(of('reply')).toBeGreaterThan(70_000);
  expect(of('joined')).toBeGreaterThan(14_000);
  expect(of('left')).toBeGreaterThan(2_900);
  expect(of('renamed')).toBeGreaterThan(4_100);
  expect(of('topic')).toBeGreaterThan(5);
  expect(of('action')).toBeGreaterThan(1_000);
}, 120_000);
