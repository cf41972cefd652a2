/**
 * Why something can't be done, in the words of whoever tries; and why something in the record doesn't count, in
 * the words of whoever reads it. The one place for both: every refusal and every permission has its words here.
 */
import { type Denial, type GovernanceRefusal, isPermission, type Permission } from '@maru/sync-core';
import type { TFunction } from 'i18next';

const permissions = {
  viewChannel: 'permission.viewChannel',
  manageChannels: 'permission.manageChannels',
  manageRoles: 'permission.manageRoles',
  createInvite: 'permission.createInvite',
  viewAuditLog: 'permission.viewAuditLog',
  manageCommunity: 'permission.manageCommunity',
  changeNickname: 'permission.changeNickname',
  manageNicknames: 'permission.manageNicknames',
  kickMembers: 'permission.kickMembers',
  banMembers: 'permission.banMembers',
  moderateMembers: 'permission.moderateMembers',
  sendMessages: 'permission.sendMessages',
  sendMessagesInThreads: 'permission.sendMessagesInThreads',
  createPublicThreads: 'permission.createPublicThreads',
  createPrivateThreads: 'permission.createPrivateThreads',
  embedLinks: 'permission.embedLinks',
  attachFiles: 'permission.attachFiles',
  addReactions: 'permission.addReactions',
  mentionEveryone: 'permission.mentionEveryone',
  manageMessages: 'permission.manageMessages',
  manageThreads: 'permission.manageThreads',
  readHistory: 'permission.readHistory',
  pinMessages: 'permission.pinMessages',
  createPolls: 'permission.createPolls',
  bypassSlowMode: 'permission.bypassSlowMode',
  manageWebhooks: 'permission.manageWebhooks',
  connect: 'permission.connect',
  speak: 'permission.speak',
  stream: 'permission.stream',
  voiceActivity: 'permission.voiceActivity',
  prioritySpeaker: 'permission.prioritySpeaker',
  muteMembers: 'permission.muteMembers',
  deafenMembers: 'permission.deafenMembers',
  moveMembers: 'permission.moveMembers',
  importHistory: 'permission.importHistory',
  administrator: 'permission.administrator',
  editPages: 'permission.editPages',
} as const satisfies Record<Permission, string>;

const what = {
  'before-genesis': 'refusal.what.beforeGenesis',
  'already-founded': 'refusal.what.alreadyFounded',
  'wrong-genesis': 'refusal.what.wrongGenesis',
  'wrong-stream': 'refusal.what.wrongStream',
  forked: 'refusal.what.forked',
  'not-a-member': 'refusal.what.notAMember',
  'after-removal': 'refusal.what.afterRemoval',
  reverted: 'refusal.what.reverted',
  'timed-out': 'refusal.what.timedOut',
  'rules-not-accepted': 'refusal.what.rulesNotAccepted',
  'rules-changed': 'refusal.what.rulesChanged',
  'bad-certificate': 'refusal.what.badCertificate',
  'foreign-certificate': 'refusal.what.foreignCertificate',
  'device-taken': 'refusal.what.deviceTaken',
  'device-removed': 'refusal.what.deviceRemoved',
  'no-invite': 'refusal.what.noInvite',
  'unknown-invite': 'refusal.what.unknownInvite',
  'bad-invite-proof': 'refusal.what.badInviteProof',
  'invite-expired': 'refusal.what.inviteExpired',
  'invite-revoked': 'refusal.what.inviteRevoked',
  'invite-paused': 'refusal.what.invitePaused',
  'invite-used-up': 'refusal.what.inviteUsedUp',
  'invite-exists': 'refusal.what.inviteExists',
  banned: 'refusal.what.banned',
  'not-banned': 'refusal.what.notBanned',
  'missing-permission': 'refusal.what.missingPermission',
  rank: 'refusal.what.rank',
  'grants-more-than-held': 'refusal.what.grantsMoreThanHeld',
  'owner-protected': 'refusal.what.ownerProtected',
  'owner-only': 'refusal.what.ownerOnly',
  'owner-present': 'refusal.what.ownerPresent',
  'no-succession': 'refusal.what.noSuccession',
  'administrator-protected': 'refusal.what.administratorProtected',
  'too-late': 'refusal.what.tooLate',
  'too-many': 'refusal.what.tooMany',
  'invalid-value': 'refusal.what.invalidValue',
  'unknown-target': 'refusal.what.unknownTarget',
  'invalid-order': 'refusal.what.invalidOrder',
} as const satisfies Record<GovernanceRefusal, string>;

const help = {
  'before-genesis': 'refusal.help.beforeGenesis',
  'already-founded': 'refusal.help.alreadyFounded',
  'wrong-genesis': 'refusal.help.wrongGenesis',
  'wrong-stream': 'refusal.help.wrongStream',
  forked: 'refusal.help.forked',
  'not-a-member': 'refusal.help.notAMember',
  'after-removal': 'refusal.help.afterRemoval',
  reverted: 'refusal.help.reverted',
  'timed-out': 'refusal.help.timedOut',
  'rules-not-accepted': 'refusal.help.rulesNotAccepted',
  'rules-changed': 'refusal.help.rulesChanged',
  'bad-certificate': 'refusal.help.badCertificate',
  'foreign-certificate': 'refusal.help.foreignCertificate',
  'device-taken': 'refusal.help.deviceTaken',
  'device-removed': 'refusal.help.deviceRemoved',
  'no-invite': 'refusal.help.noInvite',
  'unknown-invite': 'refusal.help.unknownInvite',
  'bad-invite-proof': 'refusal.help.badInviteProof',
  'invite-expired': 'refusal.help.inviteExpired',
  'invite-revoked': 'refusal.help.inviteRevoked',
  'invite-paused': 'refusal.help.invitePaused',
  'invite-used-up': 'refusal.help.inviteUsedUp',
  'invite-exists': 'refusal.help.inviteExists',
  banned: 'refusal.help.banned',
  'not-banned': 'refusal.help.notBanned',
  'missing-permission': 'refusal.help.missingPermission',
  rank: 'refusal.help.rank',
  'grants-more-than-held': 'refusal.help.grantsMoreThanHeld',
  'owner-protected': 'refusal.help.ownerProtected',
  'owner-only': 'refusal.help.ownerOnly',
  'owner-present': 'refusal.help.ownerPresent',
  'no-succession': 'refusal.help.noSuccession',
  'administrator-protected': 'refusal.help.administratorProtected',
  'too-late': 'refusal.help.tooLate',
  'too-many': 'refusal.help.tooMany',
  'invalid-value': 'refusal.help.invalidValue',
  'unknown-target': 'refusal.help.unknownTarget',
  'invalid-order': 'refusal.help.invalidOrder',
} as const satisfies Record<GovernanceRefusal, string>;

const past = {
  'before-genesis': 'refusal.past.beforeGenesis',
  'already-founded': 'refusal.past.alreadyFounded',
  'wrong-genesis': 'refusal.past.wrongGenesis',
  'wrong-stream': 'refusal.past.wrongStream',
  forked: 'refusal.past.forked',
  'not-a-member': 'refusal.past.notAMember',
  'after-removal': 'refusal.past.afterRemoval',
  reverted: 'refusal.past.reverted',
  'timed-out': 'refusal.past.timedOut',
  'rules-not-accepted': 'refusal.past.rulesNotAccepted',
  'rules-changed': 'refusal.past.rulesChanged',
  'bad-certificate': 'refusal.past.badCertificate',
  'foreign-certificate': 'refusal.past.foreignCertificate',
  'device-taken': 'refusal.past.deviceTaken',
  'device-removed': 'refusal.past.deviceRemoved',
  'no-invite': 'refusal.past.noInvite',
  'unknown-invite': 'refusal.past.unknownInvite',
  'bad-invite-proof': 'refusal.past.badInviteProof',
  'invite-expired': 'refusal.past.inviteExpired',
  'invite-revoked': 'refusal.past.inviteRevoked',
  'invite-paused': 'refusal.past.invitePaused',
  'invite-used-up': 'refusal.past.inviteUsedUp',
  'invite-exists': 'refusal.past.inviteExists',
  banned: 'refusal.past.banned',
  'not-banned': 'refusal.past.notBanned',
  'missing-permission': 'refusal.past.missingPermission',
  rank: 'refusal.past.rank',
  'grants-more-than-held': 'refusal.past.grantsMoreThanHeld',
  'owner-protected': 'refusal.past.ownerProtected',
  'owner-only': 'refusal.past.ownerOnly',
  'owner-present': 'refusal.past.ownerPresent',
  'no-succession': 'refusal.past.noSuccession',
  'administrator-protected': 'refusal.past.administratorProtected',
  'too-late': 'refusal.past.tooLate',
  'too-many': 'refusal.past.tooMany',
  'invalid-value': 'refusal.past.invalidValue',
  'unknown-target': 'refusal.past.unknownTarget',
  'invalid-order': 'refusal.past.invalidOrder',
} as const satisfies Record<GovernanceRefusal, string>;

/** What a permission is called. */
export const permissionName = (t: TFunction, permission: Permission): string => t(permissions[permission]);

/** Why it can't be done, and what would help. */
export type RefusalParts = { readonly what: string; readonly help: string };

/** A refusal in two sentences, where the second is shown apart (as a description, say). */
export const refusalParts = (t: TFunction, denial: Denial): RefusalParts => {
  if (isPermission(denial))
    return {
      what: t('refusal.what.needs', { permission: permissionName(t, denial) }),
      help: t('refusal.help.missingPermission'),
    };
  if (denial === 'member') return { what: t('refusal.what.noKey'), help: t('refusal.help.noKey') };
  return { what: t(what[denial]), help: t(help[denial]) };
};

/** Why it can't be done and what would help, as one text: for an error beside a field, a toast or a tooltip. */
export const refusalWords = (t: TFunction, denial: Denial): string => {
  const parts = refusalParts(t, denial);
  return `${parts.what} ${parts.help}`;
};

/** Why an act of `who` doesn't count: for the record of a community. */
export const refusedActWords = (
  t: TFunction,
  reason: GovernanceRefusal,
  { who, permission }: { readonly who: string; readonly permission: Permission | null },
): string =>
  reason === 'missing-permission' && permission !== null
    ? t('refusal.past.needs', { who, permission: permissionName(t, permission) })
    : t(past[reason], { who });
