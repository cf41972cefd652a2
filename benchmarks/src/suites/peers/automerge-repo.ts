import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type AutomergeUrl, type DocHandle, Repo } from '@automerge/automerge-repo';
import { WebSocketClientAdapter } from '@automerge/automerge-repo-network-websocket';
import { NodeFSStorageAdapter } from '@automerge/automerge-repo-storage-nodefs';
import { until } from '../../lib/maru.ts';
import { startServer } from '../relay/servers.ts';
import { type Peer, settled } from './peer.ts';

type Chat = { messages: { author: string; at: number; text: string }[] };

const openRepo = (folder: string, url: string | null): Repo =>
  new Repo({
    network: url === null ? [] : [new WebSocketClientAdapter(url)],
    storage: new NodeFSStorageAdapter(folder),
  });

const countOf = (handle: DocHandle<Chat>): number => handle.doc().messages.length;

/** Asked again while the server hasn't got it from the first client yet. */
const findSoon = async (repo: Repo, url: AutomergeUrl): Promise<DocHandle<Chat>> => {
  const deadline = performance.now() + 20_000;
  for (;;) {
    try {
      return await repo.find<Chat>(url);
    } catch (thrown) {
      if (performance.now() > deadline) throw thrown;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
};

export const automergeRepo: Peer = {
  label: 'automerge-repo',
  promises:
    'Not encrypted, not signed; changes are hash-linked. Its nodefs storage writes files without flushing them to the disk; posts are not awaited one by one.',
  async start({ folder }) {
    const serverFolder = join(folder, 'server');
    const home = join(folder, 'second');
    const server = await startServer(fileURLToPath(new URL('./automerge-server-main.ts', import.meta.url)), [
      serverFolder,
    ]);
    const first = openRepo(join(folder, 'first'), server.url);
    const second = openRepo(home, server.url);
    const writing = first.create<Chat>({ messages: [] });
    const reading = await findSoon(second, writing.url);
    return {
      folders: { server: serverFolder, client: home },
      async post(texts) {
        for (const [index, text] of texts.entries()) {
          writing.change((chat) => void chat.messages.push({ author: 'bench', at: index, text }));
          // Its own timers and sockets get their turn, as between what a person types.
          if (index % 20 === 19) await new Promise((resolve) => setImmediate(resolve));
        }
        await until('all are held', () => countOf(reading) === texts.length, {
          everyMs: 10,
          atMostMs: 600_000,
        });
        await second.flush();
      },
      async readBack() {
        const alone = openRepo(home, null);
        const handle = await alone.find<Chat>(writing.url);
        return { count: countOf(handle), last: handle.doc().messages.at(-1)?.text ?? '' };
      },
      async stop() {
        await settled(serverFolder);
        await server.stop();
      },
    };
  },
};
