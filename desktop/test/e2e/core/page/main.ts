import { createBrowserClock, createTabOwner, type TabOwner } from '@maru/sync-core/drivers/browser';
import type { Answer, CorePage, Task } from './protocol.ts';

const createWorker = (): Worker => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });

const ask = (worker: Worker, task: Task): Promise<Answer> =>
  new Promise((resolve) => {
    worker.onmessage = ({ data }: MessageEvent<Answer>) => resolve(data);
    worker.onerror = ({ message }) => resolve({ failure: `the Worker failed: ${message}` });
    worker.postMessage(task);
  });

let lasting: Worker | null = null;
let owner: TabOwner | null = null;
let frozen = false;

let rpcPort: MessagePort | null = null;

const core: CorePage = {
  openRpc() {
    const worker = new Worker(new URL('./rpc-worker.ts', import.meta.url), { type: 'module' });
    const { port1, port2 } = new MessageChannel();
    worker.postMessage(port2, [port2]);
    port1.onmessage = ({ data }: MessageEvent<unknown>) => void window.rpcReceived(data);
    rpcPort = port1;
  },
  postRpc: (frame) => rpcPort?.postMessage(frame),
  async runOnce(task) {
    const worker = createWorker();
    try {
      return await ask(worker, task);
    } finally {
      worker.terminate();
    }
  },
  run(task) {
    lasting ??= createWorker();
    return ask(lasting, task);
  },
  kill() {
    lasting?.terminate();
    lasting = null;
  },
  ownership: () => owner?.ownership() ?? 'none',
  own(giveWayTimeoutMs) {
    owner = createTabOwner({
      name: 'core-test',
      locks: navigator.locks,
      createChannel: (name) => new BroadcastChannel(name),
      clock: createBrowserClock(),
      giveWayTimeoutMs,
      giveWay: () =>
        frozen ? new Promise(() => undefined) : core.run({ kind: 'release' }).then(() => undefined),
      dropped: () => core.kill(),
      changed: () => undefined,
    });
  },
  takeOver: () => owner?.takeOver() ?? Promise.reject(new Error('own() first')),
  freeze() {
    frozen = true;
  },
};

window.core = core;
