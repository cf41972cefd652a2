import { describe, expect, it } from 'vitest';
import { base64UrlToBytes, bytesToBase64Url, bytesToHex, concatBytes } from '../../../src/base/index.ts';
import { type InviteTicket, isSoundTicket, linkToTicket, ticketToLink } from '../../../src/crypto/index.ts';
import { tags } from '../../../src/crypto/tags.ts';
import { createWorld } from './world.ts';

const world = await createWorld('links');
const { suite } = world;
const accessSeed = suite.random.bytes(32);
const ticket: InviteTicket = {
  community: world.community,
  accessSeed,
  genesisHash: world.genesisHash,
  epoch: world.epoch,
  epochKey: world.epochKey,
  earlier: [{ epoch: 'ab'.repeat(16) as typeof world.epoch, key: suite.random.bytes(32) }],
  inviteSeed: suite.random.bytes(32),
  inviter: bytesToHex(suite.random.bytes(32)) as InviteTicket['inviter'],
  relayUrl: 'wss://relay.example:8443/sync',
  name: '마루 🌳',
  expiresAt: 1_000_000,
};
const link = ticketToLink('https://maru.example/app?lang=ko#old', ticket);
const code = link.slice(link.indexOf('#join=') + '#join='.length);
const kindOf = (text: string, now?: number) => {
  const outcome = linkToTicket(text, now);
  return outcome.ok ? 'ok' : outcome.error.kind;
};

describe('invite link (HARDENING attack 15)', () => {
  it('comes back as the ticket it was made of', () => {
    expect(linkToTicket(link)).toEqual({ ok: true, value: ticket });
    expect(linkToTicket(code)).toEqual({ ok: true, value: ticket });
    const wrapped = link.replace(/.{40}/g, '$&\r\n');
    expect(linkToTicket(`  ${wrapped}\n`)).toEqual({ ok: true, value: ticket });
  });

  it('keeps everything in the fragment', () => {
    expect(link.startsWith('https://maru.example/app?lang=ko#join=')).toBe(true);
    expect(code).toMatch(/^[A-Za-z0-9_-]+$/);
  });

  it('a link that was cut off, mistyped or is none is malformed', () => {
    for (const text of ['', '#join=', 'https://maru.example/', 'join', 'x'.repeat(100_000), '=', '한글'])
      expect(kindOf(text)).toBe('malformed');
    for (let at = 0; at < code.length; at += 7) {
      const typo = code.slice(0, at) + (code[at] === 'A' ? 'B' : 'A') + code.slice(at + 1);
      expect(kindOf(typo)).toBe('malformed');
      expect(kindOf(code.slice(0, at))).toBe('malformed');
    }
  });

  it('a link of a newer version says so', () => {
    const payload = Uint8Array.of(9, 1, 2, 3);
    const checksum = suite.hash(tags.link, payload).subarray(0, 4);
    const newer = `https://maru.example/#join=${bytesToBase64Url(concatBytes(payload, checksum))}`;
    expect(linkToTicket(newer)).toEqual({ ok: false, error: { kind: 'version', found: 9, known: 1 } });
  });

  it('expires at its moment', () => {
    expect(kindOf(link, 999_999)).toBe('ok');
    expect(linkToTicket(link, 1_000_000)).toEqual({
      ok: false,
      error: { kind: 'expired', expiredAt: 1_000_000 },
    });
  });

  it('names a relay by its address and nothing else', () => {
    for (const relayUrl of ['javascript:alert(1)', 'file:///etc/passwd', 'ws://', 'ws://a b', 'relay'])
      expect(() => ticketToLink('https://maru.example/', { ...ticket, relayUrl })).toThrow(/^bug/);
  });

  it('a ticket whose secret does not make its community is unsound', () => {
    expect(isSoundTicket(suite, ticket)).toBe(false);
  });

  it('no error holds a part of the keys', () => {
    const errors = [linkToTicket(code.slice(3)), linkToTicket(link, 2_000_000)];
    const secrets = [accessSeed, ticket.inviteSeed, ticket.epochKey].flatMap((key) => [
      bytesToHex(key),
      bytesToBase64Url(key),
    ]);
    for (const secret of secrets) expect(JSON.stringify(errors)).not.toContain(secret);
  });
});

describe('base64url', () => {
  it('has one form per bytes', () => {
    for (let length = 0; length < 70; length++) {
      const bytes = suite.random.bytes(length);
      expect(base64UrlToBytes(bytesToBase64Url(bytes))).toEqual(bytes);
    }
    expect(bytesToBase64Url(Uint8Array.of(0xfb, 0xff, 0xfe))).toBe('-__-');
    for (const text of ['A', 'AB', 'AAB', 'AA==', 'A A', 'AA+/']) expect(base64UrlToBytes(text)).toBeNull();
  });
});
