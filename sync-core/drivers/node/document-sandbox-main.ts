/** The program of a sandbox's thread in Node. */
import { parentPort, workerData } from 'node:worker_threads';
import { boundWasm } from '../shared/sandbox/bound-wasm.ts';
import { serveSandbox, type ToSandbox } from '../shared/sandbox/index.ts';
import { automergeFromPackage } from './automerge.ts';

const port = parentPort;
if (port === null) throw new Error('bug: this is a program of a thread');
const megabytes = Number((workerData as { readonly megabytes: number }).megabytes);
serveSandbox(
  {
    post: (message) => port.postMessage(message),
    listen: (receive) => void port.on('message', (message: ToSandbox) => receive(message)),
  },
  async () => {
    const module = await automergeFromPackage();
    return typeof module === 'string' ? module : boundWasm(module, megabytes);
  },
);
