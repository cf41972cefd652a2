import { type ConnectorMessage, encodeConnectorMessage } from '@maru/sync-core';
import { expect, test } from 'vitest';
import { createActor, createWorld, toSegment } from '../support/actor.ts';
import { audienceOf, openClient, type RawClient } from '../support/client.ts';
import { startRelay } from '../support/relay.ts';

/** A million on demand: MARU_FUZZ_FRAMES=1000000. */
const count = Number(process.env['MARU_FUZZ_FRAMES'] ?? 20_000);
/** Links at the same time, so that nobody waits for one answer at a time. */
const lanes = 16;
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
    // Most of what can be wrong is in segments.
    ...[1, 1, 2, 3, 20].map(
      (size): ConnectorMessage => ({ type: 'segment', ...toSegment(actor, actor.write(size)) }),
    ),
    { type: 'segment', ...toSegment(actor, actor.write(1)), opening: null, previous: null },
    { type: 'want', stream: world.channel, log: actor.log, from: below(5), to: below(500) },
    { type: 'summary', streams: [{ stream: world.channel, digest: new Uint8Array(16) }] },
    { type: 'vector', stream: world.channel, logs: [], reply: true, more: false },
    { type: 'room', payload: new Uint8Array(50) },
    { type: 'ping', id: below(1e6) },
    { type: 'ticketWanted' },
    { type: 'meetingWanted', held: { peerId: 'peer', token: 'token' } },
  ];
  const valid = samples().map(encodeConnectorMessage);

  const hostile = (): Uint8Array => {
    // Mostly changed ones: noise and stumps end at the decoder, what is nearly right goes deeper.
    const kind = below(8);
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

  let links = 0;
  const admitted = async (): Promise<RawClient> => {
    const opened = openClient(address);
    const { nonce } = await opened.next('challenge');
    opened.send(actor.hello(nonce, audienceOf(address)));
    await opened.next('welcome');
    links++;
    return opened;
  };
  let sent = 0;
  /** Sends frame after frame, each read to its end before the next; a malformed one ends the link. */
  const attack = async (): Promise<void> => {
    let client = await admitted();
    while (sent < count) {
      sent++;
      client.socket.send(hostile());
      // A close may still be under way when the answer to a ping came before it.
      const alive = await client.settle().then(
        () => client.socket.readyState === client.socket.OPEN,
        () => false,
      );
      if (!alive) client = await admitted();
    }
    await client.close();
  };
  await Promise.all(Array.from({ length: lanes }, attack));
  expect(sent).toBe(count);
  expect(links).toBeGreaterThan(count / 20);
  console.log(`${sent} frames over ${links} links`);
  expect(lines.filter((line) => line.includes('"bug"'))).toEqual([]);
  const last = await admitted();
  const honest = createActor(world);
  last.send({ type: 'segment', ...toSegment(honest, honest.write(1)) });
  expect(await last.next('ack')).toMatchObject({ log: honest.log, length: 1 });
});
