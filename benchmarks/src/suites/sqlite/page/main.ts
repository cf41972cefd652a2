import type { Answer, Task } from './protocol.ts';

window.measure = (task: Task): Promise<Answer> =>
  new Promise((resolve) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data }: MessageEvent<Answer>) => resolve(data);
    worker.onerror = ({ message }) => resolve({ ok: false, reason: `the Worker failed: ${message}` });
    worker.postMessage(task);
  });
