import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import {
  createBetterSqliteDriver,
  createFileSecretStore,
  createNodeClock,
  nodeSha256,
} from '../../../drivers/node/index.ts';
import { createClient, createSuite, type ImportedItem, silentLogger } from '../../../src/index.ts';
import { createSeededRandom } from '../../../testing/seeded-random.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const taken = <T>(result: { readonly ok: true; readonly value: T } | { readonly ok: false }): T => {
  if (!result.ok) throw new Error('refused');
  return result.value;
};

const openCommunity = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'maru-import-'));
  folders.push(folder);
  const random = createSeededRandom('import');
  const client = taken(
    await createClient({
      suite: await createSuite(random, nodeSha256),
      random,
      clock: createNodeClock(),
      driver: createBetterSqliteDriver({ folder }),
      secrets: createFileSecretStore(folder),
      // Nobody is there: the client works offline.
      connector: {
        connect: () => ({ send: () => undefined, close: () => undefined, bufferedBytes: () => 0 }),
      },
      logger: silentLogger,
      defaultRelayUrl: 'ws://127.0.0.1:9/sync',
      firstNames: { category: 'Chat', channel: 'general' },
    }),
  );
  taken(await client.createProfile({ name: 'ada', colour: 'pine' }));
  const { community, channel } = taken(await client.createCommunity('Club'));
  const open = client.community(community);
  if (!open) throw new Error('not open');
  return { client, open, channel };
};

const sourceOf = (index: number): Uint8Array => {
  const source = new Uint8Array(16);
  new DataView(source.buffer).setUint32(0, index);
  return source;
};

/** The longest names and words that there may be, so that envelopes fill up by bytes too. */
const item = (index: number, replyTo: number | null): ImportedItem => ({
  author: '닉'.repeat(40),
  at: { ms: Date.UTC(2020, 0, 1) + index * 1_000, counter: 0 },
  text: `line ${index} ${'가나다라 '.repeat(index % 90)}`,
  system: null,
  source: sourceOf(index),
  replyToSource: replyTo === null ? null : sourceOf(replyTo),
});

describe('an import', () => {
  it('brings each line once, however it is cut and repeated, with what it answers', async () => {
    const { client, open, channel } = await openCommunity();
    const items = Array.from({ length: 900 }, (_, index) => item(index, index >= 7 ? index - 7 : null));
    const first = await open.commands.importMessages(channel, items.slice(0, 500));
    // Lines that came before, lines twice in one piece, lines twice in two pieces.
    const again = await open.commands.importMessages(channel, [
      ...items.slice(450, 700),
      ...items.slice(690, 900),
      ...items.slice(880),
    ]);
    expect([first, again]).toEqual([
      { ok: true, value: { written: 500, doubles: 0 } },
      { ok: true, value: { written: 400, doubles: 80 } },
    ]);
    expect(open.core.store.messageCount()).toBe(900);
    const found = open.queries.search('line 612', null, null, 5).hits.map(({ message }) => message);
    expect(found.map(({ text }) => text.slice(0, 8))).toEqual(['line 612']);
    const answered = open.core.store.messageBySource(channel, sourceOf(605));
    expect(open.core.store.message(found[0]?.id ?? fail())?.replyTo).toBe(answered);
    await client.close();
  });
});

const fail = (): never => {
  throw new Error('nothing was found');
};
