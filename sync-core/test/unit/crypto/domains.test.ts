import { describe, expect, it } from 'vitest';
import { concatBytes } from '../../../src/base/index.ts';
import {
  type CipherSuite,
  createKeyring,
  envelopesToForkProof,
  historyKeys,
  inviteProof,
  issueCertificate,
  keyToDeviceId,
  keyToMemberId,
  logIdOf,
  openEnvelope,
  openEpoch,
  openRoomFrame,
  sealEnvelope,
  sealRoomFrame,
  signHello,
  verifyCertificate,
  verifyEnvelopeSignature,
  verifyForkProof,
  verifyHello,
  verifyInviteProof,
} from '../../../src/crypto/index.ts';
import { purposes, tagNames, tags } from '../../../src/crypto/tags.ts';
import { isInviteId } from '../../../src/model/index.ts';
import { createWorld } from './world.ts';

const world = await createWorld('domains');
const { suite, community, genesisHash, epoch, epochKey, stream } = world;

/** The worst case: one key pair plays every part, so that only the tags tell messages apart. */
const pair = suite.signingKeyPair(suite.random.bytes(32));
const device = keyToDeviceId(pair.publicKey);
const member = keyToMemberId(pair.publicKey);
const invite: string = device;
if (!isInviteId(invite)) throw new Error('bug: not an invite');
const agreementKey = suite.agreementKeyPair(suite.random.bytes(32)).publicKey;
const nonce = suite.random.bytes(32);
const opening = { device, nonce: suite.random.bytes(16) };
const log = logIdOf(suite, opening);
const draft = { community, stream, log, number: 0, previous: null, epoch, epochKey, cites: [] };
const seal = (text: string) =>
  sealEnvelope(suite, { ...draft, content: world.contentOf(text), deviceSecretKey: pair.secretKey });
const envelope = seal('one');
const fork = envelopesToForkProof(envelope, seal('two'), opening);
if (fork === null) throw new Error('bug: no fork');
const claim = { community, genesisHash, audience: 'relay.example', device, nonce };
// The access key must make the community's id: the one role that can't be played by the common pair.
const hello = signHello(suite, claim, world.access, pair);
const certificate = issueCertificate(suite, pair, community, device, agreementKey);
const payload = suite.random.bytes(20);

/** The same suite, noting what it is asked to sign or to verify. */
const listening = (heard: Uint8Array[], verdict: (signature: Uint8Array) => Uint8Array): CipherSuite => ({
  ...suite,
  sign(message, secretKey) {
    const signature = suite.sign(message, secretKey);
    heard.push(signature);
    return signature;
  },
  verify: (signature, message, publicKey) => suite.verify(verdict(signature), message, publicKey),
});
const roomSignatures: Uint8Array[] = [];
const room = sealRoomFrame(
  listening(roomSignatures, (signature) => signature),
  {
    community,
    epoch,
    epochKey,
    device,
    deviceSecretKey: pair.secretKey,
    sequence: 1,
    payload,
  },
);
if (!room.ok) throw new Error('bug: no frame');
const frame = room.value;

/** Each kind of signed message: a genuine signature, and its check with another put in its place. */
const kinds = [
  {
    name: 'envelope',
    signature: envelope.signature ?? payload,
    accepts: (signature: Uint8Array) => verifyEnvelopeSignature(suite, envelope.hash, signature, device),
  },
  {
    name: 'fork side',
    signature: fork.b.signature,
    accepts: (signature: Uint8Array) =>
      verifyForkProof(suite, community, { ...fork, b: { ...fork.b, signature } }),
  },
  {
    name: 'certificate',
    signature: certificate.signature,
    accepts: (signature: Uint8Array) => verifyCertificate(suite, community, { ...certificate, signature }),
  },
  {
    name: 'hello',
    signature: hello.deviceSignature,
    accepts: (deviceSignature: Uint8Array) =>
      verifyHello(suite, { ...hello, deviceSignature }, { nonce, audience: claim.audience }).ok,
  },
  {
    name: 'invite proof',
    signature: inviteProof(suite, community, member, device, pair),
    accepts: (signature: Uint8Array) =>
      verifyInviteProof(suite, community, member, device, invite, signature),
  },
  {
    name: 'room frame',
    signature: roomSignatures[0] ?? payload,
    accepts: (signature: Uint8Array) =>
      openRoomFrame(
        listening([], () => signature),
        community,
        frame,
        () => epochKey,
      ).ok,
  },
];

const isEnvelope = (name: string): boolean => name === 'envelope' || name === 'fork side';

describe('domain separation (HARDENING attack 2)', () => {
  for (const kind of kinds)
    it(`the signature of each other message is refused as ${kind.name}`, () => {
      expect(kind.accepts(kind.signature)).toBe(true);
      // An envelope's signature is a side of the fork proof: there it is the same message.
      for (const other of kinds)
        if (other !== kind && !(isEnvelope(kind.name) && isEnvelope(other.name)))
          expect(`${other.name}: ${kind.accepts(other.signature)}`).toBe(`${other.name}: false`);
    });

  it('what is sealed with one epoch key opens only as what it is', () => {
    const earlier = { epoch: 'aa'.repeat(16) as typeof epoch, key: suite.random.bytes(32) };
    const { newEpoch, key } = openEpoch(suite, { recipients: [], history: [earlier] });
    const [sealedHistory] = newEpoch.history;
    if (sealedHistory === undefined) throw new Error('bug: no history');
    const body = seal('three').body ?? payload;
    const asBody = (bytes: Uint8Array, withKey: Uint8Array) =>
      openEnvelope(suite, { ...envelope, body: bytes }, withKey).ok;
    const asRoom = (bytes: Uint8Array, withKey: Uint8Array) =>
      openRoomFrame(suite, community, concatBytes(frame.subarray(0, 16), bytes), () => withKey).ok;
    const asHistory = (bytes: Uint8Array, withKey: Uint8Array) =>
      historyKeys(
        suite,
        { ...newEpoch, history: [{ epoch: earlier.epoch, box: bytes }] },
        withKey,
        () => newEpoch.commitment,
      ).length > 0;
    expect([asBody(body, epochKey), asRoom(frame.subarray(16), epochKey)]).toEqual([true, true]);
    expect([asBody(frame.subarray(16), epochKey), asBody(sealedHistory.box, key)]).toEqual([false, false]);
    expect([asRoom(body, epochKey), asRoom(sealedHistory.box, key)]).toEqual([false, false]);
    expect([asHistory(body, epochKey), asHistory(frame.subarray(16), epochKey)]).toEqual([false, false]);
  });

  it('no tag is the start of another, and no purpose is another', () => {
    const words = tagNames.map((name) => new TextDecoder().decode(tags[name]));
    for (const a of words)
      for (const b of words) expect(`${a} < ${b}: ${a !== b && b.startsWith(a)}`).toBe(`${a} < ${b}: false`);
    expect(new Set(Object.values(purposes)).size).toBe(Object.keys(purposes).length);
  });

  it('a keyring keeps the first key of an epoch', () => {
    const keyring = createKeyring();
    expect(keyring.add(epoch, epochKey)).toBe(true);
    expect(keyring.add(epoch, Uint8Array.from(epochKey))).toBe(true);
    expect(keyring.add(epoch, suite.random.bytes(32))).toBe(false);
    expect(keyring.get(epoch)).toEqual(epochKey);
    expect(keyring.list()).toEqual([{ epoch, key: epochKey }]);
  });
});
