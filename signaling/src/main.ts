/** Runs signaling alone: `npm run signaling`. Shares MARU_SIGNALING_SECRET with whoever issues tickets. */
import { randomFillSync } from 'node:crypto';
import { createServer } from 'node:http';
import { pino } from 'pino';
import { z } from 'zod';
import { createSignaling } from './signaling.ts';

const environment = z.object({
  MARU_HOST: z.string().min(1).default('127.0.0.1'),
  MARU_SIGNALING_PORT: z.coerce.number().int().min(0).max(65_535).default(7421),
  /** 32 bytes or more, as hex. */
  MARU_SIGNALING_SECRET: z
    .string({ error: 'must be given: at least 32 bytes as lower-case hex, the same as the relay’s' })
    .regex(/^([0-9a-f]{2}){32,}$/, 'at least 32 bytes as lower-case hex'),
  /** Origins of web clients, separated by commas. Clients that are no browsers send none. */
  MARU_ORIGINS: z.string().default(''),
});

const parsed = environment.safeParse(process.env);
if (!parsed.success) {
  for (const { path, message } of parsed.error.issues) console.error(`${path.join('.')}: ${message}`);
  process.exit(2);
}
const config = parsed.data;
const logger = pino({ name: 'maru-signaling' });
const origins = new Set(config.MARU_ORIGINS.split(',').map((origin) => origin.trim()));
const signaling = createSignaling({
  secret: Buffer.from(config.MARU_SIGNALING_SECRET, 'hex'),
  random: { bytes: (count) => randomFillSync(new Uint8Array(count)) },
  logger: {
    debug: (message, fields) => logger.debug(fields, message),
    warn: (message, fields) => logger.warn(fields, message),
  },
  now: () => Date.now(),
  isOrigin: (origin) => origins.has(origin),
});

const server = createServer({ headersTimeout: 5_000, requestTimeout: 10_000 }, (request, response) => {
  response.writeHead(request.url === '/health' ? 200 : 404).end();
});
server.on('upgrade', (request, socket, head) => {
  socket.on('error', () => socket.destroy());
  if ((request.url ?? '').split('?', 1)[0] === signaling.path) signaling.upgrade(request, socket, head);
  else socket.destroy();
});
server.on('clientError', (_error, socket) => socket.destroy());
server.on('error', (error) => {
  const inUse = 'code' in error && error.code === 'EADDRINUSE';
  console.error(
    inUse
      ? `Port ${config.MARU_SIGNALING_PORT} on ${config.MARU_HOST} is in use. Choose another with MARU_SIGNALING_PORT.`
      : `Signaling can't listen: ${error.message}`,
  );
  process.exit(1);
});
server.listen(config.MARU_SIGNALING_PORT, config.MARU_HOST, () => {
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : config.MARU_SIGNALING_PORT;
  logger.info({ port, path: signaling.path }, 'signaling listens');
});

// Open sockets are told and close within the guard's closeMs; `peer` has timers that only the end stops.
const stop = (): void => {
  server.close(() => process.exit(0));
  signaling.close();
  server.closeIdleConnections();
};
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
