/**
 * A first look at a community for who follows an invite: made by the device that made the link, signed by it, and
 * sealed under a key that only the link's fragment holds. Whoever keeps it learns its size. It is a hint, to be shown
 * until governance is here, and never folded into anything: nothing rests on it.
 */
import {
  blob,
  bytesToHex,
  type Codec,
  type CodecValue,
  concatBytes,
  decode,
  encode,
  err,
  fixedBytes,
  hexToBytes,
  list,
  nullable,
  ok,
  type Result,
  struct,
  text,
  uint,
  union,
  varint,
  word,
} from '../base/index.ts';
import {
  type CommunityId,
  categoryId,
  channelId,
  channelKinds,
  communityId,
  type DeviceId,
  type InviteId,
  idToBytes,
  inviteId,
  limits,
  memberId,
  messageId,
  type Position,
  paletteColours,
  roleId,
} from '../model/index.ts';
import { maxContentBytes, pad, unpad } from './padding.ts';
import type { CipherSuite, KeyPair } from './suite.ts';
import { purposes, tags } from './tags.ts';

const positionBytes = 22;
const signatureBytes = 64;
const moment = uint(2 ** 48 - 1);
const colour = word(paletteColours);
const name = text(limits.nameBytes);

const position: Codec<Position> = {
  write: (writer, value) => fixedBytes(positionBytes).write(writer, hexToBytes(value)),
  read: (reader) => bytesToHex(fixedBytes(positionBytes).read(reader)) as Position,
};

const message = struct({
  id: messageId,
  position,
  /** `member` null for what was imported. */
  author: struct({ member: nullable(memberId), name, colour }),
  at: moment,
  text: text(limits.messageBytes),
  mentions: list(
    union({
      member: [0, struct({ id: memberId, name })],
      role: [1, struct({ id: roleId, name })],
      everyone: [2, struct({})],
    }),
    limits.mentionsPerMessage,
  ),
});

const snapshot = struct({
  community: communityId,
  invite: inviteId,
  /** When it was made. */
  at: moment,
  name,
  description: text(limits.descriptionBytes),
  picture: nullable(blob(limits.pictureBytes)),
  members: varint,
  roles: list(struct({ id: roleId, name, colour: nullable(colour) }), limits.snapshotRoles),
  categories: list(struct({ id: categoryId, name }), limits.snapshotPlaces),
  channels: list(
    struct({
      id: channelId,
      kind: word(channelKinds),
      name,
      topic: text(limits.topicBytes),
      category: nullable(categoryId),
    }),
    limits.snapshotPlaces,
  ),
  /** The newest messages of some channels, oldest first. */
  pages: list(
    struct({ channel: channelId, messages: list(message, limits.snapshotMessages) }),
    limits.snapshotPages,
  ),
});
export type Snapshot = CodecValue<typeof snapshot>;

/** Where and under what key an invite's snapshot is kept: known to who has the link. */
export type SnapshotPlace = { readonly id: Uint8Array; readonly key: Uint8Array };

export const snapshotPlace = (suite: CipherSuite, inviteSeed: Uint8Array): SnapshotPlace => ({
  id: suite.derive(inviteSeed, purposes.snapshotId, 16),
  key: suite.derive(inviteSeed, purposes.snapshot, 32),
});

const sealedFor = (community: CommunityId, invite: InviteId): Uint8Array =>
  concatBytes(tags.snapshot, idToBytes(community), idToBytes(invite));
const signedBytes = (content: Uint8Array): Uint8Array => concatBytes(tags.snapshot, content);

/** How much of a snapshot's limit it takes: more than 1 can't be sealed. */
export const snapshotFill = (value: Snapshot): number =>
  (encode(snapshot, value).length + signatureBytes) / maxContentBytes;

/** Names what a snapshot shows, whenever it was made. */
export const lookOf = (suite: CipherSuite, value: Snapshot): string =>
  bytesToHex(suite.hash(encode(snapshot, { ...value, at: 0 })));

/** Signed by the device that made the invite, sealed to its link. Throws where `snapshotFill` gives more than 1. */
export const sealSnapshot = (
  suite: CipherSuite,
  value: Snapshot,
  { key }: SnapshotPlace,
  device: KeyPair,
): Uint8Array => {
  const content = encode(snapshot, value);
  const signature = suite.sign(signedBytes(content), device.secretKey);
  return suite.seal(pad(concatBytes(signature, content)), key, sealedFor(value.community, value.invite));
};

export type SnapshotError = {
  readonly kind: 'too-large' | 'wrong-key' | 'malformed' | 'signature' | 'foreign' | 'from-future';
};

/** What the invite's maker says the community looks like. Refuses whatever else was left in its place. */
export const openSnapshot = (
  suite: CipherSuite,
  sealed: Uint8Array,
  { key }: SnapshotPlace,
  expected: {
    readonly community: CommunityId;
    readonly invite: InviteId;
    readonly inviter: DeviceId;
    readonly nowMs: number;
  },
): Result<Snapshot, SnapshotError> => {
  const { community, invite, inviter, nowMs } = expected;
  if (sealed.length > limits.blobBytes) return err({ kind: 'too-large' });
  const padded = suite.open(sealed, key, sealedFor(community, invite));
  if (padded === null) return err({ kind: 'wrong-key' });
  const opened = unpad(padded);
  if (opened === null || opened.length <= signatureBytes) return err({ kind: 'malformed' });
  const [signature, content] = [opened.subarray(0, signatureBytes), opened.subarray(signatureBytes)];
  if (!suite.verify(signature, signedBytes(content), idToBytes(inviter))) return err({ kind: 'signature' });
  const read = decode(snapshot, content);
  if (!read.ok) return err({ kind: 'malformed' });
  if (read.value.community !== community || read.value.invite !== invite) return err({ kind: 'foreign' });
  return read.value.at > nowMs + limits.clockDriftMs ? err({ kind: 'from-future' }) : ok(read.value);
};
