/**
 * Every decoder, fed with noise and with mutated encodings: the answer is a typed error or a value
 * that encodes to the very same bytes, never a throw. MARU_FUZZ_CASES: cases for each decoder.
 */
import { env } from 'node:process';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  base64UrlToBytes,
  bytesEqual,
  bytesToBase64Url,
  bytesToHex,
  type Codec,
  concatBytes,
  decode,
  encode,
  hexToBytes,
  type Result,
  textToBytes,
} from '../../src/base/index.ts';
import * as crypto from '../../src/crypto/index.ts';
import type { DocumentEntry } from '../../src/documents/index.ts';
import { envelopeContent, isChannelId, isMessageId, limits, operation } from '../../src/model/index.ts';
import * as protocol from '../../src/protocol/index.ts';
import type { DocumentWorld } from '../../testing/contract/index.ts';
import { createSeededRandom } from '../../testing/seeded-random.ts';
import { createBoardWorld, createNoteWorld } from '../contract/document-worlds.ts';
import { below, mutate, noise, pick } from './mutate.ts';
import { createSamples, type Samples } from './samples.ts';

const cases = Number(env['MARU_FUZZ_CASES'] ?? 400);
const seed = 'decoders';
let samples: Samples;
beforeAll(async () => {
  samples = await createSamples(seed);
});

/** Runs `check` on noise and mutations; a failure names the bytes that caused it. */
const feed = (name: string, valid: readonly Uint8Array[], check: (bytes: Uint8Array) => boolean): void => {
  const random = createSeededRandom(`${seed} ${name}`);
  const fed = [...valid, new Uint8Array(0)];
  while (fed.length < cases)
    fed.push(below(random, 4) === 0 ? noise(random) : mutate(random, pick(random, valid), valid));
  let accepted = 0;
  for (const bytes of fed) {
    try {
      if (check(bytes)) accepted++;
    } catch (thrown) {
      throw new Error(`${name}: ${bytesToHex(bytes).slice(0, 4_096)}`, { cause: thrown });
    }
  }
  expect(accepted).toBeGreaterThanOrEqual(valid.length);
};

/** Canonical: what is read is written back to the same bytes. */
const same = <T, E>(result: Result<T, E>, bytes: Uint8Array, write: (value: T) => Uint8Array): boolean => {
  if (!result.ok) return false;
  if (!bytesEqual(write(result.value), bytes)) throw new Error('another encoding of the same value');
  return true;
};

const feedCodec = <T>(name: string, codec: Codec<T>, values: readonly T[]): void =>
  feed(
    name,
    values.map((value) => encode(codec, value)),
    (bytes) => same(decode(codec, bytes), bytes, (value) => encode(codec, value)),
  );

describe('codecs', () => {
  it('read operations', () => feedCodec('operation', operation, samples.operations));
  it('read contents', () => {
    const time = { ms: 1, counter: 2 };
    feedCodec('content', envelopeContent, [
      { time, ops: samples.operations.slice(0, 12) },
      { time, ops: samples.operations.slice(12) },
    ]);
  });
  it('read segments', () => feedCodec('segment', crypto.segment, samples.segments));
  it('read fork proofs', () => feedCodec('fork', crypto.forkProof, [samples.fork]));
  it('read headers', () => feedCodec('header', crypto.envelopeHeader, [samples.first.header]));
});

describe('frames', () => {
  it('of a connector', () =>
    feed('connector', samples.connector.map(protocol.encodeConnectorMessage), (bytes) =>
      same(protocol.decodeConnectorMessage(bytes), bytes, protocol.encodeConnectorMessage),
    ));
  it('of an acceptor', () =>
    feed('acceptor', samples.acceptor.map(protocol.encodeAcceptorMessage), (bytes) =>
      same(protocol.decodeAcceptorMessage(bytes), bytes, protocol.encodeAcceptorMessage),
    ));
  it('of a peer', () =>
    feed('peer', [...samples.connector, ...samples.acceptor].map(protocol.encodePeerMessage), (bytes) =>
      same(protocol.decodePeerMessage(bytes), bytes, protocol.encodePeerMessage),
    ));
  it('of words aside in a live room', () =>
    feed('aside', samples.asides.map(protocol.asideToBytes), (bytes) =>
      same(protocol.bytesToAside(bytes), bytes, protocol.asideToBytes),
    ));
  it('of a live room', () =>
    feed('room message', samples.room.map(protocol.roomMessageToBytes), (bytes) =>
      same(protocol.bytesToRoomMessage(bytes), bytes, protocol.roomMessageToBytes),
    ));
  it('above the frame limit are refused unread', () => {
    const frame = new Uint8Array(limits.frameBytes + 1);
    for (const read of [
      protocol.decodeConnectorMessage,
      protocol.decodeAcceptorMessage,
      protocol.decodePeerMessage,
    ])
      expect(read(frame)).toEqual({ ok: false, error: { kind: 'too-large', bytes: frame.length } });
  });
});

describe('what is sealed or signed', () => {
  it('segments: decoded and verified', () => {
    const { suite, community, opening, first } = samples;
    const valid = samples.segments.map((segment) => encode(crypto.segment, segment));
    feed('verified segment', valid, (bytes) => {
      const segment = decode(crypto.segment, bytes);
      if (!segment.ok) return false;
      const previous = segment.value.from === 0 ? null : first.hash;
      return crypto.segmentToEnvelopes(suite, community, segment.value, { opening, previous }).ok;
    });
  });
  it('[S4] fork proofs: decoded and verified, with numbers beyond any log too', () => {
    const { suite, community, fork } = samples;
    feed('verified fork', [encode(crypto.forkProof, fork)], (bytes) => {
      const proof = decode(crypto.forkProof, bytes);
      return proof.ok && crypto.verifyForkProof(suite, community, proof.value);
    });
    const previous = samples.first.hash;
    const [a, b] = [
      { ...fork.a, previous },
      { ...fork.b, previous },
    ];
    for (const number of [limits.logNumber + 1, Number.MAX_SAFE_INTEGER])
      expect(crypto.verifyForkProof(suite, community, { ...fork, number, a, b })).toBe(false);
  });
  it('bodies of envelopes', () => {
    const { suite, first, epochKey } = samples;
    feed(
      'body',
      [first.body ?? new Uint8Array(0)],
      (body) => crypto.openEnvelope(suite, { ...first, body }, epochKey).ok,
    );
  });
  it('plaintexts under the right key: only canonical content in its one padding', () => {
    const { suite, first, epochKey } = samples;
    const data = crypto.headerToAssociatedData(first.header);
    const padded = suite.open(first.body ?? new Uint8Array(0), epochKey, data);
    if (padded === null) throw new Error('bug: sealed with another key');
    feed(
      'plaintext',
      [padded],
      (bytes) =>
        crypto.openEnvelope(suite, { ...first, body: suite.seal(bytes, epochKey, data) }, epochKey).ok,
    );
  });
  it('live-room frames', () => {
    const { suite, community, epoch, epochKey, keys } = samples;
    const frame = crypto.sealRoomFrame(suite, {
      community,
      epoch,
      epochKey,
      device: keys.device,
      deviceSecretKey: keys.signing.secretKey,
      sequence: 3,
      payload: protocol.roomMessageToBytes({ type: 'leaving' }),
    });
    if (!frame.ok) throw new Error('bug: no frame');
    feed(
      'room frame',
      [frame.value],
      (bytes) => crypto.openRoomFrame(suite, community, bytes, () => epochKey).ok,
    );
  });
  it('words aside, as boxes and as what is in one', () => {
    const { suite, community, keys } = samples;
    const context = { community, from: keys.device };
    const box = crypto.sealAside(suite, context, textToBytes('ring'), keys.agreement.publicKey);
    const opened = box && suite.openBox(box, keys.agreement);
    if (!box || !opened) throw new Error('bug: no box');
    const opens = (bytes: Uint8Array): boolean =>
      crypto.openAside(suite, context, bytes, keys.agreement) !== null;
    feed('aside', [box], opens);
    feed('aside, opened', [opened], (bytes) => {
      const sealed = suite.sealTo(bytes, keys.agreement.publicKey);
      return sealed !== null && opens(sealed);
    });
  });
  it('keys of a call, as boxes and as what is in one', () => {
    const { suite, community, keys } = samples;
    const place = { community, session: new Uint8Array(16).fill(3) };
    const box = crypto.sealCallKey(suite, place, crypto.createCallKey(suite, 1), keys.agreement.publicKey);
    const opened = box && suite.openBox(box, keys.agreement);
    if (!box || !opened) throw new Error('bug: no box');
    const opens = (bytes: Uint8Array): boolean =>
      crypto.openCallKey(suite, place, bytes, keys.agreement) !== null;
    feed('call key', [box], opens);
    feed('call key, opened', [opened], (bytes) => {
      const sealed = suite.sealTo(bytes, keys.agreement.publicKey);
      return sealed !== null && opens(sealed);
    });
  });
  it('first looks, sealed and in plaintext under the right key', () => {
    const { suite, community, keys } = samples;
    const seed = new Uint8Array(32).fill(7);
    const place = crypto.snapshotPlace(suite, seed);
    const { invite } = crypto.inviteKeys(suite, seed);
    const looked = { community, invite, inviter: keys.device, nowMs: 9 };
    const sealed = crypto.sealSnapshot(suite, samples.snapshot(invite), place, keys.signing);
    const opens = (bytes: Uint8Array): boolean => crypto.openSnapshot(suite, bytes, place, looked).ok;
    feed('first look', [sealed], opens);
    const data = concatBytes(textToBytes('maru/snapshot'), hexToBytes(community), hexToBytes(invite));
    const padded = suite.open(sealed, place.key, data);
    if (padded === null) throw new Error('bug: sealed otherwise');
    feed('first look inside', [padded], (bytes) => opens(suite.seal(bytes, place.key, data)));
  });
  it('reports, sealed and inside under the right key', () => {
    const { suite, community, keys } = samples;
    const reporter = { community, by: crypto.keyToMemberId(keys.signing.publicKey) };
    const channel = '22'.repeat(16);
    const message = '33'.repeat(16);
    if (!isChannelId(channel) || !isMessageId(message)) throw new Error('bug: sample ids');
    const content = {
      channel,
      message,
      author: reporter.by,
      excerpt: 'words',
      reason: 'spam',
      note: 'why',
    } as const;
    const report = crypto.sealReport(suite, reporter, content, [keys.agreement.publicKey]);
    const opens = (sealed: Uint8Array, boxes = report.boxes): boolean =>
      crypto.openReport(suite, reporter, { sealed, boxes }, keys.agreement) !== null;
    feed('report', [report.sealed], (bytes) => opens(bytes));
    const [box] = report.boxes;
    const key = box === undefined ? null : suite.openBox(box.box, keys.agreement);
    if (key === null) throw new Error('bug: sealed otherwise');
    const data = concatBytes(textToBytes('maru/report'), hexToBytes(community), hexToBytes(reporter.by));
    const padded = suite.open(report.sealed, key, data);
    if (padded === null) throw new Error('bug: sealed otherwise');
    feed('report inside', [padded], (bytes) => opens(suite.seal(bytes, key, data)));
  });
  it('boxes and epochs', () => {
    const { suite, keys, newEpoch } = samples;
    const [sealed] = newEpoch.boxes;
    if (sealed === undefined) throw new Error('bug: no box');
    feed('box', [sealed.box], (box) => {
      const boxes = [{ recipient: keys.agreement.publicKey, box }];
      const opened = suite.openBox(box, keys.agreement) !== null;
      return crypto.acceptEpoch(suite, { ...newEpoch, boxes }, keys.agreement) !== null && opened;
    });
    const small = { ...keys.agreement, publicKey: new Uint8Array(32) };
    expect(suite.openBox(concatBytes(new Uint8Array(32), sealed.box.slice(32)), small)).toBeNull();
  });
  it('[T14] hellos', () => {
    const { suite, community } = samples;
    const hellos = samples.connector.filter((message) => message.type === 'hello');
    feed('hello', hellos.map(protocol.encodeConnectorMessage), (bytes) => {
      const message = protocol.decodeConnectorMessage(bytes);
      if (!message.ok || message.value.type !== 'hello') return false;
      const expected = { nonce: new Uint8Array(32), audience: message.value.audience, community };
      const verified = crypto.verifyHello(suite, message.value, expected);
      if (verified.ok) throw new Error('proved for a challenge that was not answered');
      return true;
    });
  });
  it('[T14] what a relay passes on while a device is linked, sealed right as well', () => {
    const { suite } = samples;
    const place = crypto.pairingPlace(suite, crypto.createPairingCode(suite));
    const key = new Uint8Array(32);
    const gift = { recoverySeed: key, relayUrl: 'wss://relay.example/sync', recoveryConfirmed: true };
    const given = crypto.sealPairing(suite, place, {
      type: 'given',
      sealed: crypto.sealGift(suite, key, gift),
    });
    const offer = crypto.sealPairing(suite, place, { type: 'offer', key });
    feed('pairing', [given, offer], (bytes) => crypto.openPairing(suite, place, bytes) !== null);
    feed('gift', [crypto.sealGift(suite, key, gift)], (bytes) => crypto.openGift(suite, key, bytes) !== null);
  });
});

describe('what a person pastes', () => {
  const base = 'https://maru.example/app';
  it('invite links, resealed with a right checksum as well', () => {
    const link = crypto.ticketToLink(base, samples.ticket);
    const bytes = base64UrlToBytes(link.slice(link.indexOf('join=') + 5));
    if (bytes === null) throw new Error('bug: no link');
    const payload = bytes.slice(0, -4);
    feed('link', [payload], (mutated) => {
      const sum = samples.suite.hash(textToBytes('maru/link'), mutated).slice(0, 4);
      const text = bytesToBase64Url(concatBytes(mutated, sum));
      const ticket = crypto.linkToTicket(`${base}#join=${text}`);
      if (!ticket.ok) return false;
      expect(crypto.ticketToLink(base, ticket.value)).toBe(`${base}#join=${text}`);
      return true;
    });
    feed('link without checksum', [bytes], (mutated) => crypto.linkToTicket(bytesToBase64Url(mutated)).ok);
  });
  it('[P19] text in place of links and phrases', () => {
    const random = createSeededRandom(`${seed} text`);
    const phrase = samples.phrase;
    for (let left = cases; left > 0; left--) {
      const units = random.bytes(2 * below(random, 300));
      const text = String.fromCharCode(...units.map((unit) => (unit << below(random, 9)) & 0xffff));
      const at = below(random, phrase.length);
      for (const typed of [text, phrase.slice(0, at) + text + phrase.slice(at), phrase.slice(at)]) {
        const seedFound = crypto.phraseToRecoverySeed(typed);
        if (seedFound.ok) expect(crypto.recoverySeedToPhrase(seedFound.value)).toHaveLength(phrase.length);
        crypto.linkToTicket(typed);
        crypto.textToPairingTicket(typed);
        crypto.textToPairingTicket(`pair=${typed}`);
      }
    }
    expect(crypto.phraseToRecoverySeed(phrase).ok).toBe(true);
  });
});

describe('[S2] [T10] updates of notes and boards', () => {
  /** All that is done with bytes of others: the answer is a value, and what was there before is still there. */
  const feedDocuments = (world: DocumentWorld): void => {
    const { engine } = world;
    const [ann, ben] = [world.person('ann'), world.person('ben')];
    const held: DocumentEntry[] = [];
    for (const text of ['한국어와 English', 'more'])
      for (const [index, person] of [ann, ben].entries()) {
        person.see(index === 0 ? ben : ann);
        person.write(text);
        held.push({ update: person.take(), writer: person.writer, place: held.length, counts: true });
      }
    using whole = engine.fold(held).document;
    const valid = held.filter(({ writer }) => writer === ann.writer).map(({ update }) => update);
    const asAnn = (update: Uint8Array): DocumentEntry => ({
      update,
      writer: ann.writer,
      place: 9,
      counts: true,
    });
    feed(`${engine.kind} update`, valid, (bytes) => {
      const looked = engine.inspect(bytes, ann.writer);
      const { document, refused } = engine.fold([...held, asAnn(bytes)]);
      using folded = document;
      if (folded.text().blocks.length < whole.text().blocks.length) throw new Error('words are gone');
      const opened = engine.open(whole.state(), []);
      if (!opened.ok) throw new Error('an own state is refused');
      using document2 = opened.value;
      const added = document2.add(asAnn(bytes));
      if (!looked.ok && (added.ok || refused.length === 0)) throw new Error('taken unseen');
      return looked.ok;
    });
    feed(`${engine.kind} state`, [whole.state()], (bytes) => {
      const opened = engine.open(bytes, []);
      if (opened.ok) opened.value[Symbol.dispose]();
      return opened.ok;
    });
    feed(`${engine.kind} vector`, [whole.vector()], (bytes) => whole.since(bytes).ok);
  };
  it('of notes', () => {
    using world = createNoteWorld();
    feedDocuments(world);
  });
  it('of boards', () => {
    using world = createBoardWorld();
    feedDocuments(world);
  });
});
