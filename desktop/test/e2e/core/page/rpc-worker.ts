/** A Worker that serves the sample service on the ports it is given, as the host's Worker does. */
import { silentLogger } from '@maru/sync-core';
import { messagePortToFramePort } from '../../../../host/rpc/frame-port.ts';
import { serveHost } from '../../../../host/rpc/serve-host.ts';
import { createSampleService } from '../../../host/sample-service.ts';

const service = createSampleService();
self.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (data instanceof MessagePort) serveHost(messagePortToFramePort(data), service, silentLogger);
});
