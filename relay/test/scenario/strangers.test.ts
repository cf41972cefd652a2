import { connect } from 'node:net';
import { encodeConnectorMessage } from '@maru/sync-core';
import { describe, expect, test } from 'vitest';
import { createActor, createWorld, random, toSegment } from '../support/actor.ts';
import { audienceOf, join, openClient } from '../support/client.ts';
import { startRelay } from '../support/relay.ts';

describe('[T14] who is not let in', () => {
  test('a hello for another audience, nonce, or community', async () => {
    const { address } = await startRelay();
    const alice = createActor(createWorld());
    const audience = audienceOf(address);
    const attempts = [
      (nonce: Uint8Array) => alice.hello(nonce, 'evil.example'),
      () => alice.hello(random.bytes(32), audience),
      (nonce: Uint8Array) => ({ ...alice.hello(nonce, audience), community: createWorld().id }),
      (nonce: Uint8Array) => ({ ...alice.hello(nonce, audience), accessSignature: random.bytes(64) }),
      (nonce: Uint8Array) => ({ ...alice.hello(nonce, audience), deviceSignature: random.bytes(64) }),
      (nonce: Uint8Array) => ({ ...alice.hello(nonce, audience), device: createActor(alice.world).device }),
    ];
    for (const attempt of attempts) {
      const client = openClient(address);
      const { nonce } = await client.next('challenge');
      client.send(attempt(nonce));
      expect(await client.next('refused')).toMatchObject({ reason: 'proof' });
      expect(await client.closed).toBe(1008);
    }
  });

  test('a hello that was recorded on another connection', async () => {
    const { address } = await startRelay();
    const alice = createActor(createWorld());
    const first = openClient(address);
    const recorded = alice.hello((await first.next('challenge')).nonce, audienceOf(address));
    first.send(recorded);
    await first.next('welcome');
    const second = openClient(address);
    await second.next('challenge');
    second.send(recorded);
    expect(await second.next('refused')).toMatchObject({ reason: 'proof' });
  });

  test('a newer version is told so', async () => {
    const { address } = await startRelay();
    const alice = createActor(createWorld());
    const client = openClient(address);
    const { nonce } = await client.next('challenge');
    client.send({ ...alice.hello(nonce, audienceOf(address)), version: 99 });
    expect(await client.next('refused')).toMatchObject({ reason: 'version' });
  });

  test('nothing but a small hello is read first', async () => {
    const { address } = await startRelay();
    const alice = createActor(createWorld());
    const frames = [
      encodeConnectorMessage({ type: 'segment', ...toSegment(alice, alice.write(1)) }),
      encodeConnectorMessage({ type: 'ping', id: 1 }),
      new Uint8Array(2_000).fill(2),
      new Uint8Array(0),
    ];
    for (const frame of frames) {
      const client = openClient(address);
      await client.next('challenge');
      client.socket.send(frame);
      expect(await client.next('refused')).toMatchObject({ reason: 'proof' });
      expect(await client.closed).toBe(1008);
    }
  });

  test('who says nothing', async () => {
    const { address } = await startRelay({ limits: { helloMs: 20 } });
    const client = openClient(address);
    expect(await client.next('refused')).toMatchObject({ reason: 'timeout' });
    expect(await client.closed).toBe(1008);
  });

  test('a foreign origin, and other paths', async () => {
    const { address } = await startRelay({ origins: ['https://maru.example'] });
    expect(await openClient(address, { origin: 'https://evil.example' }).closed).toBe(1006);
    await openClient(address, { origin: 'https://maru.example' }).next('challenge');
    await openClient(address, { origin: address.url }).next('challenge');
    expect(await openClient({ ...address, syncUrl: `${address.syncUrl}x` }).closed).toBe(1006);
  });

  test('more connections than one address may have', async () => {
    const { address } = await startRelay({ limits: { connectionsPerAddress: 2 } });
    const first = openClient(address);
    await Promise.all([first.next('challenge'), openClient(address).next('challenge')]);
    expect(await openClient(address).closed).toBe(1006);
    await first.close();
    await openClient(address).next('challenge');
  });
});

describe('frames that end only their own connection', () => {
  const setup = async () => {
    const { address } = await startRelay();
    const world = createWorld();
    const [bad, good] = [await join(address, createActor(world)), await join(address, createActor(world))];
    await Promise.all([bad.next('welcome'), good.next('welcome')]);
    return { address, bad, good };
  };

  test('above 256 KiB', async () => {
    const { bad, good } = await setup();
    bad.socket.send(new Uint8Array(256 * 1024 + 1));
    expect(await bad.closed).toBe(1009);
    await good.settle();
  });

  test('in more than 16 fragments', async () => {
    const { bad, good } = await setup();
    for (let i = 0; i < 20; i++) bad.socket.send(new Uint8Array(1), { fin: false });
    expect(await bad.closed).toBe(1008);
    await good.settle();
  });

  test('of text', async () => {
    const { bad, good } = await setup();
    bad.socket.send('{"type":"segment"}');
    expect(await bad.closed).toBe(1003);
    await good.settle();
  });

  test('that are no WebSocket frames at all', async () => {
    const { address, good } = await setup();
    const { port } = new URL(address.url);
    const raw = connect(Number(port), '127.0.0.1');
    const gone = new Promise<void>((resolve) => raw.on('close', () => resolve()));
    raw.on('error', () => undefined);
    raw.on('data', () => raw.write(Buffer.alloc(64, 0xff)));
    raw.write(
      'GET /sync HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
        'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n\r\n',
    );
    await gone;
    await good.settle();
  });
});
