import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { createTickets } from '../../../signaling/src/tickets.ts';
import { createActor, createWorld, random } from '../support/actor.ts';
import { join } from '../support/client.ts';
import { startRelay } from '../support/relay.ts';

type Ticket = { readonly peerId: string; readonly token: string };
type Peer = {
  readonly socket: WebSocket;
  next(): Promise<{ readonly type: string; readonly src?: string; readonly payload?: unknown }>;
  readonly closed: Promise<number>;
  say(message: unknown): void;
};

const dial = (address: { readonly url: string }, ticket: Ticket): Peer => {
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

/** A signaling server, and where its tickets come from. */
type Server = {
  readonly address: { readonly url: string };
  readonly log: () => string;
  ask(): Promise<Ticket>;
};

const mounted = async (): Promise<Server> => {
  const { address, lines } = await startRelay();
  const world = createWorld();
  const ask = async (): Promise<Ticket> => {
    const client = await join(address, createActor(world));
    await client.next('welcome');
    client.send({ type: 'ticketWanted' });
    return client.next('ticket');
  };
  return { address, log: () => lines.join('\n'), ask };
};

const main = fileURLToPath(new URL('../../../signaling/src/main.ts', import.meta.url));
const secret = random.bytes(32);
let alone: { readonly child: ChildProcess; readonly url: string; output: string } | null = null;

beforeAll(async () => {
  const child = spawn(process.execPath, [main], {
    env: {
      ...process.env,
      MARU_SIGNALING_PORT: '0',
      MARU_SIGNALING_SECRET: Buffer.from(secret).toString('hex'),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(child.stdout, 'data');
  const started = { child, url: `http://127.0.0.1:${JSON.parse(String(line)).port}`, output: String(line) };
  child.stdout.on('data', (data) => {
    started.output += String(data);
  });
  alone = started;
}, 120_000);
afterAll(() => void alone?.child.kill('SIGKILL'));

const standing = async (): Promise<Server> => {
  if (!alone) throw new Error('unreachable');
  const { url } = alone;
  const tickets = createTickets({ secret, random, now: Date.now, lifetimeMs: 60_000 });
  return { address: { url }, log: () => alone?.output ?? '', ask: async () => tickets.issue() };
};

const servers: Record<string, () => Promise<Server>> = {
  'on the relay’s port': mounted,
  'run alone by npm run signaling': standing,
};

describe.each(Object.entries(servers))('signaling %s', (_name, serve) => {
  const setup = async () => {
    const { address, log, ask } = await serve();
    const [first, second] = [await ask(), await ask()];
    const [a, b] = [dial(address, first), dial(address, second)];
    expect([(await a.next()).type, (await b.next()).type]).toEqual(['OPEN', 'OPEN']);
    return { address, log, ask, first, second, a, b };
  };

  test('[T15] two ticket holders exchange an offer; a swapped src is set right', async () => {
    const { first, second, a, b } = await setup();
    a.say({ type: 'OFFER', src: 'somebody else', dst: second.peerId, payload: { sdp: 'x' } });
    expect(await b.next()).toMatchObject({ type: 'OFFER', src: first.peerId, payload: { sdp: 'x' } });
    b.say({ type: 'ANSWER', dst: first.peerId, payload: { sdp: 'y' } });
    expect(await a.next()).toMatchObject({ type: 'ANSWER', src: second.peerId });
  });

  test('no ticket, a wrong one, or one for another id: no socket', async () => {
    const { address, first, second, log } = await setup();
    const wrong = [
      { peerId: first.peerId, token: '' },
      { peerId: first.peerId, token: second.token },
      { peerId: 'alice', token: first.token },
      { peerId: first.peerId, token: `${first.token.slice(0, -2)}AA` },
    ];
    for (const ticket of wrong) expect(await dial(address, ticket).closed).toBe(1006);
    expect(log()).not.toContain(first.token);
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
    const { address, ask, second, a, b } = await setup();
    const { _socket: raw } = a.socket as unknown as { _socket: NodeJS.WritableStream };
    raw.write(Buffer.alloc(16, 0xff));
    await a.closed;
    const c = dial(address, await ask());
    await c.next();
    c.say({ type: 'OFFER', dst: second.peerId, payload: {} });
    expect((await b.next()).type).toBe('OFFER');
  });

  test('ten sockets that flood, ping, split messages and send broken UTF-8 end; the others meet all the same', async () => {
    const { address, ask, second, b } = await setup();
    const acts: ((socket: WebSocket) => void)[] = [
      (socket) => {
        for (let at = 0; at < 500; at++) socket.send(JSON.stringify({ type: 'HEARTBEAT' }));
      },
      (socket) => {
        for (let at = 0; at < 500; at++) socket.ping('x'.repeat(100));
      },
      (socket) => {
        for (let at = 0; at < 40; at++) socket.send('{', { fin: false });
      },
      (socket) => {
        const { _socket: raw } = socket as unknown as { _socket: NodeJS.WritableStream };
        // A whole text frame, masked with zeros, whose two bytes are no UTF-8.
        raw.write(Buffer.from([0x81, 0x82, 0, 0, 0, 0, 0xc3, 0x28]));
      },
      (socket) => socket.send(Buffer.from('{"type":"HEARTBEAT"}')),
    ];
    const hostile = [];
    for (const act of [...acts, ...acts]) {
      const peer = dial(address, await ask());
      await peer.next();
      act(peer.socket);
      hostile.push(peer.closed);
    }
    for (const code of await Promise.all(hostile)) expect([1003, 1006, 1007, 1008]).toContain(code);
    const c = dial(address, await ask());
    await c.next();
    c.say({ type: 'OFFER', dst: second.peerId, payload: {} });
    expect((await b.next()).type).toBe('OFFER');
  });

  test('no ids are handed out and nobody is listed over HTTP', async () => {
    const { address } = await setup();
    for (const path of ['/peer/peerjs/id', '/peer/peerjs/peers', '/peer'])
      expect((await fetch(address.url + path)).status).toBe(404);
  });
});

test('[T15] a relay’s tickets open a signaling server that shares its secret, and no other’s', async () => {
  const { address } = await standing();
  const world = createWorld();
  const askOf = async (signalingSecret: Uint8Array): Promise<Ticket> => {
    const { address: relay } = await startRelay({ signalingSecret });
    const client = await join(relay, createActor(world));
    client.send({ type: 'ticketWanted' });
    return client.next('ticket');
  };
  expect((await dial(address, await askOf(secret)).next()).type).toBe('OPEN');
  expect(await dial(address, await askOf(random.bytes(32))).closed).toBe(1006);
});

test('run alone it says goodbye and ends when it is told to', async () => {
  const { address, ask } = await standing();
  const peer = dial(address, await ask());
  await peer.next();
  expect((await fetch(`${address.url}/health`)).status).toBe(200);
  if (!alone) throw new Error('unreachable');
  const { child } = alone;
  alone = null;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  expect(await peer.closed).toBe(1000);
  expect((await ended)[0]).toBe(0);
});
