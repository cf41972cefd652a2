/** The same work for Maru and for bare SQLite: a new community, and messages brought into its first channel. */
import { join } from 'node:path';
import type { ChannelId, Client, ImportedItem, OpenCommunity } from '@maru/sync-core';
import { onlyCommunity, openPerson, textChannels, value } from '../../lib/maru.ts';
import { createTexts } from '../../lib/texts.ts';
import type { Trial } from '../../lib/trial.ts';

export const importBatch = 2_000;
export const postsAtOnce = 1_000;

export const countsOf = (trial: Trial) =>
  trial.pick({
    tiny: { imported: 200, posts: 100, singles: 20 },
    quick: { imported: 4_000, posts: 1_000, singles: 150 },
    full: { imported: 40_000, posts: 10_000, singles: 1_000 },
  });

export type World = {
  readonly client: Client;
  readonly community: OpenCommunity;
  readonly channel: ChannelId;
  readonly file: string;
};

export const openWorld = async (folder: string): Promise<World> => {
  const client = await openPerson(folder);
  const { community: id, channel } = value(await client.createCommunity('Benchmark'));
  const community = onlyCommunity(client);
  if (!textChannels(community).includes(channel)) throw new Error('no channel');
  return { client, community, channel, file: join(folder, `${id}.sqlite`) };
};

export const makeTexts = (seed: number, count: number): readonly string[] => {
  const texts = createTexts(seed);
  return Array.from({ length: count }, () => texts.next());
};

const importedFrom = Date.UTC(2020, 0, 1);

export const makeItems = (seed: number, count: number): readonly ImportedItem[] =>
  makeTexts(seed, count).map((text, index) => {
    const source = new Uint8Array(16);
    new DataView(source.buffer).setUint32(0, index);
    return {
      author: `nick${index % 50}`,
      at: { ms: importedFrom + index * 20_000, counter: 0 },
      text,
      system: null,
      source,
      replyToSource: null,
    };
  });

export const importAll = async (world: World, items: readonly ImportedItem[]): Promise<void> => {
  for (let at = 0; at < items.length; at += importBatch)
    value(await world.community.commands.importMessages(world.channel, items.slice(at, at + importBatch)));
};

const post = (world: World, text: string) =>
  world.community.commands.post({ channel: world.channel, thread: null }, text, null);

export const postAtOnce = async (world: World, texts: readonly string[]): Promise<void> => {
  for (let at = 0; at < texts.length; at += postsAtOnce)
    for (const done of await Promise.all(texts.slice(at, at + postsAtOnce).map((text) => post(world, text))))
      value(done);
};

export const postEach = async (world: World, texts: readonly string[]): Promise<void> => {
  for (const text of texts) value(await post(world, text));
};

export const expectMessages = (world: World, count: number): void => {
  const found = world.community.core.store.messageCount();
  if (found !== count) throw new Error(`${found} messages of ${count} are shown`);
};
