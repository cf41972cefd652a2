/** A plain `ws` broadcast: whatever one client sends, a loop sends to all others. */
import { WebSocket, WebSocketServer } from 'ws';

const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
server.on('connection', (socket) => {
  socket.on('error', () => socket.terminate());
  socket.on('message', (data, binary) => {
    for (const client of server.clients)
      if (client !== socket && client.readyState === WebSocket.OPEN) client.send(data, { binary });
  });
});
server.on('listening', () => {
  const address = server.address();
  if (typeof address === 'object' && address !== null) console.log(`port ${address.port}`);
});
// Whatever is said to it: it collects its garbage.
process.stdin.on('data', () => {
  globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
  console.log('collected');
});
// Whoever started it is gone.
process.stdin.on('end', () => process.exit(0));
