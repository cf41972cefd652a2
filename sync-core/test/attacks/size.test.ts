/** Fields of 10 MB, deep nesting, lengths that lie: refused before they cost anything [S5, T14]. */
import { expect, test } from 'vitest';
import { blob, encode, list, struct, text, textToBytes } from '../../src/base/index.ts';
import { sealContent } from '../../src/crypto/index.ts';
import { hostsIn, meetsTrigger } from '../../src/governance/index.ts';
import { channelStream, hybridTime, limits } from '../../src/model/index.ts';
import { decodeAcceptorMessage, decodePeerMessage } from '../../src/protocol/index.ts';
import { posted } from '../sim/circle.ts';
import { createVictims, deliver, sameEverywhere, toSegment } from './rogue.ts';

const mebibytes = 10 * 1024 * 1024;

test('[S5] a body of 10 MB is refused, whatever it is signed with; nothing is stored and nobody is named', async () => {
  using victims = await createVictims();
  const { world, ada, chae, rogue } = victims;
  const segment = toSegment(rogue.seal(channelStream(world.channel), [posted('small')]));
  const [item] = segment.items;
  if (!item) throw new Error('no item');
  const held = world.home(ada).core.store.envelopeCount();
  const huge = { ...segment, items: [{ ...item, body: new Uint8Array(mebibytes) }] };
  for (const one of [ada, chae]) expect(await deliver(world, one, huge)).toBe('refused');
  expect(world.home(ada).core.store.envelopeCount()).toBe(held);
  expect(sameEverywhere(world, ada, chae)).toBe(true);
});

test('[T14] a frame of 10 MB, and one that claims such a field, are refused unread', () => {
  const frame = new Uint8Array(mebibytes).fill(13);
  const claims = Uint8Array.from([13, 0xff, 0xff, 0xff, 0x7f, ...new Uint8Array(64)]);
  for (const decodeMessage of [decodeAcceptorMessage, decodePeerMessage])
    for (const bytes of [frame, claims]) {
      const began = performance.now();
      expect(decodeMessage(bytes).ok).toBe(false);
      expect(performance.now() - began).toBeLessThan(50);
    }
});

/** Encoded by a client without limits of its own. */
const unlimited = struct({ time: hybridTime, ops: list(blob(mebibytes), mebibytes) });
const tagged = (tag: number, fields: Uint8Array): Uint8Array => Uint8Array.of(tag, ...fields);

test('[S5] fields above their limits, too many operations and lengths that lie are content that nobody can read', async () => {
  using victims = await createVictims();
  const { world, ada, bo, chae, rogue } = victims;
  const stream = channelStream(world.channel);
  const { core } = world.home(bo);
  const time = { ms: core.clock.now(), counter: 0 };
  const long = encode(struct({ text: text(mebibytes) }), { text: 'x'.repeat(limits.messageBytes + 1) });
  const contents = [
    encode(unlimited, { time, ops: [tagged(64, long)] }),
    encode(unlimited, { time, ops: Array.from({ length: 5_000 }, () => Uint8Array.of(200)) }),
    Uint8Array.from([...encode(hybridTime, time), 0xff, 0xff, 0xff, 0xff, 0x0f]),
    new Uint8Array(30_000).fill(0xff),
  ];
  await world.post(bo, 'before');
  await world.run(10_000);
  for (const [index, plaintext] of contents.entries()) {
    // Each in a log of its own, so that none stands in the way of the next.
    const nonce = new Uint8Array(16).fill(index + 1);
    const frame = rogue.seal(stream, [posted('as a frame')], { nonce });
    const { header } = frame.envelope;
    const epochKey = core.keys.get(header.epoch);
    if (!epochKey) throw new Error('no key');
    const place = { ...header, epochKey, deviceSecretKey: core.device.signing.secretKey };
    const forged = { ...frame, envelope: sealContent(core.suite, place, plaintext) };
    for (const one of [ada, chae]) expect(await deliver(world, one, toSegment(forged))).toBe('applied');
  }
  await world.post(chae, 'after');
  await world.run(10_000);
  for (const one of [ada, chae]) expect(world.texts(one)).toEqual(['before', 'after']);
  expect(sameEverywhere(world, ada, chae)).toBe(true);
});

test('[T10] a message full of links is held against a long list in a moment', () => {
  const hosts = Array.from({ length: limits.hostsPerRule }, (_, index) => `host-${index}.example`);
  const trigger = { type: 'links', policy: 'except', hosts } as const;
  const words = 'http://a.b '.repeat(limits.messageBytes / 11);
  const began = performance.now();
  expect(meetsTrigger(trigger, { ms: 0, text: words, mentions: [] }, 0)).toBe(false);
  expect(performance.now() - began).toBeLessThan(50);
});

test('[T10] deep nesting is text: rules look at it in a moment, and everyone shows it as it was written', async () => {
  using victims = await createVictims();
  const { world, ada, chae, rogue } = victims;
  const deep = `${'['.repeat(4_000)}http://a.example${'](x)'.repeat(900)}`.slice(0, limits.messageBytes);
  const quotes = '> '.repeat(limits.messageBytes / 2);
  const began = performance.now();
  hostsIn(deep);
  hostsIn(quotes);
  expect(performance.now() - began).toBeLessThan(50);
  await rogue.say(posted(deep));
  await rogue.say(posted(quotes));
  for (const one of [ada, chae]) expect(world.texts(one)).toEqual([deep, quotes]);
  expect(sameEverywhere(world, ada, chae)).toBe(true);
  expect(textToBytes(deep).length).toBeLessThanOrEqual(limits.messageBytes);
});
