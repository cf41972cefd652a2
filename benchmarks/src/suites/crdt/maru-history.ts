/** A replica that is about to receive others' sealed messages: opened, verified, folded and stored by `receive`. */
import type { Segment } from '@maru/sync-core';
import { foundCommunity, history } from '../../fixtures/community.ts';
import { receive } from '../../fixtures/people.ts';
import { nodeSuite } from '../../lib/maru.ts';

export const createGhostHistory = async (folder: string, count: number, seed: number) => {
  const { client, community, ghosts } = await foundCommunity(await nodeSuite(), folder, {
    people: 5,
    channels: 1,
  });
  const segments: readonly Segment[] = [...history(community, ghosts, count, seed)];
  return {
    async receive(): Promise<void> {
      for (let at = 0; at < segments.length; at += 10) await receive(community, segments.slice(at, at + 10));
    },
    async verify(): Promise<void> {
      const held = community.core.store.messageCount();
      await client.close();
      if (held !== count) throw new Error(`${held} messages of ${count}`);
    },
  };
};
