/** A raw client: a socket, the wire's messages, and promises for what comes. No sleeps. */
import {
  type AcceptorMessage,
  type ConnectorMessage,
  decodeAcceptorMessage,
  encodeConnectorMessage,
} from '@maru/sync-core';
import { WebSocket } from 'ws';
import type { RelayAddress } from '../../src/index.ts';
import type { Actor } from './actor.ts';

type MessageOf<T extends AcceptorMessage['type']> = Extract<AcceptorMessage, { readonly type: T }>;

export type RawClient = {
  readonly socket: WebSocket;
  /** Everything that came, in order. */
  readonly received: readonly AcceptorMessage[];
  send(message: ConnectorMessage): void;
  /** The next message of that type which was not taken yet; rejects when the socket closes first. */
  next<T extends AcceptorMessage['type']>(type: T): Promise<MessageOf<T>>;
  /** Resolves with the close code. */
  readonly closed: Promise<number>;
  /** Answered ping: all that was sent before has been handled. */
  settle(): Promise<void>;
  close(): Promise<void>;
};

type Waiter = { readonly type: string; take(message: AcceptorMessage): void; fail(error: Error): void };

export const openClient = (address: RelayAddress, options: { origin?: string } = {}): RawClient => {
  const socket = new WebSocket(address.syncUrl, {
    perMessageDeflate: false,
    ...(options.origin === undefined ? {} : { origin: options.origin }),
  });
  const received: AcceptorMessage[] = [];
  const untaken: AcceptorMessage[] = [];
  const waiters: Waiter[] = [];
  let gone: Error | null = null;
  let pings = 0;
  socket.on('message', (data) => {
    if (!Buffer.isBuffer(data)) return;
    const message = decodeAcceptorMessage(new Uint8Array(data));
    if (!message.ok) throw new Error(`the relay sent nonsense: ${JSON.stringify(message.error)}`);
    received.push(message.value);
    const waiter = waiters.findIndex(({ type }) => type === message.value.type);
    const taker = waiter < 0 ? undefined : waiters.splice(waiter, 1)[0];
    if (taker) taker.take(message.value);
    else untaken.push(message.value);
  });
  socket.on('error', () => undefined);
  const closed = new Promise<number>((resolve) =>
    socket.on('close', (code) => {
      gone = new Error(`closed with ${code}`);
      for (const waiter of waiters.splice(0)) waiter.fail(gone);
      resolve(code);
    }),
  );
  const client: RawClient = {
    socket,
    received,
    send: (message) => socket.send(encodeConnectorMessage(message)),
    next: (type) =>
      new Promise((resolve, reject) => {
        const at = untaken.findIndex((message) => message.type === type);
        const message = at < 0 ? undefined : untaken.splice(at, 1)[0];
        // The cast is this helper's: the type was compared.
        const take = (taken: AcceptorMessage) => resolve(taken as never);
        if (message) take(message);
        else if (gone) reject(gone);
        else waiters.push({ type, take, fail: reject });
      }),
    closed,
    async settle() {
      const id = ++pings;
      client.send({ type: 'ping', id });
      for (;;) if ((await client.next('pong')).id === id) return;
    },
    async close() {
      socket.close();
      await closed;
    },
  };
  return client;
};

export const audienceOf = (address: RelayAddress): string => new URL(address.url).host;

/** Connects and is admitted; the `welcome` is left to be read with `next`. */
export const join = async (address: RelayAddress, actor: Actor): Promise<RawClient> => {
  const client = openClient(address);
  const { nonce } = await client.next('challenge');
  client.send(actor.hello(nonce, audienceOf(address)));
  return client;
};
