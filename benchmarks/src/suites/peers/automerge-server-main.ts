/** The sync server of automerge-repo as its guide builds it: a Repo with WebSocket server and nodefs storage. */
import { Repo } from '@automerge/automerge-repo';
import { WebSocketServerAdapter } from '@automerge/automerge-repo-network-websocket';
import { NodeFSStorageAdapter } from '@automerge/automerge-repo-storage-nodefs';
import { WebSocketServer } from 'ws';

const [, , folder = ''] = process.argv;
const sockets = new WebSocketServer({ host: '127.0.0.1', port: 0 });
sockets.on('listening', () => {
  const address = sockets.address();
  if (typeof address === 'object' && address !== null) console.log(`port ${address.port}`);
});
new Repo({
  // The cast: its types name the module `ws` where a server's options name the class; the object is the same.
  network: [new WebSocketServerAdapter(sockets as never)],
  storage: new NodeFSStorageAdapter(folder),
  sharePolicy: async () => false,
});
process.stdin.resume().on('end', () => process.exit(0));
