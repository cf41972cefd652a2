import { type ConnectorMessage, encodeConnectorMessage } from '@maru/sync-core';
import { expect, test } from 'vitest';
import { createActor, createWorld, toSegment } from '../support/actor.ts';
import { audienceOf, openClient, type RawClient } from '../support/client.ts';
import { startRelay } from '../support/relay.ts';

/** A million on demand: MARU_FUZZ_FRAMES=1000000. */
const count = Number(process.env['MARU_FUZZ_FRAMES'] ?? 10_000);
const seed = Number(process.env['MARU_FUZZ_SEED'] ?? 1);

/** mulberry32: replayable by its seed. */
const createNumbers = (start: number) => {
  let state = start;
  return (below: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
};

test(`${count} hostile frames (seed ${seed}): the relay goes on serving`, {
  timeout: 3_600_000,
}, async () => {
  const unlimited = { perSecond: 1e9, burst: 1e9 };
  const { address, lines } = await startRelay({
    limits: { frames: unlimited, bytes: unlimited, envelopes: unlimited, connectionsPerAddress: 10_000 },
  });
  const world = createWorld();
  const actor = createActor(world);
  const below = createNumbers(seed);
  const samples = (): ConnectorMessage[] => [
    { type: 'segment', ...toSegment(actor, actor.write(1 + below(3))) },
    { type: 'want', stream: world.channel, log: actor.log, from: below(5), to: below(500) },
    { type: 'summary', streams: [{ stream: world.channel, digest: new Uint8Array(16) }] },
    { type: 'vector', stream: world.channel, logs: [], reply: true, more: false },
    { type: 'room', payload: new Uint8Array(50) },
    { type: 'ping', id: below(1e6) },
    { type: 'ticketWanted' },
  ];
  const valid = samples().map(encodeConnectorMessage);

  const hostile = (): Uint8Array => {
    const kind = below(4);
    if (kind === 0) {
      const frame = new Uint8Array(below(300));
      for (let i = 0; i < frame.length; i++) frame[i] = below(256);
      return frame;
    }
    const frame = Uint8Array.from(valid[below(valid.length)] ?? []);
    if (kind === 1) return frame.slice(0, below(frame.length + 1));
    for (let i = 0; i <= below(4); i++) frame[below(frame.length)] = below(256);
    return frame;
  };

  let client: RawClient | null = null;
  let links = 0;
  let dead = false;
  const admitted = async (): Promise<RawClient> => {
    const opened = openClient(address);
    const { nonce } = await opened.next('challenge');
    opened.send(actor.hello(nonce, audienceOf(address)));
    await opened.next('welcome');
    dead = false;
    void opened.closed.then(() => {
      dead = true;
    });
    links++;
    return opened;
  };
  for (let sent = 0; sent < count; sent++) {
    client ??= await admitted();
    client.socket.send(hostile());
    // A malformed frame ends the link: wait for the answer, then go on with a new one.
    await client.settle().catch(() => undefined);
    if (dead || client.socket.readyState !== client.socket.OPEN) {
      await client.closed;
      client = null;
    }
  }
  expect(links).toBeGreaterThan(count / 20);
  expect(lines.filter((line) => line.includes('"bug"'))).toEqual([]);
  const last = await admitted();
  const honest = createActor(world);
  last.send({ type: 'segment', ...toSegment(honest, honest.write(1)) });
  expect(await last.next('ack')).toMatchObject({ log: honest.log, length: 1 });
});
