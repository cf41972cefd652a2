/** A first look at a community: believed only from the device that made the link, and for this link alone. */
import { describe, expect, it } from 'vitest';
import { bytesToHex, concatBytes, textToBytes } from '../../../src/base/index.ts';
import {
  inviteKeys,
  keyToDeviceId,
  openSnapshot,
  type Snapshot,
  sealSnapshot,
  snapshotFill,
  snapshotPlace,
} from '../../../src/crypto/index.ts';
import { pad } from '../../../src/crypto/padding.ts';
import { tags } from '../../../src/crypto/tags.ts';
import { limits } from '../../../src/model/index.ts';
import { createWorld } from './world.ts';

const world = await createWorld('snapshots');
const { suite, community } = world;
const device = suite.signingKeyPair(suite.random.bytes(32));
const seed = suite.random.bytes(32);
const place = snapshotPlace(suite, seed);
const { invite } = inviteKeys(suite, seed);
const at = 1_700_000_000_000;
const expected = { community, invite, inviter: keyToDeviceId(device.publicKey), nowMs: at };
const id16 = () => bytesToHex(suite.random.bytes(16)) as never;

const look: Snapshot = {
  community,
  invite,
  at,
  name: '마루',
  description: 'canary description',
  picture: null,
  members: 12,
  roles: [{ id: id16(), name: '지기', colour: 'pine' }],
  categories: [{ id: id16(), name: 'Chat' }],
  channels: [{ id: id16(), kind: 'text', name: 'canary-channel', topic: '', category: null }],
  pages: [],
};
const sealed = sealSnapshot(suite, look, place, device);
const refusal = (bytes: Uint8Array, change: Partial<typeof expected> = {}, from = place) => {
  const opened = openSnapshot(suite, bytes, from, { ...expected, ...change });
  return opened.ok ? 'ok' : opened.error.kind;
};

describe('a first look [S7]', () => {
  it('comes back as it was made, for who has the link', () => {
    expect(openSnapshot(suite, sealed, place, expected)).toEqual({ ok: true, value: look });
  });
  it('shows its keeper nothing but a size class [T14]', () => {
    const text = bytesToHex(sealed);
    for (const word of ['마루', 'canary', '지기', 'Chat'])
      expect(text).not.toContain(bytesToHex(textToBytes(word)));
    expect(text).not.toContain(invite);
    const longer = sealSnapshot(suite, { ...look, description: `${look.description}!` }, place, device);
    expect(longer.length).toBe(sealed.length);
    expect(bytesToHex(place.id)).not.toBe(invite.slice(0, 32));
  });
  it('is refused from another device, though it holds the link', () => {
    const other = suite.signingKeyPair(suite.random.bytes(32));
    expect(refusal(sealSnapshot(suite, look, place, other))).toBe('signature');
  });
  it('is refused for another link, community or invite', () => {
    expect(refusal(sealed, {}, snapshotPlace(suite, suite.random.bytes(32)))).toBe('wrong-key');
    const elsewhere = bytesToHex(suite.random.bytes(32)) as typeof community;
    expect(refusal(sealed, { community: elsewhere })).toBe('wrong-key');
    const otherInvite = inviteKeys(suite, suite.random.bytes(32)).invite;
    expect(refusal(sealed, { invite: otherInvite })).toBe('wrong-key');
  });
  it('is refused when it names another community than it was sealed for', () => {
    const elsewhere = bytesToHex(suite.random.bytes(32)) as typeof community;
    const content = openedOf(
      sealSnapshot(suite, { ...look, community: elsewhere }, place, device),
      elsewhere,
    );
    expect(refusal(suite.seal(content, place.key, associated(community)))).toBe('foreign');
  });
  it('is refused where a bit is turned, bytes are missing, or it is too large', () => {
    for (let bit = 0; bit < sealed.length; bit += 37) {
      const turned = sealed.slice();
      turned[bit] = (turned[bit] ?? 0) ^ 1;
      expect(refusal(turned)).toBe('wrong-key');
    }
    expect(refusal(sealed.slice(0, 20))).toBe('wrong-key');
    expect(refusal(new Uint8Array(limits.blobBytes + 1))).toBe('too-large');
    const short = suite.seal(pad(new Uint8Array(10)), place.key, associated(community));
    expect(refusal(short)).toBe('malformed');
  });
  it('is refused when it is dated ahead of the clock; an old one is shown with its date', () => {
    expect(refusal(sealed, { nowMs: at - limits.clockDriftMs - 1 })).toBe('from-future');
    expect(refusal(sealed, { nowMs: at + 365 * 24 * 60 * 60 * 1000 })).toBe('ok');
  });
  it('knows when it is full', () => {
    expect(snapshotFill(look)).toBeLessThan(0.02);
    const long = { ...look, picture: suite.random.bytes(limits.pictureBytes) };
    expect(snapshotFill(long)).toBeGreaterThan(0.5);
    expect(refusal(sealSnapshot(suite, long, place, device))).toBe('ok');
  });
});

function associated(of: typeof community): Uint8Array {
  const hex = (text: string) => Uint8Array.from(text.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
  return concatBytes(tags.snapshot, hex(of), hex(invite));
}
function openedOf(bytes: Uint8Array, of: typeof community): Uint8Array {
  const opened = suite.open(bytes, place.key, associated(of));
  if (opened === null) throw new Error('bug: sealed otherwise');
  return opened;
}
