/**
 * One person's way into the network: an HTTP proxy that their whole browser goes through, Workers
 * included, which Playwright's own `setOffline` leaves connected. It can be cut or frozen, and keeps all
 * that left or reached the browser: requests, and the payload of every WebSocket frame.
 */
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { createFrameReader } from './frames.ts';

export type Wire = {
  /** For the browser context's `proxy`. */
  readonly server: string;
  /** Every connection ends and none is made until `mend`. */
  cut(): void;
  /** Half-open: connections stay, new ones too, and nothing passes, without a word to either end. */
  freeze(): void;
  /** What was frozen is found to be dead; from now on everything passes. */
  mend(): void;
  /** All that passed since the start. */
  recorded(): Buffer;
  close(): Promise<void>;
};

export const openWire = async (): Promise<Wire> => {
  let state: 'whole' | 'cut' | 'frozen' = 'whole';
  const kept: Buffer[] = [];
  const keep = (bytes: Buffer): void => void kept.push(bytes);
  const live = new Set<Duplex>();
  const track = (socket: Duplex): void => {
    live.add(socket);
    socket.on('close', () => live.delete(socket));
    // A cut connection is an error to whoever writes to it next; here it is meant.
    socket.on('error', () => undefined);
  };
  const dropAll = (): void => {
    for (const socket of live) socket.destroy();
  };

  const forward = (asked: IncomingMessage, answer: ServerResponse): void => {
    if (state !== 'whole') return void (state === 'cut' && asked.socket.destroy());
    keep(Buffer.from(`${asked.method} ${asked.url}\n${JSON.stringify(asked.headers)}\n`));
    asked.on('data', keep);
    const onward = request(asked.url ?? '', { method: asked.method, headers: asked.headers }, (answered) => {
      answer.writeHead(answered.statusCode ?? 502, answered.headers);
      answered.pipe(answer);
    });
    onward.on('error', () => asked.socket.destroy());
    asked.pipe(onward);
  };

  /** Chromium sends WebSockets through a tunnel. */
  const tunnel = (asked: IncomingMessage, near: Duplex, head: Buffer): void => {
    track(near);
    if (state !== 'whole') return void (state === 'cut' && near.destroy());
    const [host, port] = (asked.url ?? '').split(':');
    const far: Socket = connect(Number(port), host ?? '', () => {
      near.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      const sent = createFrameReader(keep);
      const received = createFrameReader(keep);
      const pass = (from: Duplex, to: Duplex, read: (bytes: Buffer) => void) =>
        from.on('data', (bytes: Buffer) => {
          if (state !== 'whole') return;
          read(bytes);
          to.write(bytes);
        });
      pass(near, far, sent);
      pass(far, near, received);
      if (head.length > 0) near.unshift(head);
    });
    track(far);
    near.on('close', () => state !== 'frozen' && far.destroy());
    far.on('close', () => state !== 'frozen' && near.destroy());
  };

  const server = createServer(forward);
  server.on('connect', tunnel);
  server.on('connection', track);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    server: `http://127.0.0.1:${port}`,
    cut() {
      state = 'cut';
      dropAll();
    },
    freeze() {
      state = 'frozen';
    },
    mend() {
      state = 'whole';
      dropAll();
    },
    recorded: () => Buffer.concat(kept),
    async close() {
      state = 'cut';
      dropAll();
      await new Promise<void>((resolve) => void server.close(() => resolve()));
    },
  };
};
