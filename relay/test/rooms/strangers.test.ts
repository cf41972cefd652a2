/** Who comes into a room for other Yjs editors, and who finds out what about others' [T14]. */
import { yjsRoomProtocol, yjsRoomWords } from '@maru/sync-core';
import { createYjsRoomSecret } from '@maru/sync-core/yjs-room';
import { expect, test } from 'vitest';
import { newRoom, openEditor, plainRoom } from '../support/editor.ts';
import { joinAs, openGuest } from '../support/guest.ts';
import { startRelay } from '../support/relay.ts';

test('[T14] a wrong token: the provider is told to stop, and not one frame of it is read', async () => {
  const { address, lines } = await startRelay();
  const room = await newRoom('plain');
  const inside = await joinAs(address.yjsUrl, room, Uint8Array.of(0, 0, 1, 0));
  await inside.until(yjsRoomWords.nothingMore);
  const wrong = createYjsRoomSecret();
  const offers = [
    [],
    [yjsRoomProtocol],
    [yjsRoomProtocol, wrong],
    [yjsRoomProtocol, room.name],
    [room.options.protocols[1] ?? ''],
    [room.options.protocols[1] ?? '', yjsRoomProtocol],
    [...room.options.protocols, 'more'],
    [yjsRoomProtocol, (room.options.protocols[1] ?? '').toUpperCase()],
  ];
  for (const protocols of offers) {
    const guest = openGuest(address.yjsUrl, room, { protocols });
    void guest.opened.then(() => guest.socket.send(Uint8Array.of(0, 2, 1, 7)));
    const { code } = await guest.closed;
    // Where the client gives up by itself, as none of its protocols was agreed on, it has no code.
    expect(protocols.includes(yjsRoomProtocol) || protocols.length === 0 ? [4403] : [4403, 1006]).toContain(
      code,
    );
    expect(guest.received).toEqual([]);
  }
  // Whatever came from them would have come before this.
  const friend = await joinAs(address.yjsUrl, room, Uint8Array.of(0, 0, 1, 0));
  await friend.next();
  friend.socket.send(Uint8Array.of(9));
  await inside.until(Uint8Array.of(9));
  expect(inside.received.some((frame) => frame.includes(7))).toBe(false);
  // The stock provider doesn't come again by itself.
  const editor = openEditor(address.yjsUrl, {
    ...room,
    options: { ...room.options, protocols: [yjsRoomProtocol, wrong] },
  });
  const closed = await new Promise<{ code: number }>((resolve) => editor.provider.once('closed', resolve));
  expect(closed.code).toBe(4403);
  expect(editor.provider.shouldConnect).toBe(false);
  expect(lines.join('\n')).not.toContain(wrong.slice(0, 12));
});

test('foreign origins, other addresses, and addresses with anything added are refused; answers repeat no token', async () => {
  const { address } = await startRelay({ origins: ['https://editor.example'] });
  const room = await newRoom('plain');
  expect(await openGuest(address.yjsUrl, room, { origin: 'https://evil.example' }).refused).toBe(403);
  for (const name of ['', 'room', `${room.name}0`, `${room.name}?token=1`, `${room.name}/x`])
    expect(await openGuest(address.yjsUrl, { ...room, name }).refused, name).toBe(404);
  const allowed = openGuest(address.yjsUrl, room, { origin: 'https://editor.example' });
  const headers = await new Promise<object>((resolve) =>
    allowed.socket.once('upgrade', (answer) => resolve(answer.headers)),
  );
  expect(headers).toMatchObject({ 'sec-websocket-protocol': yjsRoomProtocol });
  expect(JSON.stringify(headers)).not.toContain(room.options.protocols[1]);
  expect(headers).not.toHaveProperty('set-cookie');
  expect(headers).not.toHaveProperty('sec-websocket-extensions');
});

test('nothing leaks from one room into another, however many there are', async () => {
  const { address } = await startRelay();
  const rooms = await Promise.all(Array.from({ length: 8 }, () => newRoom('plain')));
  const pairs = await Promise.all(
    rooms.map(async (room, at) => {
      const listener = await joinAs(address.yjsUrl, room, Uint8Array.of(100, at));
      await listener.until(yjsRoomWords.nothingMore);
      return { listener, speaker: await joinAs(address.yjsUrl, room, Uint8Array.of(101, at)) };
    }),
  );
  for (const [at, { speaker }] of pairs.entries()) speaker.socket.send(Uint8Array.of(102, at));
  for (const [at, { listener, speaker }] of pairs.entries()) {
    await listener.until(Uint8Array.of(102, at));
    expect(listener.received.map((frame) => [...frame])).toEqual([
      [...yjsRoomWords.nothingMore],
      [101, at],
      [...yjsRoomWords.whoIsHere],
      [102, at],
    ]);
    expect(speaker.received.map((frame) => [...frame])).toEqual([[100, at]]);
  }
});

test('a relay of which rooms are switched off knows no such address', async () => {
  const { address } = await startRelay({ yjsRooms: false });
  expect(await openGuest(address.yjsUrl, await newRoom('plain')).refused).toBe(404);
  expect(await (await fetch(`${address.url}/metrics`)).text()).not.toContain('yjs');
});

test('a token opens its own room only', async () => {
  const { address } = await startRelay();
  const [mine, theirs] = [plainRoom(createYjsRoomSecret()), plainRoom(createYjsRoomSecret())];
  const guest = openGuest(address.yjsUrl, theirs, { protocols: mine.options.protocols });
  expect((await guest.closed).code).toBe(4403);
  await (await joinAs(address.yjsUrl, mine, Uint8Array.of(1))).until(yjsRoomWords.nothingMore);
});
