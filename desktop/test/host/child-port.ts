/** The page's end of a host in a child process, as the bridge wants it. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { TestPort } from './rpc-contract.ts';

/** Forks `entry` (a file URL of a .ts module); `args` are its command line. */
export const forkPort = (
  entry: URL,
  args: readonly string[] = [],
): TestPort & { readonly child: ChildProcess } => {
  const child = fork(fileURLToPath(entry), [...args], { serialization: 'advanced' });
  const port: TestPort & { readonly child: ChildProcess } = {
    child,
    onmessage: null,
    postMessage: (message) => void child.send(Object(message) === message ? Object(message) : { message }),
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      child.disconnect();
      await exited;
    },
  };
  child.on('message', (data) => port.onmessage?.(new MessageEvent('message', { data })));
  return port;
};
