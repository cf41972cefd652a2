/** Discord's named permissions as bits of a bigint, in a fixed order. Append only. */
import type { Codec } from '../base/index.ts';

export const permissionNames = [
  'viewChannel',
  'manageChannels',
  'manageRoles',
  'createInvite',
  'viewAuditLog',
  'manageCommunity',
  'changeNickname',
  'manageNicknames',
  'kickMembers',
  'banMembers',
  'moderateMembers',
  'sendMessages',
  'sendMessagesInThreads',
  'createPublicThreads',
  'createPrivateThreads',
  'embedLinks',
  'attachFiles',
  'addReactions',
  'mentionEveryone',
  'manageMessages',
  'manageThreads',
  'readHistory',
  'pinMessages',
  'createPolls',
  'bypassSlowMode',
  'manageWebhooks',
  'connect',
  'speak',
  'stream',
  'voiceActivity',
  'prioritySpeaker',
  'muteMembers',
  'deafenMembers',
  'moveMembers',
  'importHistory',
  'administrator',
  'editPages',
] as const;

export type Permission = (typeof permissionNames)[number];
const knownNames: ReadonlySet<string> = new Set(permissionNames);
export const isPermission = (name: string): name is Permission => knownNames.has(name);
/** A set of permissions. */
export type PermissionBits = bigint;

const bits = new Map<Permission, bigint>(permissionNames.map((name, index) => [name, 1n << BigInt(index)]));

export const noPermissions: PermissionBits = 0n;
export const allPermissions: PermissionBits = (1n << BigInt(permissionNames.length)) - 1n;

export const permissionsOf = (...names: readonly Permission[]): PermissionBits =>
  names.reduce((set, name) => set | (bits.get(name) ?? 0n), 0n);

export const hasPermission = (set: PermissionBits, name: Permission): boolean =>
  (set & (bits.get(name) ?? 0n)) !== 0n;

export const permissionsToNames = (set: PermissionBits): readonly Permission[] =>
  permissionNames.filter((name) => hasPermission(set, name));

/** What everyone may do in a new community. */
export const defaultPermissions: PermissionBits = permissionsOf(
  'viewChannel',
  'createInvite',
  'changeNickname',
  'sendMessages',
  'sendMessagesInThreads',
  'createPublicThreads',
  'embedLinks',
  'attachFiles',
  'addReactions',
  'readHistory',
  'createPolls',
  'connect',
  'speak',
  'stream',
  'voiceActivity',
  'editPages',
);

/** Eight bytes, little end first. Bits that this version doesn't know are kept. */
export const permissionBits: Codec<PermissionBits> = {
  write(writer, value) {
    if (BigInt.asUintN(64, value) !== value) throw new Error('bug: permissions do not fit 64 bits');
    for (let shift = 0n; shift < 64n; shift += 8n) writer.byte(Number((value >> shift) & 0xffn));
  },
  read(reader) {
    let value = 0n;
    for (let shift = 0n; shift < 64n; shift += 8n) value |= BigInt(reader.byte()) << shift;
    return value;
  },
};

/** What an overwrite adds and takes away in one category or channel. */
export type Overwrite = {
  readonly target:
    | { readonly kind: 'role'; readonly id: string }
    | { readonly kind: 'member'; readonly id: string };
  readonly allow: PermissionBits;
  readonly deny: PermissionBits;
};
