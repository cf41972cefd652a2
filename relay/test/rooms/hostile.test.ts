/**
 * A hostile member of a room, and a hostile relay: what they send ends nobody's process and no page, and in a sealed
 * room it changes nothing.
 */
import { deflateRawSync, deflateSync, inflateRawSync, inflateSync } from 'node:zlib';
import { yjsRoomWords } from '@maru/sync-core';
import { expect, test, vi } from 'vitest';
import { random } from '../support/actor.ts';
import { newRoom, openEditor } from '../support/editor.ts';
import { joinAs } from '../support/guest.ts';
import { startRelay } from '../support/relay.ts';

const unlimited = { perSecond: 1e9, burst: 1e9 };
const frames = Number(process.env['MARU_FUZZ_FRAMES'] ?? 4_000);

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

test(`${frames} hostile frames and torn sockets: the same relay goes on serving, a sealed page takes none of them`, {
  timeout: 3_600_000,
}, async () => {
  const limits = {
    yjsFrames: unlimited,
    yjsBytes: unlimited,
    yjsRoomBytes: unlimited,
    yjsArrivals: unlimited,
  };
  const { address, lines } = await startRelay({ limits: { ...limits, yjsAddressBytes: unlimited } });
  const below = createNumbers(Number(process.env['MARU_FUZZ_SEED'] ?? 1));
  const room = await newRoom('sealed');
  const [alice, bob] = [openEditor(address.yjsUrl, room), openEditor(address.yjsUrl, room)];
  alice.write('kept ');
  await bob.reads('kept');
  const heard = await joinAs(address.yjsUrl, room, yjsRoomWords.stillHere);
  // Its question and its answer, sealed: what it makes its frames from, though it can't read them.
  const samples = [await heard.next(), await heard.next()];
  const hostile = (): Uint8Array => {
    if (below(4) === 0) return random.bytes(below(300));
    const frame = Uint8Array.from(samples[below(samples.length)] ?? []);
    if (below(4) === 0) return frame.slice(0, below(frame.length + 1));
    if (below(8) === 0) return frame;
    for (let i = 0; i <= below(4); i++) frame[below(frame.length)] = below(256);
    return frame;
  };
  let guest = heard;
  for (let sent = 0; sent < frames; sent++) {
    guest.socket.send(hostile());
    if (sent % 500 !== 499) continue;
    // Bytes that are no frames at all, in the middle of the connection.
    const { socket } = guest;
    const raw: unknown = Reflect.get(socket, '_socket');
    if (raw instanceof Object && 'write' in raw && typeof raw.write === 'function')
      raw.write(random.bytes(below(2_000)));
    socket.terminate();
    guest = await joinAs(address.yjsUrl, room, hostile());
  }
  guest.socket.terminate();
  alice.write('after ');
  await bob.reads('kept', 'after');
  expect(bob.text()).toBe('kept after ');
  expect(alice.text()).toBe('kept after ');
  expect(lines.filter((line) => line.includes('"bug"'))).toEqual([]);
});

test('hostile frames in a plain room reach pages as they would from any y-websocket server, and the relay stays', async () => {
  const { address, lines } = await startRelay({ limits: { yjsFrames: unlimited, yjsArrivals: unlimited } });
  const room = await newRoom('plain');
  const guest = await joinAs(address.yjsUrl, room, Uint8Array.of(255, 255, 255, 255, 255, 255));
  for (let i = 0; i < 2_000; i++) guest.socket.send(random.bytes(1 + (i % 60)));
  await guest.until(yjsRoomWords.nothingMore);
  guest.socket.terminate();
  const [alice, bob] = [openEditor(address.yjsUrl, room), openEditor(address.yjsUrl, room)];
  alice.write('fine ');
  await bob.reads('fine');
  expect(lines.filter((line) => line.includes('"bug"'))).toEqual([]);
});

test('a sealed room: with the token and all of its traffic nothing of it can be read, written or told apart by small sizes', async () => {
  const quiet = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const { address, lines } = await startRelay({ limits: { yjsSilentMs: 20 } });
  const room = await newRoom('sealed');
  const canary = 'canary 은하수를 건너는 돛단배 ';
  // Knows all that a relay knows.
  const relay = await joinAs(address.yjsUrl, room, yjsRoomWords.stillHere);
  const [alice, bob] = [openEditor(address.yjsUrl, room), openEditor(address.yjsUrl, room)];
  alice.provider.awareness.setLocalStateField('user', { name: canary });
  alice.write(canary);
  await bob.reads(canary);
  for (let at = 0; at < 8; at++) alice.write(canary.slice(0, at + 1));
  alice.write('last ');
  await bob.reads('last ');
  bob.write('end');
  await alice.reads('end');
  const seen = relay.received.filter((frame) => frame.length > 5);
  expect(seen.length).toBeGreaterThan(10);
  const readings = seen.flatMap((frame) => [
    frame,
    ...[0, 24, 40].flatMap((at) => inflated(frame.subarray(at))),
  ]);
  const words = [
    'canary',
    '은하수',
    '돛단배',
    ...[0, 1, 2].map((at) => Buffer.from(canary.slice(at)).toString('base64').slice(4, 20)),
  ];
  for (const word of words) {
    expect(
      readings.some((bytes) => bytes.includes(word)),
      word,
    ).toBe(false);
    expect(lines.join('\n')).not.toContain(word);
  }
  // One letter more or less isn't seen: frames come in classes.
  expect(new Set(seen.map(({ length }) => length % 32)).size).toBeLessThanOrEqual(2);
  const before = bob.text();
  for (const frame of seen) relay.socket.send(frame);
  for (const word of [Uint8Array.of(0, 2, 2, 0, 0), deflateRawSync(canary), deflateSync(canary)])
    relay.socket.send(word);
  alice.write(' still');
  await bob.reads('still');
  expect(bob.text()).toBe(`${before} still`);
  expect(quiet).not.toHaveBeenCalled();
  quiet.mockRestore();
});

const inflated = (bytes: Buffer): readonly Buffer[] =>
  [inflateRawSync, inflateSync].flatMap((inflate) => {
    try {
      return [inflate(bytes)];
    } catch {
      return [];
    }
  });
