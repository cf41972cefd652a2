/**
 * No decoder is forgotten: every codec that the core exports is fed here with noise and with the encodings of all
 * the others; every function that reads a stranger's bytes or text must be named below with the test that feeds it.
 */
import { env } from 'node:process';
import { beforeAll, describe, expect, it } from 'vitest';
import * as base from '../../src/base/index.ts';
import * as crypto from '../../src/crypto/index.ts';
import * as documents from '../../src/documents/index.ts';
import * as model from '../../src/model/index.ts';
import * as protocol from '../../src/protocol/index.ts';
import { createSeededRandom } from '../../testing/seeded-random.ts';
import { below, mutate, noise, pick } from './mutate.ts';
import { createSamples, type Samples } from './samples.ts';

const cases = Number(env['MARU_FUZZ_CASES'] ?? 400);
let samples: Samples;
/** Made once and fed to every codec. Prefixes too: a codec of few bytes would else meet only what is too long. */
const fed: Uint8Array[] = [];
beforeAll(async () => {
  samples = await createSamples('coverage');
  const random = createSeededRandom('coverage');
  const valid = encodings();
  const whole = [...valid, new Uint8Array(0)];
  while (whole.length < cases)
    whole.push(below(random, 4) === 0 ? noise(random) : mutate(random, pick(random, valid), valid));
  for (const bytes of whole) fed.push(bytes, bytes.slice(0, 1 + below(random, 40)));
});

const exported = Object.entries({ ...base, ...model, ...crypto, ...documents, ...protocol });

const isCodec = (value: unknown): value is base.Codec<unknown> =>
  typeof value === 'object' && value !== null && 'read' in value && 'write' in value;
const codecs: readonly (readonly [string, base.Codec<unknown>])[] = exported.flatMap(
  ([name, value]: readonly [string, unknown]) => (isCodec(value) ? [[name, value] as const] : []),
);

/** Valid bytes of every kind: what is right for one codec is a near miss for the next. */
const encodings = (): readonly Uint8Array[] => [
  ...samples.operations.map((op) => base.encode(model.operation, op)),
  ...samples.connector.map(protocol.encodeConnectorMessage),
  ...samples.acceptor.map(protocol.encodeAcceptorMessage),
  ...samples.room.map(protocol.roomMessageToBytes),
  base.encode(crypto.forkProof, samples.fork),
  base.encode(crypto.envelopeHeader, samples.first.header),
];

describe('every exported codec', () => {
  it('is one of many', () => expect(codecs.length).toBeGreaterThan(20));

  it.each(codecs)('%s gives a typed error or a value of that one encoding', (_name, codec) => {
    const wrong = fed.filter((bytes) => {
      const read = base.decode(codec, bytes);
      return read.ok
        ? !base.bytesEqual(base.encode(codec, read.value), bytes)
        : read.error.kind !== 'malformed';
    });
    expect(wrong.map(base.bytesToHex)).toEqual([]);
  });
});

describe('every exported reader of foreign bytes or text', () => {
  /** Fed in decoders.test.ts, but for those that the tests below feed. */
  const feeders = new Set([
    'decode',
    'decodeBy',
    'decodeConnectorMessage',
    'decodeAcceptorMessage',
    'decodePeerMessage',
    'bytesToAside',
    'bytesToRoomMessage',
    'base64UrlToBytes',
    'linkToTicket',
    'phraseToRecoverySeed',
    'segmentToEnvelopes',
    'verifyForkProof',
    'verifyHello',
    'openAside',
    'openCallKey',
    'openEnvelope',
    'openGift',
    'openPairing',
    'textToPairingTicket',
    'openReport',
    'openRoomFrame',
    'openSnapshot',
    'acceptEpoch',
    'historyKeys',
    'isEpochKey',
    'isSoundTicket',
    'keyToStream',
    'verifyCertificate',
    'verifyInviteProof',
    'verifyEnvelopeSignature',
  ]);
  /** These take what is known to be sound, or throw by contract (the codec catches). */
  const notReaders = new Set([
    'bytesToBase64Url',
    'bytesToHex',
    'bytesToRingId',
    'bytesToText',
    'hexToBytes',
    'keyToDeviceId',
    'keyToMemberId',
    'openEpoch',
    'readBoardPast',
  ]);

  it('is named in this file', () => {
    const readers = exported.flatMap(([name, value]) =>
      typeof value === 'function' &&
      /^(?:decode|open|accept|verify|parse|read|bytesTo|hexTo|textTo(?!Bytes)|keyTo|linkTo|phraseTo|base64UrlTo|segmentTo|historyKeys|isSound|isEpochKey)/.test(
        name,
      )
        ? [name]
        : [],
    );
    expect(readers.filter((name) => !feeders.has(name) && !notReaders.has(name))).toEqual([]);
    expect([...feeders].filter((name) => !readers.includes(name))).toEqual([]);
  });

  it('guards of ids answer yes or no to anything', () => {
    const guards = exported.flatMap(([name, value]) =>
      /^is\w+Id$/.test(name) && typeof value === 'function' ? [value as (value: unknown) => boolean] : [],
    );
    expect(guards.length).toBeGreaterThan(8);
    const odd = [
      undefined,
      null,
      0,
      Number.NaN,
      {},
      [],
      '',
      '0'.repeat(31),
      'g'.repeat(64),
      'A'.repeat(64),
      Symbol('x'),
    ];
    for (const guard of guards) for (const value of odd) expect(guard(value)).toBe(false);
  });

  it('signatures, certificates, proofs and keys of any bytes are refused, not thrown at', () => {
    const { suite, community, keys, newEpoch, ticket, epochKey } = samples;
    const random = createSeededRandom('coverage signatures');
    const { device } = keys;
    const member = crypto.keyToMemberId(random.bytes(32));
    for (const bytes of fed.slice(0, Math.ceil(cases / 4))) {
      const agreementKey = bytes.slice(0, 32);
      const hash = samples.first.hash;
      expect(crypto.verifyEnvelopeSignature(suite, hash, bytes, device)).toBe(false);
      expect(
        crypto.verifyCertificate(suite, community, { member, device, agreementKey, signature: bytes }),
      ).toBe(false);
      const { invite } = crypto.inviteKeys(suite, random.bytes(32));
      expect(crypto.verifyInviteProof(suite, community, member, device, invite, bytes)).toBe(false);
      expect(crypto.isEpochKey(suite, bytes, newEpoch.commitment)).toBe(false);
      const history = newEpoch.history.map(({ epoch }) => ({ epoch, box: bytes }));
      expect(
        crypto.historyKeys(suite, { ...newEpoch, history }, epochKey, () => newEpoch.commitment),
      ).toEqual([]);
      expect(crypto.isSoundTicket(suite, { ...ticket, genesisHash: bytes.slice(0, 32) })).toBe(false);
      expect(model.keyToStream(String.fromCharCode(...bytes.slice(0, 200)))).toBeUndefined();
    }
  });
});
