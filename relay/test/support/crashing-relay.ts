/** A relay in a process of its own that dies right after its first commit, before anyone is told. */
import { createRelay, createSqliteStore } from '../../src/index.ts';
import { random } from './actor.ts';

const [folder = '', mode = ''] = process.argv.slice(2);
const silent = () => undefined;
const relay = createRelay({
  host: '127.0.0.1',
  port: 0,
  openStore: () => createSqliteStore(folder, random),
  random,
  logger: { debug: silent, info: silent, warn: silent, error: silent },
  committed: () => {
    if (mode === 'crash') process.kill(process.pid, 'SIGKILL');
  },
});
console.log(JSON.stringify(await relay.listen()));
