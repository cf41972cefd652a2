/**
 * What PeerServer gets instead of a WebSocket: only messages that were checked and are within budget
 * come through, as text that was written here; errors end this socket only. `peer` calls no more of a
 * socket than `on`, `send` and `close`.
 */
import { EventEmitter } from 'node:events';
import type { WebSocket } from 'ws';
import type { SignalingLimits } from './limits.ts';
import { parseMessage } from './messages.ts';

export type GuardedSocket = EventEmitter & {
  send(text: string): void;
  close(): void;
};

export type GuardDeps = {
  readonly limits: SignalingLimits;
  readonly now: () => number;
  readonly refused: (reason: string) => void;
};

const createBudget = (perSecond: number, burst: number, now: () => number) => {
  let tokens = burst;
  let at = now();
  return (count: number): boolean => {
    const time = now();
    tokens = Math.min(burst, tokens + (Math.max(0, time - at) * perSecond) / 1000);
    at = time;
    if (tokens < count) return false;
    tokens -= count;
    return true;
  };
};

export const guardSocket = (ws: WebSocket, { limits, now, refused }: GuardDeps): GuardedSocket => {
  const messages = createBudget(limits.messagesPerSecond, limits.messagesBurst, now);
  const bytes = createBudget(limits.bytesPerSecond, limits.bytesBurst, now);
  let ended = false;

  const end = (code: number, reason: string): void => {
    if (ended) return;
    ended = true;
    ws.close(code, reason);
    setTimeout(() => ws.terminate(), limits.closeMs).unref();
  };
  const refuse = (code: number, reason: string): void => {
    if (!ended) refused(reason);
    end(code, reason);
  };

  const guarded: GuardedSocket = Object.assign(new EventEmitter(), {
    send(text: string) {
      if (ended || ws.readyState !== ws.OPEN) return;
      if (ws.bufferedAmount + text.length > limits.sendBytes) return refuse(1013, 'too slow');
      ws.send(text);
    },
    close: (): void => end(1000, ''),
  });

  ws.on('message', (data, isBinary) => {
    if (ended) return;
    if (isBinary || !Buffer.isBuffer(data)) return refuse(1003, 'text only');
    if (!messages(1) || !bytes(data.length)) return refuse(1008, 'rate');
    const message = parseMessage(data.toString('utf8'));
    if (message === null) return refuse(1008, 'malformed');
    guarded.emit('message', JSON.stringify(message));
  });
  // By hand, as `ws` would queue pongs without bound for who never reads.
  ws.on('ping', (data) => {
    if (ended) return;
    if (!messages(1) || !bytes(data.length)) return refuse(1008, 'rate');
    ws.pong(data);
  });
  // Without a listener one bad frame would end the process.
  ws.on('error', (error) => {
    refused(error.message);
    setTimeout(() => ws.terminate(), limits.closeMs).unref();
  });
  ws.on('close', () => {
    ended = true;
    guarded.emit('close');
  });
  return guarded;
};
