/** The contract of the RPC over a real Worker's MessagePort; the test only carries frames to and from the page. */
import type { Page } from '@playwright/test';
import { rpcContract, type TestPort } from '../../host/rpc-contract.ts';
import { expect, test } from './fixture.ts';

const connectIn = async (page: Page): Promise<TestPort> => {
  const port: TestPort = {
    onmessage: null,
    postMessage: (frame) => void page.evaluate((posted) => window.core.postRpc(posted), frame),
    [Symbol.asyncDispose]: async () => undefined,
  };
  await page.exposeFunction('rpcReceived', (data: unknown) =>
    port.onmessage?.(new MessageEvent('message', { data })),
  );
  await page.evaluate(() => window.core.openRpc());
  return port;
};

let page: Page;
test.beforeEach(({ corePage }) => {
  page = corePage;
});
rpcContract('Worker', () => connectIn(page), {
  test: (title, body) => test(title, async () => body()),
  expect,
});
