/** A sandbox for documents as a Worker, ended when its time is over. Browsers bound a Worker's memory themselves. */
import type { DocumentSandbox } from '../../src/documents/index.ts';
import { createSandbox, type FromSandbox, serveSandbox, type ToSandbox } from '../shared/sandbox/index.ts';

/** `createWorker`: the app's own program of it, which calls `serveSandboxWorker`. */
export const createBrowserDocumentSandbox = (createWorker: () => Worker): DocumentSandbox =>
  createSandbox({
    start(_megabytes, receive, ended) {
      const worker = createWorker();
      worker.addEventListener('message', ({ data }: MessageEvent<FromSandbox>) => receive(data));
      worker.addEventListener('error', () => ended('broken'));
      return { post: (message) => worker.postMessage(message), end: () => worker.terminate() };
    },
    schedule(delayMs, task) {
      const timer = setTimeout(task, delayMs);
      return () => clearTimeout(timer);
    },
  });

/** The Worker's side. `automerge`: where a browser finds the engine's module. */
export const serveSandboxWorker = (automerge: () => Promise<string>): void =>
  serveSandbox(
    {
      post: (message) => postMessage(message),
      listen: (receive) => addEventListener('message', ({ data }: MessageEvent<ToSandbox>) => receive(data)),
    },
    automerge,
  );
