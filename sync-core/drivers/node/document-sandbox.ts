/** A sandbox for documents as a thread of Node's, with a bound on its heap. */
import { Worker } from 'node:worker_threads';
import type { DocumentSandbox } from '../../src/documents/index.ts';
import { createSandbox, type FromSandbox } from '../shared/sandbox/index.ts';

export type NodeSandboxOptions = {
  /** The thread's program, where it was bundled. */
  readonly program?: URL;
};

const isFull = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';

export const createNodeDocumentSandbox = ({
  program = new URL('./document-sandbox-main.ts', import.meta.url),
}: NodeSandboxOptions = {}): DocumentSandbox =>
  createSandbox({
    start(megabytes, receive, ended) {
      const worker = new Worker(program, {
        workerData: { megabytes },
        resourceLimits: { maxOldGenerationSizeMb: megabytes, maxYoungGenerationSizeMb: 16 },
      });
      // Nobody's reason to stay.
      worker.unref();
      worker.on('message', (message: FromSandbox) => receive(message));
      worker.on('error', (error) => ended(isFull(error) ? 'too-large' : 'broken'));
      return { post: (message) => worker.postMessage(message), end: () => void worker.terminate() };
    },
    schedule(delayMs, task) {
      const timer = setTimeout(task, delayMs);
      return () => clearTimeout(timer);
    },
  });
