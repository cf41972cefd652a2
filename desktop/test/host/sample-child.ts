/** Entry of a forked process that serves the sample service over its IPC channel. */
import { silentLogger } from '@maru/sync-core';
import { ipcToFramePort } from '../../host/rpc/frame-port.ts';
import { serveHost } from '../../host/rpc/serve-host.ts';
import { createSampleService } from './sample-service.ts';

serveHost(ipcToFramePort(process), createSampleService(), silentLogger);
