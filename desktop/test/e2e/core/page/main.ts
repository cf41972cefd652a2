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

const core: CorePage = {
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
