import { expect, test } from 'vitest';
import { createBrowserRandom } from '../../../drivers/browser/random.ts';
import { createSuite, createYjsSealer, sealedYjsRoom, yjsRoomName } from '../../../src/crypto/index.ts';
import { limits } from '../../../src/model/index.ts';
import { createYjsPieceJoiner, isYjsRoomWord, yjsRoomWords } from '../../../src/protocol/index.ts';

const suite = await createSuite(createBrowserRandom());
const roomOf = (secret: string) => {
  const room = sealedYjsRoom(suite, secret);
  if (room === null) throw new Error('no room');
  return room;
};
const room = roomOf('ab'.repeat(32));
const other = roomOf('ac'.repeat(32));

test('a sealed room’s name follows from its token, which says nothing of its key or secret', () => {
  expect(yjsRoomName(suite.hash, room.token)).toBe(room.name);
  expect(new Set([room.token, room.name, 'ab'.repeat(32), Buffer.from(room.key).toString('hex')]).size).toBe(
    4,
  );
  for (const secret of ['', 'word', 'AB'.repeat(32), 'ab'.repeat(31), 'ab'.repeat(33)])
    expect(sealedYjsRoom(suite, secret)).toBeNull();
});

test('frames come whole out of their pieces, each sender’s by itself, and only in their room', () => {
  const [alice, bob] = [createYjsSealer(suite, room), createYjsSealer(suite, room)];
  const long = suite.random.bytes(limits.yjsPieceBytes * 2 + 1);
  const [a, b] = [alice.seal(long) ?? [], bob.seal(long.toReversed()) ?? []];
  expect(a).toHaveLength(3);
  for (const piece of a) expect(piece.length).toBeLessThanOrEqual(limits.envelopeBodyBytes);
  const joiner = createYjsPieceJoiner();
  const take = (sealed: Uint8Array | undefined) => {
    const piece = alice.open(sealed ?? new Uint8Array());
    return piece === null ? 'not ours' : joiner.take(piece);
  };
  expect([a[0], b[0], a[1], b[1]].map(take)).toEqual([null, null, null, null]);
  expect(take(a[2])).toEqual(long);
  expect(take(b[2])).toEqual(long.toReversed());
  expect(createYjsSealer(suite, other).open(a[0] ?? new Uint8Array())).toBeNull();
  expect(take(Uint8Array.of(1, 2, 3))).toBe('not ours');
  // Left out, doubled or out of order: no frame, and the next one is whole again.
  for (const order of [
    [0, 2],
    [0, 0, 2],
    [1, 2],
    [0, 1, 1, 2],
    [2, 1, 0],
  ])
    for (const index of order) expect(take(a[index])).toBeNull();
  expect([0, 1, 2].map((index) => take(a[index])).at(-1)).toEqual(long);
  expect(take(alice.seal(new Uint8Array())?.[0])).toEqual(new Uint8Array());
});

test('who begins frames without end is forgotten, within bounds; a frame above 16 MiB isn’t made', () => {
  const joiner = createYjsPieceJoiner();
  const piece = (sender: number, index: number, count: number) => ({
    sender: Uint8Array.of(0, 0, 0, 0, 0, 0, 0, sender),
    message: 1,
    index,
    count,
    bytes: new Uint8Array(1),
  });
  expect(joiner.take(piece(0, 0, 2))).toBeNull();
  for (let sender = 1; sender <= limits.yjsSendersHeld; sender++) joiner.take(piece(sender, 0, 2));
  expect(joiner.take(piece(0, 1, 2))).toBeNull();
  expect(joiner.take(piece(limits.yjsSendersHeld, 1, 2))).toHaveLength(2);
  const endless = createYjsPieceJoiner();
  const bytes = new Uint8Array(limits.yjsPieceBytes);
  const count = Math.ceil(limits.yjsFrameBytes / bytes.length) + 1;
  for (let index = 0; index < count; index++)
    expect(endless.take({ ...piece(0, index, count), bytes })).toBeNull();
  expect(createYjsSealer(suite, room).seal(new Uint8Array(limits.yjsFrameBytes + 1))).toBeNull();
});

test('short frames of several lengths are of one length sealed; the relay’s words can’t be mistaken for sealed ones', () => {
  const sealer = createYjsSealer(suite, room);
  const lengths = [1, 2, 3, 4, 5].map((length) => sealer.seal(new Uint8Array(length))?.[0]?.length);
  expect(new Set(lengths).size).toBe(1);
  for (const word of Object.values(yjsRoomWords)) {
    expect(isYjsRoomWord(word)).toBe(true);
    expect(sealer.open(word)).toBeNull();
  }
  expect(isYjsRoomWord(Uint8Array.of(0, 2, 2, 0, 0))).toBe(false);
});
