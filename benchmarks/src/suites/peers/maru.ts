import { join } from 'node:path';
import { onlyCommunity, openPerson, startRelayProcess, textChannels, until, value } from '../../lib/maru.ts';
import { type Peer, postAtOnce } from './peer.ts';

export const maru: Peer = {
  label: 'Maru',
  promises:
    'End-to-end encrypted; each envelope signed and verified by relay and reader; every post, append and receipt durable (WAL, FULL) before it is acknowledged; search index included.',
  async start({ folder }) {
    const relayFolder = join(folder, 'relay');
    const home = join(folder, 'second');
    const relay = await startRelayProcess({ folder: relayFolder });
    const first = await openPerson(join(folder, 'first'), { relayUrl: relay.syncUrl });
    const { channel } = value(await first.createCommunity('Peers'));
    const writing = onlyCommunity(first);
    const { link } = value(await writing.commands.createInvite({ maxAgeMs: null, maxUses: null }));
    let second = await openPerson(home, { relayUrl: relay.syncUrl });
    value(await second.joinCommunity(link));
    const reading = onlyCommunity(second);
    await until('they are a member', () => reading.queries.membership().kind === 'member');
    await until('both know', () => writing.core.governance.current().members.size === 2);
    const place = { channel, thread: null };
    return {
      folders: { server: relayFolder, client: home },
      async post(texts) {
        await postAtOnce(texts, async (text) => {
          value(await writing.commands.post(place, text, null));
        });
        // Counted from the committed rows of the second one's file.
        await until('all are held', () => reading.core.store.messageCount() === texts.length, {
          everyMs: 10,
          atMostMs: 600_000,
        });
      },
      async readBack() {
        await second.close();
        second = await openPerson(home);
        const community = onlyCommunity(second);
        if (!textChannels(community).includes(channel)) throw new Error('no channel');
        const { messages } = community.queries.page(place, { kind: 'newest' }, 1);
        return { count: community.core.store.messageCount(), last: messages.at(-1)?.text ?? '' };
      },
      async stop() {
        await first.close();
        await second.close();
        await relay.stop();
      },
    };
  },
};
