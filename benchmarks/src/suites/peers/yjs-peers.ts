/** The two stock ways to run Yjs. In Node neither has a client store of its own: updates go to SQLite, as y-indexeddb keeps them in a browser. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider';
import Database from 'better-sqlite3';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { until } from '../../lib/maru.ts';
import { type ServerProcess, startHocuspocus, startYWebsocket } from '../relay/servers.ts';
import { durable } from '../sqlite/node-engines.ts';
import { type Peer, settled } from './peer.ts';

type Message = Y.Map<string | number>;
const room = 'bench';
const messagesOf = (doc: Y.Doc): Y.Array<Message> => doc.getArray<Message>('messages');

/** Every update that came in one turn is appended in one durable transaction. */
const persist = (doc: Y.Doc, path: string) => {
  const db = new Database(path);
  db.exec(durable);
  db.exec('CREATE TABLE updates (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT');
  const insert = db.prepare('INSERT INTO updates (bytes) VALUES (?)');
  let waiting: Uint8Array[] = [];
  const flush = db.transaction(() => {
    for (const update of waiting) insert.run(update);
    waiting = [];
  });
  doc.on('update', (update: Uint8Array) => {
    if (waiting.length === 0) setImmediate(() => flush());
    waiting.push(update);
  });
  return { isIdle: () => waiting.length === 0, close: () => void db.close() };
};

const restore = (path: string): Y.Doc => {
  const db = new Database(path, { readonly: true });
  const doc = new Y.Doc();
  const rows = db.prepare<[], Uint8Array>('SELECT bytes FROM updates ORDER BY id').pluck().all();
  for (const bytes of rows) Y.applyUpdate(doc, bytes);
  db.close();
  return doc;
};

type Provider = { synced(): boolean; destroy(): void };

const onYjs = (
  label: string,
  promises: string,
  startServer: (folder: string) => Promise<ServerProcess>,
  connect: (server: ServerProcess, doc: Y.Doc) => Provider,
): Peer => ({
  label,
  promises,
  async start(trial) {
    const serverFolder = join(trial.folder, 'server');
    const home = join(trial.folder, 'second');
    mkdirSync(serverFolder);
    mkdirSync(home);
    const server = await startServer(serverFolder);
    const [first, second] = [new Y.Doc(), new Y.Doc()];
    const path = join(home, 'updates.sqlite');
    const kept = persist(second, path);
    const providers = [connect(server, first), connect(server, second)];
    await until('both are in the room', () => providers.every((provider) => provider.synced()));
    const [writing, reading] = [messagesOf(first), messagesOf(second)];
    return {
      folders: { server: serverFolder, client: home },
      async post(texts) {
        for (const [index, text] of texts.entries()) {
          writing.push([
            new Y.Map<string | number>([
              ['author', 'bench'],
              ['at', index],
              ['text', text],
            ]),
          ]);
          if (index % 20 === 19) await new Promise((resolve) => setImmediate(resolve));
        }
        await until('all are held', () => reading.length === texts.length && kept.isIdle(), {
          everyMs: 5,
          atMostMs: 600_000,
        });
      },
      async readBack() {
        const messages = messagesOf(restore(path));
        return { count: messages.length, last: String(messages.get(messages.length - 1).get('text')) };
      },
      async stop() {
        for (const provider of providers) provider.destroy();
        kept.close();
        await settled(serverFolder);
        await server.stop();
      },
    };
  },
});

export const yWebsocket = onYjs(
  'y-websocket',
  'Not encrypted, not signed. The server writes each update to LevelDB without waiting for the disk; the second client appends updates to SQLite (WAL, FULL) once a turn, where a browser would have y-indexeddb. Posts are not awaited, the first client keeps nothing.',
  (folder) => startYWebsocket(folder),
  (server, doc) => {
    const provider = new WebsocketProvider(server.url, room, doc, {
      disableBc: true,
    });
    return { synced: () => provider.synced, destroy: () => provider.destroy() };
  },
);

export const hocuspocus = onYjs(
  'Hocuspocus with SQLite',
  'Not encrypted, not signed. The server stores the whole document in SQLite at the earliest two seconds after a change, so a crash loses what came since; the second client as with y-websocket. Posts are not awaited.',
  (folder) => startHocuspocus(join(folder, 'hocuspocus.sqlite')),
  (server, doc) => {
    const socket = new HocuspocusProviderWebsocket({ url: server.url });
    const provider = new HocuspocusProvider({
      websocketProvider: socket,
      name: room,
      document: doc,
      token: 'token',
    });
    provider.attach();
    return {
      synced: () => provider.isSynced,
      destroy() {
        provider.destroy();
        socket.destroy();
      },
    };
  },
);
