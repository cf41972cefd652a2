/** What one may do in rooms for other Yjs editors, and what becomes of who does more (HARDENING 7). */
import { yjsRoomWords } from '@maru/sync-core';
import { expect, test } from 'vitest';
import { random } from '../support/actor.ts';
import { newRoom, openEditor } from '../support/editor.ts';
import { joinAs, openGuest } from '../support/guest.ts';
import { startRelay } from '../support/relay.ts';

const question = Uint8Array.of(0, 0, 1, 0);
const unlimited = { perSecond: 1e9, burst: 1e9 };

test('so many in a room, rooms, sockets and arrivals of an address; who goes makes place again', async () => {
  const { address } = await startRelay({ limits: { yjsSocketsPerRoom: 2, yjsRooms: 2 } });
  const [room, other, third] = await Promise.all([newRoom('plain'), newRoom('plain'), newRoom('plain')]);
  const first = await joinAs(address.yjsUrl, room, question);
  await first.until(yjsRoomWords.nothingMore);
  const second = await joinAs(address.yjsUrl, room, question);
  await second.until(question);
  // One that the stock provider tries again after.
  expect(await openGuest(address.yjsUrl, room).closed).toMatchObject({ code: 4503 });
  await (await joinAs(address.yjsUrl, other, question)).until(yjsRoomWords.nothingMore);
  expect(await openGuest(address.yjsUrl, third).closed).toMatchObject({ code: 4503 });
  second.socket.close();
  await second.closed;
  await first.until(yjsRoomWords.nothingMore);
  await (await joinAs(address.yjsUrl, room, question)).until(question);

  const few = await startRelay({ limits: { yjsSocketsPerAddress: 1 } });
  const only = openGuest(few.address.yjsUrl, room);
  await only.opened;
  expect(await openGuest(few.address.yjsUrl, room).refused).toBe(429);

  const full = await startRelay({ limits: { yjsSockets: 1 } });
  await openGuest(full.address.yjsUrl, room).opened;
  expect(await openGuest(full.address.yjsUrl, room).refused).toBe(503);

  const slow = await startRelay({ limits: { yjsArrivals: { perSecond: 0.001, burst: 1 } } });
  const visitor = openGuest(slow.address.yjsUrl, room);
  await visitor.opened;
  visitor.socket.close();
  await visitor.closed;
  expect(await openGuest(slow.address.yjsUrl, room).refused).toBe(429);
});

test('frames over 256 KiB, text, many fragments and silence end the socket, and no other', async () => {
  const { address } = await startRelay();
  const room = await newRoom('plain');
  const watcher = await joinAs(address.yjsUrl, room, question);
  await watcher.until(yjsRoomWords.nothingMore);
  const large = await joinAs(address.yjsUrl, room, question);
  large.socket.send(new Uint8Array(256 * 1024));
  await watcher.until(new Uint8Array(256 * 1024));
  large.socket.send(new Uint8Array(256 * 1024 + 1));
  expect([1009, 1006]).toContain((await large.closed).code);
  const words = await joinAs(address.yjsUrl, room, question);
  words.socket.send('words');
  expect((await words.closed).code).toBe(1003);
  const pieces = await joinAs(address.yjsUrl, room, question);
  for (let i = 0; i < 100; i++) pieces.socket.send(Uint8Array.of(i), { fin: false });
  expect([1008, 1006]).toContain((await pieces.closed).code);
  watcher.socket.send(question);
  expect(watcher.socket.readyState).toBe(watcher.socket.OPEN);

  const quick = await startRelay({ limits: { helloMs: 20 } });
  expect((await openGuest(quick.address.yjsUrl, room).closed).code).toBe(1008);
});

test('who is there is told so more often than the provider gives a link up for dead; who is gone is noticed', async () => {
  const room = await newRoom('plain');
  const often = await startRelay({ limits: { pingMs: 20 } });
  const here = await joinAs(often.address.yjsUrl, room, question);
  for (let i = 0; i < 8; i++) await here.until(yjsRoomWords.stillHere);
  expect(here.socket.readyState).toBe(here.socket.OPEN);

  const { address } = await startRelay({ limits: { pingMs: 20, idleMs: 100 } });
  const halfOpen = await joinAs(address.yjsUrl, room, question);
  await halfOpen.until(yjsRoomWords.nothingMore);
  halfOpen.socket.pause();
  const left = async (): Promise<boolean> =>
    (await (await fetch(`${address.url}/metrics`)).text()).includes('yjs_sockets 0\n');
  while (!(await left()));
});

test('a flood ends its sender only; the others are served meanwhile', async () => {
  const { address } = await startRelay({
    limits: { yjsFrames: { perSecond: 20, burst: 50 }, yjsSilentMs: 20, closeMs: 50 },
  });
  const room = await newRoom('plain');
  const flood = await joinAs(address.yjsUrl, room, question);
  await flood.until(yjsRoomWords.nothingMore);
  const [alice, bob] = [openEditor(address.yjsUrl, room), openEditor(address.yjsUrl, room)];
  await Promise.all([alice.sees(1), bob.sees(1)]);
  for (let i = 0; i < 5_000; i++) flood.socket.send(yjsRoomWords.stillHere);
  alice.write('through ');
  await bob.reads('through');
  expect([1008, 1006]).toContain((await flood.closed).code);
  const figures = await (await fetch(`${address.url}/metrics`)).text();
  expect(Number(/yjs_frames (\d+)/.exec(figures)?.[1])).toBeLessThan(600);
});

test('what a socket, a room and an address may send: who spent more is read more slowly', async () => {
  for (const name of ['yjsFrames', 'yjsBytes', 'yjsRoomBytes', 'yjsAddressBytes'] as const) {
    const burst = name === 'yjsFrames' ? 2 : 10_000;
    const { address } = await startRelay({
      limits: { [name]: { perSecond: 1, burst }, pauseMs: 60_000, closeMs: 50 },
    });
    const room = await newRoom('plain');
    const spender = await joinAs(address.yjsUrl, room, question);
    await spender.until(yjsRoomWords.nothingMore);
    const reader = await joinAs(address.yjsUrl, room, question);
    await reader.until(question);
    for (const length of [9_000, 1_100]) {
      spender.socket.send(new Uint8Array(length));
      await reader.until(new Uint8Array(length));
    }
    spender.socket.send(Uint8Array.of(77));
    // Whoever shares the budget is read once more, which is what finds it spent.
    reader.socket.send(Uint8Array.of(78));
    await spender.until(Uint8Array.of(78));
    reader.socket.send(Uint8Array.of(79));
    const alone = name === 'yjsFrames' || name === 'yjsBytes';
    if (alone) await spender.until(Uint8Array.of(79));
    const stranger = await joinAs(address.yjsUrl, await newRoom('plain'), question);
    await stranger.until(yjsRoomWords.nothingMore);
    expect(reader.received.some((frame) => frame[0] === 77)).toBe(false);
    expect(spender.received.some((frame) => frame[0] === 79)).toBe(alone);
  }
});

test('a slow reader is closed once 1 MiB waits for it, and comes back to all of it', async () => {
  const { address, lines } = await startRelay({
    limits: {
      yjsFrames: unlimited,
      yjsBytes: unlimited,
      yjsRoomBytes: unlimited,
      yjsAddressBytes: unlimited,
    },
  });
  const room = await newRoom('plain');
  const writer = await joinAs(address.yjsUrl, room, question);
  await writer.until(yjsRoomWords.nothingMore);
  const [slow, brisk] = [
    await joinAs(address.yjsUrl, room, question),
    await joinAs(address.yjsUrl, room, question),
  ];
  await Promise.all([slow.until(question), brisk.until(question)]);
  slow.socket.pause();
  const payload = random.bytes(64 * 1024);
  for (let sent = 0; sent < 300; sent++) {
    writer.socket.send(payload);
    await brisk.until(payload);
  }
  slow.socket.resume();
  expect([1013, 1006]).toContain((await slow.closed).code);
  // Of 19 MB only what the systems' buffers and the relay's mebibyte hold.
  expect(slow.received.length).toBeLessThan(290);
  expect(lines.join('\n')).toContain('slow room socket closed');
  await (await joinAs(address.yjsUrl, room, question)).until(question);
});

test.for(['is killed', 'says nothing'])('who was asked %s: another is asked', async (fate) => {
  const { address } = await startRelay({ limits: { yjsSilentMs: 40 } });
  const room = await newRoom('plain');
  const knows = openEditor(address.yjsUrl, room);
  knows.write('known ');
  await knows.synced();
  const mute = await joinAs(address.yjsUrl, room, question);
  // Its question, its answer and its caret.
  for (let came = 0; came < 3; came++) await mute.next();
  mute.socket.send(yjsRoomWords.stillHere);
  const comes = openEditor(address.yjsUrl, room);
  // Put to it, as it was heard last.
  await mute.until(yjsRoomWords.whoIsHere);
  expect(comes.text()).toBe('');
  if (fate === 'is killed') mute.socket.terminate();
  await comes.reads('known');
  await comes.synced();
});
