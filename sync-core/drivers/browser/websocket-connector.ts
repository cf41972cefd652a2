/**
 * The browser's own WebSocket as a `Connector`. The browser offers no event for a drained buffer,
 * so while much is queued it is looked at on a timer. Frames above the cap and text end the link.
 */
import { limits } from '../../src/model/limits.ts';
import type { Clock, Connector } from '../../src/ports/index.ts';
import { createSocketLink } from '../shared/socket-link.ts';

/** Often enough not to leave the line idle, seldom enough to cost nothing. */
const drainPollMs = 20;

export const createWebSocketConnector = (clock: Clock): Connector => ({
  connect(url, handlers) {
    const link = createSocketLink(handlers);
    let socket: WebSocket;
    try {
      socket = new WebSocket(url);
    } catch (thrown) {
      queueMicrotask(() => link.ended(thrown instanceof Error ? thrown.message : 'bad address'));
      return { send: () => undefined, bufferedBytes: () => 0, close: () => undefined };
    }
    socket.binaryType = 'arraybuffer';
    let polling = false;
    const poll = (): void => {
      polling = socket.bufferedAmount > 0 && link.isLive();
      link.sent(socket.bufferedAmount);
      if (polling) clock.schedule(drainPollMs, poll);
    };
    const finish = (code: number, reason: string): void => {
      if (!link.isLive()) return;
      link.silence();
      socket.close(code, reason);
      queueMicrotask(() => link.ended(reason));
    };
    socket.onopen = () => link.opened();
    socket.onmessage = ({ data }) => {
      if (!(data instanceof ArrayBuffer)) return finish(4003, 'text frame');
      if (data.byteLength > limits.frameBytes) return finish(4009, 'frame too large');
      link.received(new Uint8Array(data));
    };
    // `error` says nothing in browsers, and `close` always follows it.
    socket.onclose = ({ code, reason }) => link.ended(reason || `closed with ${code}`);
    return {
      send(frame) {
        if (socket.readyState !== WebSocket.OPEN || !link.isLive()) return;
        socket.send(new Uint8Array(frame));
        link.queued(socket.bufferedAmount);
        if (!polling && socket.bufferedAmount > 0) {
          polling = true;
          clock.schedule(drainPollMs, poll);
        }
      },
      bufferedBytes: () => socket.bufferedAmount,
      close: () => finish(1000, 'closed here'),
    };
  },
});
