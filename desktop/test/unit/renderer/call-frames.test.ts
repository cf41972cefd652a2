/** Sealed frames (decision 0022): the published vector, and what a hostile forwarder may try. */
import type { CallKeysView, DeviceId, FrameKeyView } from '@maru/sync-core';
import { describe, expect, it } from 'vitest';
import { createSealer } from '../../../renderer/calls/frames/sealer.ts';
import {
  openFrame,
  readHeader,
  sealFrame,
  toFrameKey,
  toNextSecret,
} from '../../../renderer/calls/frames/sframe.ts';

const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'));
const hex = (some: Uint8Array) => Buffer.from(some).toString('hex');

describe('RFC 9605, appendix C.2, AES_128_GCM_SHA256_128', () => {
  const metadata = bytes('4945544620534672616d65205747');
  const plain = bytes('64726166742d696574662d736672616d652d656e63');
  const sealed = '9901234567b7412c2513a1b66dbb48841bbaf17f598751176ad847681a69c6d0b091c07018ce4adb34eb';

  it('is sealed to the byte, and opened', async () => {
    const key = await toFrameKey(bytes('000102030405060708090a0b0c0d0e0f'), 0x123);
    expect(hex(key.salt)).toBe('75234edefe07819026751816');
    expect(hex(await sealFrame(key, 0x4567, plain, metadata))).toBe(sealed);
    const header = readHeader(bytes(sealed));
    expect(header).toEqual({ id: 0x123, counter: 0x4567, length: 5 });
    expect(header && (await openFrame(key, header, bytes(sealed), metadata))).toEqual(plain);
  });

  it.each([
    ['cut', sealed.slice(0, -2)],
    ['changed', sealed.replace(/..$/, 'ec')],
    ['with another counter', sealed.replace('4567', '4568')],
    ['empty', ''],
    ['all header', 'ff'],
  ])('one that is %s is none', async (_, hexed) => {
    const key = await toFrameKey(bytes('000102030405060708090a0b0c0d0e0f'), 0x123);
    const header = readHeader(bytes(hexed));
    expect(header && (await openFrame(key, header, bytes(hexed), metadata))).toBeNull();
  });
});

const device = 'd'.repeat(64) as DeviceId;
const secretOf = (seed: number) => new Uint8Array(32).fill(seed);
const first: FrameKeyView = { generation: 0, step: 0, secret: secretOf(7) };
const onlyOwn = (own: FrameKeyView | null): CallKeysView => ({ own, others: [] });
const onlyOther = (other: FrameKeyView): CallKeysView => ({ own: null, others: [{ device, ...other }] });

const createPair = () => {
  const clock = { now: 0 };
  const [sender, receiver] = [createSealer(() => clock.now), createSealer(() => clock.now)];
  sender.setKeys(onlyOwn(first));
  receiver.setKeys(onlyOther(first));
  const seal = async (frame: Uint8Array<ArrayBuffer>, track = 0, kind = 'audio/opus') => {
    const sealed = await sender.seal(track, kind, frame);
    if (sealed === null) throw new Error('not sealed');
    return sealed;
  };
  return { clock, sender, receiver, seal, open: receiver.createOpener(device, 0) };
};
const frame = bytes('78a1b2c3d4e5f60718293a4b5c6d');

describe('frames of a call', () => {
  it('come back as they were, sound and pictures, with what the way reads left in the clear', async () => {
    const { seal, receiver, open } = createPair();
    const sound = await seal(frame);
    expect(hex(sound)).not.toContain(hex(frame).slice(0, 8));
    expect(await open(sound)).toEqual(frame);
    const camera = receiver.createOpener(device, 2);
    // A VP8 key frame, one that rests on others, and one that is all head.
    for (const [picture, clear] of [
      ['10a1b2c3d4e5f60718293a4b5c6d', 10],
      ['11a1b2c3d4e5f60718293a4b5c6d', 3],
      ['10a1', 2],
    ] as const) {
      const sealed = await seal(bytes(picture), 2, 'video/VP8');
      expect(sealed.subarray(0, clear)).toEqual(bytes(picture).subarray(0, clear));
      expect(await camera(sealed)).toEqual(bytes(picture));
    }
    const other = await seal(frame, 2, 'video/VP9');
    expect(hex(other)).not.toContain(hex(frame).slice(0, 8));
    expect(await camera(other)).toEqual(frame);
  });

  it('what can’t be sealed is not sent: without a key, or where a codec would tear it', async () => {
    const { sender } = createPair();
    expect(await sender.seal(2, 'video/H264', frame)).toBeNull();
    expect(await sender.seal(2, '', frame)).toBeNull();
    sender.setKeys(onlyOwn(null));
    expect(await sender.seal(0, 'audio/opus', frame)).toBeNull();
  });

  it('nothing passes twice, for another track, by another device, changed, or unsealed', async () => {
    const { seal, receiver, open } = createPair();
    const sealed = await seal(frame);
    expect(await receiver.createOpener(device, 1)(sealed)).toBeNull();
    expect(await receiver.createOpener('e'.repeat(64) as DeviceId, 0)(sealed)).toBeNull();
    expect(await open(sealed)).toEqual(frame);
    expect(await open(sealed)).toBeNull();
    expect(await open(frame)).toBeNull();
    expect(await open(new Uint8Array(0))).toBeNull();
    const picture = await seal(bytes('10a1b2c3d4e5f60718293a4b5c6d'), 2, 'video/VP8');
    const camera = receiver.createOpener(device, 2);
    // The part in the clear is bound too, as is how long it is.
    expect(await camera(picture.with(1, 0))).toBeNull();
    expect(await camera(picture.with(-1, 9))).toBeNull();
    expect(await camera(picture.with(-1, 255))).toBeNull();
    expect(await camera(picture)).not.toBeNull();
  });

  it('frames may overtake each other, but not by more than is remembered', async () => {
    const { seal, open } = createPair();
    const all = await Promise.all(Array.from({ length: 400 }, () => seal(frame)));
    const [early, late] = [all[0], all[390]];
    if (!early || !late) throw new Error('no frames');
    for (const one of all.slice(1, 390)) expect(await open(one)).toEqual(frame);
    for (const one of all.slice(391)) expect(await open(one)).toEqual(frame);
    expect(await open(late)).toEqual(frame);
    expect(await open(early)).toBeNull();
  });

  it('a key that went forward is found by who holds an earlier step, and opens nothing of before for who comes', async () => {
    const { sender, receiver, seal, open } = createPair();
    const before = await seal(frame);
    const next = { generation: 0, step: 1, secret: await toNextSecret(secretOf(7)) };
    sender.setKeys(onlyOwn(next));
    const after = await seal(frame);
    expect(await open(after)).toEqual(frame);
    const newcomer = createSealer(() => 0);
    newcomer.setKeys(onlyOther(next));
    const theirs = newcomer.createOpener(device, 0);
    expect(await theirs(before)).toBeNull();
    expect(await theirs(after)).toEqual(frame);
    receiver.setKeys(onlyOther(first));
    expect(await open(await seal(frame))).toEqual(frame);
  });

  it('of a new key nothing can be found from the old; the old opens what is on its way, and then no more', async () => {
    const { clock, sender, receiver, seal, open } = createPair();
    const underway = [await seal(frame), await seal(frame)] as const;
    const fresh = { generation: 1, step: 0, secret: secretOf(9) };
    sender.setKeys(onlyOwn(fresh));
    const after = await seal(frame);
    expect(await open(after)).toBeNull();
    receiver.setKeys(onlyOther(fresh));
    expect(await open(after)).toEqual(frame);
    expect(await open(underway[0])).toEqual(frame);
    clock.now = 10_000;
    expect(await open(underway[1])).toBeNull();
  });
});
