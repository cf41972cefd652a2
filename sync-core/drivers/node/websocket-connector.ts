/**
 * Outgoing WebSockets over `ws`, cut down to what Maru speaks: binary frames of at most
 * `limits.frameBytes`, no compression (it would leak lengths of sealed content and cost memory),
 * no redirects. Whatever goes wrong, `closed` is called exactly once and nothing is thrown.
 */
import { WebSocket } from 'ws';
import { limits } from '../../src/model/limits.ts';
import type { Connector } from '../../src/ports/index.ts';
import { createSocketLink } from '../shared/socket-link.ts';

/** A link that takes longer to open than this is given up; the engine tries again later. */
const handshakeTimeoutMs = 10_000;
/** How long the peer may take to answer a close before the socket is torn down. */
const closeTimeoutMs = 1_000;

export const createWebSocketConnector = (): Connector => ({
  connect(url, handlers) {
    const link = createSocketLink(handlers);
    let socket: WebSocket;
    try {
      socket = new WebSocket(url, {
        perMessageDeflate: false,
        maxPayload: limits.frameBytes,
        maxFragments: 16,
        handshakeTimeout: handshakeTimeoutMs,
        followRedirects: false,
      });
    } catch (thrown) {
      queueMicrotask(() => link.ended(thrown instanceof Error ? thrown.message : 'bad address'));
      return { send: () => undefined, bufferedBytes: () => 0, close: () => undefined };
    }
    socket.binaryType = 'nodebuffer';
    // Without a listener an error event would end the process; `close` always follows it.
    let problem: string | null = null;
    socket.on('error', (error) => {
      problem = error.message;
    });
    socket.on('open', () => link.opened());
    socket.on('message', (data, isBinary) => {
      if (!isBinary || !Buffer.isBuffer(data)) return socket.close(1003);
      // A copy: small frames share one read buffer that a kept view would hold in memory.
      link.received(new Uint8Array(data));
    });
    socket.on('close', (code, reason) => link.ended(problem ?? (reason.toString() || `closed with ${code}`)));
    return {
      send(frame) {
        if (socket.readyState !== WebSocket.OPEN || !link.isLive()) return;
        socket.send(frame, { binary: true, compress: false }, () => link.sent(socket.bufferedAmount));
        link.queued(socket.bufferedAmount);
      },
      bufferedBytes: () => socket.bufferedAmount,
      close() {
        if (!link.isLive()) return;
        link.silence();
        socket.close(1000);
        setTimeout(() => socket.terminate(), closeTimeoutMs).unref();
        queueMicrotask(() => link.ended('closed here'));
      },
    };
  },
});
