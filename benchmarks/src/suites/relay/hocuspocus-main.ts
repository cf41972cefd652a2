/** Hocuspocus as its guide starts it, with the SQLite extension where a file is named. */
import { SQLite } from '@hocuspocus/extension-sqlite';
import { Server } from '@hocuspocus/server';
import { freePort } from './free-port.ts';

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
