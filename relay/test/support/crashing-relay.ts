/**
 * A relay in a process of its own that kills itself at a certain point: `crash` right after its first commit,
 * before anyone is told; `acked` when the first socket after it was written to, so that only its author knows.
 */
import { Socket } from 'node:net';
import { createRelay, createSqliteStore } from '../../src/index.ts';
import { random } from './actor.ts';

const [folder = '', mode = ''] = process.argv.slice(2);
const silent = () => undefined;
const die = () => process.kill(process.pid, 'SIGKILL');
const relay = createRelay({
  host: '127.0.0.1',
  port: 0,
  openStore: () => createSqliteStore(folder, random),
  random,
  logger: { debug: silent, info: silent, warn: silent, error: silent },
  committed() {
    if (mode === 'crash') die();
    if (mode !== 'acked') return;
    // The relay hands each socket a turn's frames in one corked write.
    const { uncork } = Socket.prototype;
    Socket.prototype.uncork = function dying(this: Socket) {
      uncork.call(this);
      die();
    };
  },
});
console.log(JSON.stringify(await relay.listen()));
