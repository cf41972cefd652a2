import { describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { RelayAddress } from '../../src/index.ts';
import { createActor, createWorld } from '../support/actor.ts';
import { join } from '../support/client.ts';
import { startRelay } from '../support/relay.ts';

type Ticket = { readonly peerId: string; readonly token: string };
type Peer = {
  readonly socket: WebSocket;
  next(): Promise<{ readonly type: string; readonly src?: string; readonly payload?: unknown }>;
  readonly closed: Promise<number>;
  say(message: unknown): void;
};

const dial = (address: RelayAddress, ticket: Ticket): Peer => {
  const query = new URLSearchParams({
    key: 'peerjs',
    id: ticket.peerId,
    token: ticket.token,
    version: '1.5.5',
  });
  const socket = new WebSocket(`${address.url.replace('http', 'ws')}/peer/peerjs?${query}`);
  const queue: string[] = [];
  const waiting: ((text: string) => void)[] = [];
  socket.on('message', (data) => {
    const take = waiting.shift();
    if (take) take(String(data));
    else queue.push(String(data));
  });
  socket.on('error', () => undefined);
  return {
    socket,
    closed: new Promise((resolve) => socket.on('close', resolve)),
    next: () =>
      new Promise((resolve) => {
        const text = queue.shift();
        const take = (raw: string) => resolve(JSON.parse(raw));
        if (text === undefined) waiting.push(take);
        else take(text);
      }),
    say: (message) => socket.send(JSON.stringify(message)),
  };
};

const setup = async () => {
  const { address, lines } = await startRelay();
  const world = createWorld();
  const ask = async (): Promise<Ticket> => {
    const client = await join(address, createActor(world));
    await client.next('welcome');
    client.send({ type: 'ticketWanted' });
    return client.next('ticket');
  };
  const [first, second] = [await ask(), await ask()];
  const [a, b] = [dial(address, first), dial(address, second)];
  expect([(await a.next()).type, (await b.next()).type]).toEqual(['OPEN', 'OPEN']);
  return { address, lines, ask, first, second, a, b };
};

describe('signaling on the relay’s port', () => {
  test('[T15] two ticket holders exchange an offer; a swapped src is set right', async () => {
    const { first, second, a, b } = await setup();
    a.say({ type: 'OFFER', src: 'somebody else', dst: second.peerId, payload: { sdp: 'x' } });
    expect(await b.next()).toMatchObject({ type: 'OFFER', src: first.peerId, payload: { sdp: 'x' } });
    b.say({ type: 'ANSWER', dst: first.peerId, payload: { sdp: 'y' } });
    expect(await a.next()).toMatchObject({ type: 'ANSWER', src: second.peerId });
  });

  test('no ticket, a wrong one, or one for another id: no socket', async () => {
    const { address, first, second, lines } = await setup();
    const wrong = [
      { peerId: first.peerId, token: '' },
      { peerId: first.peerId, token: second.token },
      { peerId: 'alice', token: first.token },
      { peerId: first.peerId, token: `${first.token.slice(0, -2)}AA` },
    ];
    for (const ticket of wrong) expect(await dial(address, ticket).closed).toBe(1006);
    expect(lines.join('\n')).not.toContain(first.token);
  });

  test('the id of one who left can’t be taken with another token', async () => {
    const { address, first, second, a } = await setup();
    a.socket.close();
    await a.closed;
    expect(await dial(address, { peerId: first.peerId, token: second.token }).closed).toBe(1006);
    const back = dial(address, first);
    expect((await back.next()).type).toBe('OPEN');
  });

  test.each([
    ['no JSON', '{{{', 1008],
    ['null', 'null', 1008],
    ['an unknown type', '{"type":"EXPIRE","dst":"00"}', 1008],
    ['no destination', '{"type":"OFFER","payload":{}}', 1008],
    ['10 MiB', 'x'.repeat(10 * 1024 * 1024), 1009],
  ])('%s ends that socket only', async (_name, text, code) => {
    const { address, ask, second, a, b } = await setup();
    a.socket.send(text);
    expect([code, 1006]).toContain(await a.closed);
    const c = dial(address, await ask());
    await c.next();
    c.say({ type: 'OFFER', dst: second.peerId, payload: {} });
    expect((await b.next()).type).toBe('OFFER');
  });

  test('a bad WebSocket frame ends that socket only', async () => {
    const { a, b, first } = await setup();
    const { _socket: raw } = a.socket as unknown as { _socket: NodeJS.WritableStream };
    raw.write(Buffer.alloc(16, 0xff));
    await a.closed;
    b.say({ type: 'HEARTBEAT' });
    b.say({ type: 'OFFER', dst: first.peerId, payload: {} });
    const stillOpen = b.socket.readyState;
    expect(stillOpen).toBe(WebSocket.OPEN);
  });

  test('no ids are handed out and nobody is listed over HTTP', async () => {
    const { address } = await setup();
    for (const path of ['/peer/peerjs/id', '/peer/peerjs/peers', '/peer'])
      expect((await fetch(address.url + path)).status).toBe(404);
  });
});
