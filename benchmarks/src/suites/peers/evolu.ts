import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { until } from '../../lib/maru.ts';
import { startServer } from '../relay/servers.ts';
import { createOwner, openEvolu } from './evolu-client.ts';
import { type Peer, postAtOnce } from './peer.ts';

const held = z.object({ count: z.number(), last: z.string().nullable() });

export const evolu: Peer = {
  label: 'Evolu',
  promises:
    'End-to-end encrypted (XChaCha20-Poly1305), not signed. Both clients and the relay commit to SQLite with its defaults (rollback journal, synchronous FULL); each post is awaited until committed, 200 at once. No search index. Its client has no release for Node: @evolu/common with the in-process workers it offers, and the relay from its parts.',
  async start({ folder }) {
    const relayFolder = join(folder, 'relay');
    mkdirSync(relayFolder);
    const relay = await startServer(fileURLToPath(new URL('./evolu-relay-main.ts', import.meta.url)), [
      relayFolder,
    ]);
    const owner = createOwner();
    const home = join(folder, 'second');
    const first = await openEvolu(join(folder, 'first'), relay.url, owner);
    const second = await openEvolu(home, relay.url, owner);
    await until('both are in step with the relay', () => first.isSynced() && second.isSynced());
    const reader = new Database(second.file, { readonly: true });
    const count = reader.prepare<[], number>('SELECT COUNT(*) FROM message').pluck();
    return {
      folders: { server: relayFolder, client: home },
      async post(texts) {
        await postAtOnce(texts, (text, index) => first.post(index, text));
        await until('all are held', () => count.get() === texts.length, {
          everyMs: 10,
          atMostMs: 600_000,
        });
      },
      async readBack() {
        const error = second.error() ?? first.error();
        if (error) throw new Error(`Evolu told of an error: ${JSON.stringify(error)}`);
        await second.close();
        reader.close();
        const db = new Database(second.file, { readonly: true });
        const found = held.parse(
          db
            .prepare(
              'SELECT (SELECT COUNT(*) FROM message) AS count, (SELECT text FROM message ORDER BY at DESC LIMIT 1) AS last',
            )
            .get(),
        );
        db.close();
        return { count: found.count, last: found.last ?? '' };
      },
      async stop() {
        await first.close();
        await relay.stop();
      },
    };
  },
};
