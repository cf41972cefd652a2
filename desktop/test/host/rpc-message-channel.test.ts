import type { LogFields, Logger } from '@maru/sync-core';
import { silentLogger } from '@maru/sync-core';
import { expect, test } from 'vitest';
import { messagePortToFramePort } from '../../host/rpc/frame-port.ts';
import { serveHost } from '../../host/rpc/serve-host.ts';
import { createPortBridge } from '../../renderer/bridge/port-bridge.ts';
import { rpcContract, type TestPort } from './rpc-contract.ts';
import { createSampleService, type SampleService } from './sample-service.ts';

const connectTo = (service: SampleService, logger: Logger = silentLogger): TestPort => {
  const { port1, port2 } = new MessageChannel();
  serveHost(messagePortToFramePort(port2), service, logger);
  return Object.assign(port1, { [Symbol.asyncDispose]: async () => port1.close() });
};

rpcContract('message channel', async () => connectTo(createSampleService()), { test, expect });

test('every port hears an event, and one that closed is forgotten', async () => {
  const service = createSampleService();
  await using first = connectTo(service);
  const second = connectTo(service);
  const heardBy = (port: TestPort): Promise<void> =>
    new Promise((resolve) => createPortBridge(port).listen('settingsChanged', () => resolve()));
  const both = [heardBy(first), heardBy(second)];
  service.emit({ name: 'settingsChanged', detail: {} });
  await Promise.all(both);
  expect(service.listeners()).toBe(2);
  await second[Symbol.asyncDispose]();
  await expect.poll(() => service.listeners()).toBe(1);
});

test('the log of a handler that threw names the handler and holds nothing of its message', async () => {
  const lines: { message: string; fields: LogFields | undefined }[] = [];
  const error = (message: string, fields?: LogFields): void => void lines.push({ message, fields });
  await using port = connectTo(createSampleService(), { ...silentLogger, error });
  await createPortBridge(port).query('recoveryPhrase', {});
  expect(lines).toEqual([
    {
      message: 'a handler threw',
      fields: expect.objectContaining({ name: 'recoveryPhrase', error: 'TypeError' }),
    },
  ]);
  expect(JSON.stringify(lines)).not.toContain('canary-secret');
});
