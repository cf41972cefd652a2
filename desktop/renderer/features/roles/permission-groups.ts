/** Permissions in the order and groups that people know from elsewhere, with a sentence each. */
import type { Permission } from '@maru/sync-core';
import type { TFunction } from 'i18next';

type Group = 'general' | 'membership' | 'text' | 'voice' | 'high';

export const permissionGroups: readonly {
  readonly group: Group;
  readonly permissions: readonly Permission[];
}[] = [
  {
    group: 'general',
    permissions: [
      'viewChannel',
      'manageChannels',
      'manageRoles',
      'viewAuditLog',
      'manageWebhooks',
      'manageCommunity',
    ],
  },
  {
    group: 'membership',
    permissions: [
      'createInvite',
      'changeNickname',
      'manageNicknames',
      'kickMembers',
      'banMembers',
      'moderateMembers',
    ],
  },
  {
    group: 'text',
    permissions: [
      'sendMessages',
      'sendMessagesInThreads',
      'createPublicThreads',
      'createPrivateThreads',
      'embedLinks',
      'attachFiles',
      'addReactions',
      'readHistory',
      'createPolls',
      'editPages',
      'mentionEveryone',
      'manageMessages',
      'manageThreads',
      'pinMessages',
      'bypassSlowMode',
      'importHistory',
    ],
  },
  {
    group: 'voice',
    permissions: [
      'connect',
      'speak',
      'stream',
      'voiceActivity',
      'prioritySpeaker',
      'muteMembers',
      'deafenMembers',
      'moveMembers',
    ],
  },
  { group: 'high', permissions: ['administrator'] },
];

/** What has no meaning in one place: it holds for the community, or everywhere or nowhere. */
const communityOnly: ReadonlySet<Permission> = new Set<Permission>([
  'viewAuditLog',
  'manageCommunity',
  'changeNickname',
  'manageNicknames',
  'kickMembers',
  'banMembers',
  'moderateMembers',
  'administrator',
]);

export const placePermissionGroups = permissionGroups
  .map(({ group, permissions }) => ({
    group,
    permissions: permissions.filter((permission) => !communityOnly.has(permission)),
  }))
  .filter(({ permissions }) => permissions.length > 0);

const groupTitles = {
  general: 'roles.group.general',
  membership: 'roles.group.membership',
  text: 'roles.group.text',
  voice: 'roles.group.voice',
  high: 'roles.group.high',
} as const satisfies Record<Group, string>;
export const groupTitle = (t: TFunction, group: Group): string => t(groupTitles[group]);

const sentences = {
  viewChannel: 'roles.about.viewChannel',
  manageChannels: 'roles.about.manageChannels',
  manageRoles: 'roles.about.manageRoles',
  createInvite: 'roles.about.createInvite',
  viewAuditLog: 'roles.about.viewAuditLog',
  manageCommunity: 'roles.about.manageCommunity',
  changeNickname: 'roles.about.changeNickname',
  manageNicknames: 'roles.about.manageNicknames',
  kickMembers: 'roles.about.kickMembers',
  banMembers: 'roles.about.banMembers',
  moderateMembers: 'roles.about.moderateMembers',
  sendMessages: 'roles.about.sendMessages',
  sendMessagesInThreads: 'roles.about.sendMessagesInThreads',
  createPublicThreads: 'roles.about.createPublicThreads',
  createPrivateThreads: 'roles.about.createPrivateThreads',
  embedLinks: 'roles.about.embedLinks',
  attachFiles: 'roles.about.attachFiles',
  addReactions: 'roles.about.addReactions',
  mentionEveryone: 'roles.about.mentionEveryone',
  manageMessages: 'roles.about.manageMessages',
  manageThreads: 'roles.about.manageThreads',
  readHistory: 'roles.about.readHistory',
  pinMessages: 'roles.about.pinMessages',
  createPolls: 'roles.about.createPolls',
  bypassSlowMode: 'roles.about.bypassSlowMode',
  manageWebhooks: 'roles.about.manageWebhooks',
  connect: 'roles.about.connect',
  speak: 'roles.about.speak',
  stream: 'roles.about.stream',
  voiceActivity: 'roles.about.voiceActivity',
  prioritySpeaker: 'roles.about.prioritySpeaker',
  muteMembers: 'roles.about.muteMembers',
  deafenMembers: 'roles.about.deafenMembers',
  moveMembers: 'roles.about.moveMembers',
  importHistory: 'roles.about.importHistory',
  administrator: 'roles.about.administrator',
  editPages: 'roles.about.editPages',
} as const satisfies Record<Permission, string>;

/** What holding it lets one do. */
export const permissionSentence = (t: TFunction, permission: Permission): string => t(sentences[permission]);
