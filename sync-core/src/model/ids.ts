/**
 * Branded ids. Each is lower-case hex in memory and raw bytes on the wire and in SQLite.
 * 32-byte ids are hashes or public keys, 16-byte ids are truncated hashes that their
 * maker cannot choose.
 */
import { type Brand, bytesToHex, type Codec, hexId, hexToBytes } from '../base/index.ts';

/** SHA-256 over the access key and the genesis operation (see crypto/genesis). */
export type CommunityId = Brand<string, 'CommunityId'>;
/** A person: their Ed25519 identity public key. */
export type MemberId = Brand<string, 'MemberId'>;
/** One installation in one community: its Ed25519 signing public key there. */
export type DeviceId = Brand<string, 'DeviceId'>;
/** SHA-256 of device key and incarnation nonce. */
export type LogId = Brand<string, 'LogId'>;
/** SHA-256 of an envelope's header. */
export type EnvelopeHash = Brand<string, 'EnvelopeHash'>;
/** The place of an operation: truncated SHA-256 of stream, log, number and index. */
export type OpId = Brand<string, 'OpId'>;
export type EpochId = Brand<string, 'EpochId'>;
/** Entities are named by the operation that made them. */
export type CategoryId = Brand<string, 'CategoryId'>;
export type ChannelId = Brand<string, 'ChannelId'>;
export type RoleId = Brand<string, 'RoleId'>;
export type MessageId = Brand<string, 'MessageId'>;
/** One attempt to call somebody, and the call of two that comes of it: 16 random bytes. */
export type RingId = Brand<string, 'RingId'>;
/** An invite's Ed25519 public key. */
export type InviteId = Brand<string, 'InviteId'>;

const isHex = (length: number) => {
  const pattern = new RegExp(`^[0-9a-f]{${length * 2}}$`);
  return (value: unknown): boolean => typeof value === 'string' && pattern.test(value);
};
const is32 = isHex(32);
const is16 = isHex(16);

export const isCommunityId = (value: unknown): value is CommunityId => is32(value);
export const isMemberId = (value: unknown): value is MemberId => is32(value);
export const isDeviceId = (value: unknown): value is DeviceId => is32(value);
export const isLogId = (value: unknown): value is LogId => is32(value);
export const isEnvelopeHash = (value: unknown): value is EnvelopeHash => is32(value);
export const isInviteId = (value: unknown): value is InviteId => is32(value);
export const isOpId = (value: unknown): value is OpId => is16(value);
export const isEpochId = (value: unknown): value is EpochId => is16(value);
export const isCategoryId = (value: unknown): value is CategoryId => is16(value);
export const isChannelId = (value: unknown): value is ChannelId => is16(value);
export const isRoleId = (value: unknown): value is RoleId => is16(value);
export const isMessageId = (value: unknown): value is MessageId => is16(value);
export const isRingId = (value: unknown): value is RingId => is16(value);

export const communityId: Codec<CommunityId> = hexId(32);
export const memberId: Codec<MemberId> = hexId(32);
export const deviceId: Codec<DeviceId> = hexId(32);
export const logId: Codec<LogId> = hexId(32);
export const envelopeHash: Codec<EnvelopeHash> = hexId(32);
export const inviteId: Codec<InviteId> = hexId(32);
export const opId: Codec<OpId> = hexId(16);
export const epochId: Codec<EpochId> = hexId(16);
export const categoryId: Codec<CategoryId> = hexId(16);
export const channelId: Codec<ChannelId> = hexId(16);
export const roleId: Codec<RoleId> = hexId(16);
export const messageId: Codec<MessageId> = hexId(16);
export const ringId: Codec<RingId> = hexId(16);

/** An operation that makes an entity names it. */
export const opToCategoryId = (id: OpId): CategoryId => id as string as CategoryId;
export const opToChannelId = (id: OpId): ChannelId => id as string as ChannelId;
export const opToRoleId = (id: OpId): RoleId => id as string as RoleId;
export const opToMessageId = (id: OpId): MessageId => id as string as MessageId;
/** Of 16 random bytes. */
export const bytesToRingId = (bytes: Uint8Array): RingId => bytesToHex(bytes) as RingId;
export const messageToOpId = (id: MessageId): OpId => id as string as OpId;

type AnyId =
  | CommunityId
  | MemberId
  | DeviceId
  | LogId
  | EnvelopeHash
  | OpId
  | EpochId
  | CategoryId
  | ChannelId
  | RoleId
  | MessageId
  | InviteId;
export const idToBytes = (id: AnyId): Uint8Array => hexToBytes(id);
