/** Hocuspocus as its guide starts it, with the SQLite extension where a file is named. */
import { createServer } from 'node:net';
import { SQLite } from '@hocuspocus/extension-sqlite';
import { Server } from '@hocuspocus/server';

/** A free port: Hocuspocus doesn't tell which one it took for 0. */
const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

const [, , file] = process.argv;
const port = await freePort();
const server = new Server({
  port,
  address: '127.0.0.1',
  quiet: true,
  extensions: file === undefined ? [] : [new SQLite({ database: file })],
});
await server.listen();
console.log(`port ${port}`);
process.stdin.resume().on('end', () => process.exit(0));
