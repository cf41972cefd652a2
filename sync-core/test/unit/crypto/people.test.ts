import { describe, expect, it } from 'vitest';
import {
  acceptEpoch,
  commitmentOf,
  deviceKeys,
  type EpochKey,
  historyKeys,
  identityKeys,
  inviteKeys,
  inviteProof,
  issueCertificate,
  keyToMemberId,
  openEpoch,
  openRoomFrame,
  phraseToRecoverySeed,
  recoverySeedToPhrase,
  sealRoomFrame,
  signHello,
  verifyCertificate,
  verifyHello,
  verifyInviteProof,
} from '../../../src/crypto/index.ts';
import { limits } from '../../../src/model/index.ts';
import { createWorld, flip } from './world.ts';

const world = await createWorld('people');
const stranger = await createWorld('people, another');
const { suite, community, keys, epoch, epochKey } = world;

describe('recovery phrase', () => {
  const seed = suite.random.bytes(32);
  const phrase = recoverySeedToPhrase(seed);
  const words = phrase.split(' ');

  it('is 24 words, read back however they were typed', () => {
    expect(words).toHaveLength(24);
    const fullWidth = Array.from(phrase, (letter) =>
      letter === ' ' ? '\u3000' : String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0xfee0),
    ).join('');
    const typed = [
      phrase,
      ` \n${phrase.toUpperCase()}\t `,
      words.join('\u00a0\r\n'),
      words.map((word, index) => `${index + 1}) ${word}`).join('; '),
      fullWidth,
      phrase.normalize('NFKD'),
      phrase.replace('a', 'a\u0301'),
    ];
    for (const text of typed) expect(phraseToRecoverySeed(text)).toEqual({ ok: true, value: seed });
  });

  it('[P19] says what is wrong and where, never the words', () => {
    const wrong = [...words];
    wrong[4] = 'maru';
    const swapped = [words[1] ?? '', words[0] ?? '', ...words.slice(2)];
    expect(phraseToRecoverySeed('')).toMatchObject({ error: { kind: 'word-count', found: 0 } });
    expect(phraseToRecoverySeed(words.slice(1).join(' '))).toMatchObject({ error: { found: 23 } });
    expect(phraseToRecoverySeed(wrong.join(' '))).toEqual({
      ok: false,
      error: { kind: 'unknown-word', position: 5 },
    });
    expect(phraseToRecoverySeed(swapped.join(' '))).toEqual({ ok: false, error: { kind: 'checksum' } });
    const endless = 'a '.repeat(limits.recoveryPhraseChars);
    expect(phraseToRecoverySeed(endless)).toEqual({ ok: false, error: { kind: 'too-long' } });
  });
});

describe('devices', () => {
  const identity = identityKeys(suite, suite.random.bytes(32));
  const certificate = issueCertificate(suite, identity, community, keys.device, keys.agreement.publicKey);

  it('[T10] a certificate holds for one member, device, key and community', () => {
    expect(certificate.member).toBe(keyToMemberId(identity.publicKey));
    expect(verifyCertificate(suite, community, certificate)).toBe(true);
    expect(verifyCertificate(suite, stranger.community, certificate)).toBe(false);
    const other = keyToMemberId(identityKeys(suite, suite.random.bytes(32)).publicKey);
    const altered = [
      { ...certificate, member: other },
      { ...certificate, device: stranger.keys.device },
      { ...certificate, agreementKey: flip(certificate.agreementKey, 0) },
      { ...certificate, signature: flip(certificate.signature, 0) },
    ];
    for (const wrong of altered) expect(verifyCertificate(suite, community, wrong)).toBe(false);
  });

  it('have keys in each community that nothing links', () => {
    const seed = suite.random.bytes(32);
    const here = deviceKeys(suite, seed, community);
    expect(deviceKeys(suite, seed, community)).toEqual(here);
    expect(deviceKeys(suite, seed, stranger.community).device).not.toBe(here.device);
    expect(here.signing.publicKey).not.toEqual(here.agreement.publicKey);
  });
});

describe('hello', () => {
  const nonce = suite.random.bytes(32);
  const claim = { ...world, audience: 'relay.example', device: keys.device, nonce };
  const hello = signHello(suite, claim, world.access, keys.signing);
  const expected = { nonce, audience: 'relay.example' };
  const verdict = (proof: typeof hello, what: Parameters<typeof verifyHello>[2] = expected) => {
    const outcome = verifyHello(suite, proof, what);
    return outcome.ok ? 'ok' : outcome.error.kind;
  };

  it('[T14] is checked from the community id alone', () => {
    expect(verdict(hello)).toBe('ok');
    expect(verdict(hello, { ...expected, community })).toBe('ok');
  });

  it('[T14] cannot be passed on, replayed or borrowed', () => {
    expect(verdict(hello, { ...expected, nonce: flip(nonce, 0) })).toBe('access-signature');
    expect(verdict(hello, { ...expected, audience: 'evil.example' })).toBe('wrong-audience');
    expect(verdict({ ...hello, audience: 'evil.example' })).toBe('wrong-audience');
    expect(verdict({ ...hello, audience: 'evil.example' }, { nonce, audience: 'evil.example' })).toBe(
      'access-signature',
    );
    expect(verdict(hello, { ...expected, community: stranger.community })).toBe('wrong-community');
    expect(verdict({ ...hello, community: stranger.community })).toBe('wrong-community');
    expect(verdict({ ...hello, accessKey: stranger.access.publicKey })).toBe('wrong-community');
    expect(verdict({ ...hello, genesisHash: flip(hello.genesisHash, 3) })).toBe('wrong-community');
    expect(verdict({ ...hello, device: stranger.keys.device })).toBe('access-signature');
    expect(verdict(signHello(suite, claim, world.access, stranger.keys.signing))).toBe('device-signature');
    expect(verdict({ ...hello, deviceSignature: hello.accessSignature })).toBe('device-signature');
  });
});

describe('invites', () => {
  it('let in one device of one member to one community', () => {
    const invite = inviteKeys(suite, suite.random.bytes(32));
    const member = keyToMemberId(identityKeys(suite, suite.random.bytes(32)).publicKey);
    const another = keyToMemberId(identityKeys(suite, suite.random.bytes(32)).publicKey);
    const proof = inviteProof(suite, community, member, keys.device, invite.signing);
    const verify = verifyInviteProof;
    expect(verify(suite, community, member, keys.device, invite.invite, proof)).toBe(true);
    expect(verify(suite, stranger.community, member, keys.device, invite.invite, proof)).toBe(false);
    expect(verify(suite, community, another, keys.device, invite.invite, proof)).toBe(false);
    expect(verify(suite, community, member, stranger.keys.device, invite.invite, proof)).toBe(false);
    const other = inviteKeys(suite, suite.random.bytes(32)).invite;
    expect(verify(suite, community, member, keys.device, other, proof)).toBe(false);
  });
});

describe('epochs', () => {
  const outsider = stranger.keys.agreement;
  const history: EpochKey[] = [{ epoch, key: epochKey }];
  const { newEpoch, key } = openEpoch(suite, {
    recipients: [keys.agreement.publicKey, keys.agreement.publicKey, new Uint8Array(32)],
    history,
  });

  it('[T13] reach their audience and nobody else; an unsound key gets no box', () => {
    expect(newEpoch.boxes).toHaveLength(1);
    expect(acceptEpoch(suite, newEpoch, keys.agreement)).toEqual(key);
    expect(acceptEpoch(suite, newEpoch, outsider)).toBeNull();
    const [box] = newEpoch.boxes;
    const forged = { ...newEpoch, boxes: box ? [{ ...box, recipient: outsider.publicKey }] : [] };
    expect(acceptEpoch(suite, forged, outsider)).toBeNull();
  });

  it('[T13] a key that is not the one committed to is not taken (attack 3)', () => {
    const evil = suite.sealTo(suite.random.bytes(32), keys.agreement.publicKey) ?? key;
    const poisoned = { recipient: keys.agreement.publicKey, box: evil };
    expect(acceptEpoch(suite, { ...newEpoch, boxes: [poisoned] }, keys.agreement)).toBeNull();
    const both = { ...newEpoch, boxes: [poisoned, ...newEpoch.boxes] };
    expect(acceptEpoch(suite, both, keys.agreement)).toEqual(key);
  });

  it('bring earlier keys that governance vouches for, and no others', () => {
    const genuine = commitmentOf(suite, epochKey);
    expect(historyKeys(suite, newEpoch, key, () => genuine)).toEqual(history);
    expect(historyKeys(suite, newEpoch, key, () => flip(genuine, 0))).toEqual([]);
    expect(historyKeys(suite, newEpoch, key, () => null)).toEqual([]);
    expect(historyKeys(suite, newEpoch, flip(key, 0), () => genuine)).toEqual([]);
    const renamed = newEpoch.history.map((item) => ({ ...item, epoch: 'ff'.repeat(16) as typeof epoch }));
    expect(historyKeys(suite, { ...newEpoch, history: renamed }, key, () => genuine)).toEqual([]);
  });
});

describe('room frames', () => {
  const payload = suite.random.bytes(40);
  const draft = {
    community,
    epoch,
    epochKey,
    device: keys.device,
    deviceSecretKey: keys.signing.secretKey,
    sequence: 12,
    payload,
  };
  const sealed = sealRoomFrame(suite, draft);
  if (!sealed.ok) throw new Error('bug: no frame');
  const open = (frame: Uint8Array, key: Uint8Array | null = epochKey, where = community) => {
    const outcome = openRoomFrame(suite, where, frame, () => key);
    return outcome.ok ? outcome.value : outcome.error.kind;
  };

  it('say who, when and what to those with the key', () => {
    expect(open(sealed.value)).toEqual({ epoch, device: keys.device, sequence: 12, payload });
  });

  it('are refused when changed, forged, elsewhere or too large', () => {
    expect(open(flip(sealed.value, 0))).toBe('wrong-key');
    expect(open(flip(sealed.value, 50))).toBe('wrong-key');
    expect(open(sealed.value, flip(epochKey, 0))).toBe('wrong-key');
    expect(open(sealed.value, null)).toBe('unknown-epoch');
    expect(open(sealed.value, epochKey, stranger.community)).toBe('wrong-key');
    expect(open(new Uint8Array(16))).toBe('malformed');
    expect(open(new Uint8Array(limits.ephemeralBytes + 1))).toBe('too-large');
    const forged = sealRoomFrame(suite, { ...draft, deviceSecretKey: stranger.keys.signing.secretKey });
    expect(forged.ok && open(forged.value)).toBe('signature');
    const large = sealRoomFrame(suite, { ...draft, payload: new Uint8Array(limits.ephemeralBytes) });
    expect(large).toEqual({ ok: false, error: { kind: 'too-large' } });
  });
});
