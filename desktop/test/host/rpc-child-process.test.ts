import { expect, test } from 'vitest';
import { forkPort } from './child-port.ts';
import { rpcContract } from './rpc-contract.ts';

rpcContract('child process', async () => forkPort(new URL('./sample-child.ts', import.meta.url)), {
  test,
  expect,
});
