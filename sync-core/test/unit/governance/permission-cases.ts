/** What Discord's rules say of one member in one channel of one category: a row for each rule [T12]. */
import { type Permission, permissionNames } from '../../../src/model/index.ts';

type Names = readonly Permission[];
type Target = 'everyone' | 'low' | 'high' | 'member';
export type Level = { readonly [T in Target]?: { readonly allow?: Names; readonly deny?: Names } };
export type Setup = {
  /** What everyone may do; viewing alone when left out. */
  readonly everyone?: Names;
  /** What the roles that the member has may do. A role left out is not theirs. */
  readonly low?: Names;
  readonly high?: Names;
  readonly category?: Level;
  readonly channel?: Level;
  /** Timed out when asked. */
  readonly timedOut?: true;
  /** Joined under rules that they haven't accepted. */
  readonly owesRules?: true;
  readonly archived?: 'category' | 'channel';
};
export type Where = 'community' | 'category' | 'channel';
type Case = readonly [title: string, setup: Setup, permission: Permission, where: Where, held: boolean];

export const view: Permission = 'viewChannel';
export const send: Permission = 'sendMessages';
const allowSend = { allow: [send] } as const;
const denySend = { deny: [send] } as const;
export const sender: Setup = { everyone: [view, send] };
const viewer: Setup = { everyone: [view] };
const admin: Setup = { everyone: [view], high: ['administrator'] };
const all = (...names: Names): Setup => ({ everyone: [view, ...names] });
const everything: Setup = { everyone: permissionNames.filter((name) => name !== 'administrator') };
const muted: Setup = { ...everything, timedOut: true };
const fresh: Setup = { ...everything, owesRules: true };
const filed: Setup = { ...everything, archived: 'channel' };
const deniedConnect = { channel: { everyone: { deny: ['connect'] } } } as const;

// biome-ignore format: a table, one case a line
export const table: readonly Case[] = [
  ['everyone alone grants', sender, send, 'community', true],
  ['nothing grants what nobody gave', viewer, send, 'community', false],
  ['a role adds', { ...viewer, low: [send] }, send, 'community', true],
  ['a role without it takes nothing away', { ...sender, low: [] }, send, 'community', true],
  ['roles add up: the lower', { ...viewer, low: [send], high: [] }, send, 'community', true],
  ['roles add up: the higher', { ...viewer, low: [], high: [send] }, send, 'community', true],
  ['a role grants no other', { ...viewer, low: [send] }, 'manageMessages', 'community', false],
  ['base holds in a channel', sender, send, 'channel', true],
  ['base holds in a category', sender, send, 'category', true],
  ['a role holds in a channel', { ...viewer, low: [send] }, send, 'channel', true],
  ['everyone may be given administrator', { everyone: ['administrator'] }, 'banMembers', 'community', true],
  ['administrator grants all', admin, 'banMembers', 'community', true],
  ['administrator grants all in a channel', admin, send, 'channel', true],
  ['administrator stands above a denial of everyone', { ...admin, channel: { everyone: { deny: [view, send] } } }, send, 'channel', true],
  ['administrator stands above a denial of the member', { ...admin, channel: { member: { deny: [view, send] } } }, send, 'channel', true],
  ['administrator stands above a denial of the role', { ...admin, category: { high: { deny: [view] } } }, view, 'channel', true],
  ['administrator needs nothing else', { everyone: [], high: ['administrator'] }, 'speak', 'channel', true],
  ['an overwrite makes no administrator', { ...viewer, channel: { member: { allow: ['administrator'] } } }, 'banMembers', 'channel', false],
  ['nor says that one is', { ...viewer, channel: { member: { allow: ['administrator'] } } }, 'administrator', 'channel', false],
  ['everyone denied in the channel', { ...sender, channel: { everyone: denySend } }, send, 'channel', false],
  ['everyone allowed in the channel', { ...viewer, channel: { everyone: allowSend } }, send, 'channel', true],
  ['everyone allowed and denied at once: allow comes later', { ...viewer, channel: { everyone: { allow: [send], deny: [send] } } }, send, 'channel', true],
  ['a channel says nothing of the community', { ...viewer, channel: { everyone: allowSend } }, send, 'community', false],
  ['a channel says nothing of its category', { ...viewer, channel: { everyone: allowSend } }, send, 'category', false],
  ['role allow over everyone deny', { ...sender, low: [], channel: { everyone: denySend, low: allowSend } }, send, 'channel', true],
  ['role deny over everyone allow', { ...viewer, low: [], channel: { everyone: allowSend, low: denySend } }, send, 'channel', false],
  ['role deny over its own grant', { ...viewer, low: [send], channel: { low: denySend } }, send, 'channel', false],
  ['one role allows, one denies: allowed', { ...viewer, low: [], high: [], channel: { low: allowSend, high: denySend } }, send, 'channel', true],
  ['whichever is the higher', { ...viewer, low: [], high: [], channel: { low: denySend, high: allowSend } }, send, 'channel', true],
  ['both roles deny', { ...sender, low: [], high: [], channel: { low: denySend, high: denySend } }, send, 'channel', false],
  ['a role that is not theirs allows nothing', { ...viewer, channel: { low: allowSend } }, send, 'channel', false],
  ['a role that is not theirs denies nothing', { ...sender, channel: { high: denySend } }, send, 'channel', true],
  ['member deny over role allow', { ...viewer, low: [], channel: { low: allowSend, member: denySend } }, send, 'channel', false],
  ['member allow over role deny', { ...sender, low: [], channel: { low: denySend, member: allowSend } }, send, 'channel', true],
  ['member deny over everyone allow', { ...viewer, channel: { everyone: allowSend, member: denySend } }, send, 'channel', false],
  ['member allow over everyone deny', { ...sender, channel: { everyone: denySend, member: allowSend } }, send, 'channel', true],
  ['member allowed and denied at once', { ...viewer, channel: { member: { allow: [send], deny: [send] } } }, send, 'channel', true],
  ['category denial reaches its channel', { ...sender, category: { everyone: denySend } }, send, 'channel', false],
  ['category denial in the category', { ...sender, category: { everyone: denySend } }, send, 'category', false],
  ['category grant reaches its channel', { ...viewer, category: { everyone: allowSend } }, send, 'channel', true],
  ['category role grant', { ...viewer, low: [], category: { low: allowSend } }, send, 'channel', true],
  ['category member denial', { ...sender, category: { member: denySend } }, send, 'channel', false],
  ['channel allow refines category deny', { ...sender, category: { everyone: denySend }, channel: { everyone: allowSend } }, send, 'channel', true],
  ['channel deny refines category allow', { ...viewer, category: { everyone: allowSend }, channel: { everyone: denySend } }, send, 'channel', false],
  ['the copy holds the role that the category allowed', { ...viewer, low: [], category: { low: allowSend }, channel: { everyone: denySend } }, send, 'channel', true],
  ['the copy holds the member that the category denied', { ...sender, category: { member: denySend }, channel: { everyone: allowSend } }, send, 'channel', false],
  ['another permission of an overwrite is left alone', { ...sender, channel: { everyone: { deny: ['addReactions'] } } }, send, 'channel', true],
  ['no view, nothing: from the base', { everyone: [send] }, send, 'channel', false],
  ['no view, nothing: denied in the channel', { ...sender, channel: { everyone: { deny: [view] } } }, send, 'channel', false],
  ['no view, nothing: denied in the category', { ...sender, category: { everyone: { deny: [view] } } }, send, 'channel', false],
  ['no view, nothing: even what the channel allows', { ...viewer, channel: { everyone: { deny: [view] }, member: allowSend } }, send, 'channel', false],
  ['no view, no managing', { ...all('manageChannels'), channel: { member: { deny: [view] } } }, 'manageChannels', 'channel', false],
  ['view given back to a role', { ...sender, low: [], channel: { everyone: { deny: [view] }, low: { allow: [view] } } }, send, 'channel', true],
  ['in the community view implies nothing', { everyone: [send] }, send, 'community', true],
  ['no send, no everyone mention', all('mentionEveryone'), 'mentionEveryone', 'channel', false],
  ['no send, no files', all('attachFiles'), 'attachFiles', 'channel', false],
  ['no send, no embeds', all('embedLinks'), 'embedLinks', 'channel', false],
  ['send denied here takes files along', { ...all(send, 'attachFiles'), channel: { everyone: denySend } }, 'attachFiles', 'channel', false],
  ['no send, reactions still', all('addReactions'), 'addReactions', 'channel', true],
  ['no send, threads still', all('sendMessagesInThreads'), 'sendMessagesInThreads', 'channel', true],
  ['no connect, no speaking', { ...all('connect', 'speak'), ...deniedConnect }, 'speak', 'channel', false],
  ['no connect, no streaming', { ...all('connect', 'stream'), ...deniedConnect }, 'stream', 'channel', false],
  ['no connect, no moving of others', { ...all('connect', 'moveMembers'), ...deniedConnect }, 'moveMembers', 'channel', false],
  ['no connect, no muting of others', all('muteMembers'), 'muteMembers', 'channel', false],
  ['connect and speak', all('connect', 'speak'), 'speak', 'channel', true],
  ['no connect, writing still', { ...all('connect', send), ...deniedConnect }, send, 'channel', true],
  ['no history does not stop writing', sender, send, 'channel', true],
  ['history denied here', { ...all('readHistory'), channel: { everyone: { deny: ['readHistory'] } } }, 'readHistory', 'channel', false],
  ['managing roles does not let one write', all('manageRoles'), send, 'channel', false],
  ['connect denied takes prioritySpeaker along', { ...all('connect', 'prioritySpeaker'), ...deniedConnect }, 'prioritySpeaker', 'channel', false],
  ['with connect there is prioritySpeaker', all('connect', 'prioritySpeaker'), 'prioritySpeaker', 'channel', true],
  ['connect denied takes voiceActivity along', { ...all('connect', 'voiceActivity'), ...deniedConnect }, 'voiceActivity', 'channel', false],
  ['with connect there is voiceActivity', all('connect', 'voiceActivity'), 'voiceActivity', 'channel', true],
  ['connect denied takes deafenMembers along', { ...all('connect', 'deafenMembers'), ...deniedConnect }, 'deafenMembers', 'channel', false],
  ['with connect there is deafenMembers', all('connect', 'deafenMembers'), 'deafenMembers', 'channel', true],
  ['connect denied takes muteMembers along', { ...all('connect', 'muteMembers'), ...deniedConnect }, 'muteMembers', 'channel', false],
  ['with connect there is muteMembers', all('connect', 'muteMembers'), 'muteMembers', 'channel', true],
  ['with connect there is stream', all('connect', 'stream'), 'stream', 'channel', true],
  ['with connect there is moveMembers', all('connect', 'moveMembers'), 'moveMembers', 'channel', true],
  ['with send there is embedLinks', all(send, 'embedLinks'), 'embedLinks', 'channel', true],
  ['in the community embedLinks needs no send', all('embedLinks'), 'embedLinks', 'community', true],
  ['with send there is attachFiles', all(send, 'attachFiles'), 'attachFiles', 'channel', true],
  ['in the community attachFiles needs no send', all('attachFiles'), 'attachFiles', 'community', true],
  ['with send there is mentionEveryone', all(send, 'mentionEveryone'), 'mentionEveryone', 'channel', true],
  ['in the community mentionEveryone needs no send', all('mentionEveryone'), 'mentionEveryone', 'community', true],
  ['send denied leaves sendMessagesInThreads', { ...all(send, 'sendMessagesInThreads'), channel: { everyone: denySend } }, 'sendMessagesInThreads', 'channel', true],
  ['send denied leaves createPublicThreads', { ...all(send, 'createPublicThreads'), channel: { everyone: denySend } }, 'createPublicThreads', 'channel', true],
  ['send denied leaves createPrivateThreads', { ...all(send, 'createPrivateThreads'), channel: { everyone: denySend } }, 'createPrivateThreads', 'channel', true],
  ['send denied leaves createPolls', { ...all(send, 'createPolls'), channel: { everyone: denySend } }, 'createPolls', 'channel', true],
  ['send denied leaves pinMessages', { ...all(send, 'pinMessages'), channel: { everyone: denySend } }, 'pinMessages', 'channel', true],
  ['send denied leaves manageMessages', { ...all(send, 'manageMessages'), channel: { everyone: denySend } }, 'manageMessages', 'channel', true],
  ['send denied leaves manageThreads', { ...all(send, 'manageThreads'), channel: { everyone: denySend } }, 'manageThreads', 'channel', true],
  ['send denied leaves readHistory', { ...all(send, 'readHistory'), channel: { everyone: denySend } }, 'readHistory', 'channel', true],
  ['send denied leaves bypassSlowMode', { ...all(send, 'bypassSlowMode'), channel: { everyone: denySend } }, 'bypassSlowMode', 'channel', true],
  ['send denied leaves addReactions', { ...all(send, 'addReactions'), channel: { everyone: denySend } }, 'addReactions', 'channel', true],
  ['send denied leaves manageWebhooks', { ...all(send, 'manageWebhooks'), channel: { everyone: denySend } }, 'manageWebhooks', 'channel', true],
  ['view denied takes connect along', { ...everything, channel: { everyone: { deny: [view] } } }, 'connect', 'channel', false],
  ['view denied takes readHistory along', { ...everything, channel: { everyone: { deny: [view] } } }, 'readHistory', 'channel', false],
  ['view denied takes addReactions along', { ...everything, channel: { everyone: { deny: [view] } } }, 'addReactions', 'channel', false],
  ['view denied takes manageRoles along', { ...everything, channel: { everyone: { deny: [view] } } }, 'manageRoles', 'channel', false],
  ['view denied takes createInvite along', { ...everything, channel: { everyone: { deny: [view] } } }, 'createInvite', 'channel', false],
  ['view denied takes mentionEveryone along', { ...everything, channel: { everyone: { deny: [view] } } }, 'mentionEveryone', 'channel', false],
  ['view denied takes manageMessages along', { ...everything, channel: { everyone: { deny: [view] } } }, 'manageMessages', 'channel', false],
  ['view denied takes moveMembers along', { ...everything, channel: { everyone: { deny: [view] } } }, 'moveMembers', 'channel', false],
  ['a timeout leaves viewChannel', muted, 'viewChannel', 'channel', true],
  ['a timeout leaves readHistory', muted, 'readHistory', 'channel', true],
  ['a timeout takes sendMessages', muted, 'sendMessages', 'channel', false],
  ['a timeout takes sendMessagesInThreads', muted, 'sendMessagesInThreads', 'channel', false],
  ['a timeout takes addReactions', muted, 'addReactions', 'channel', false],
  ['a timeout takes connect', muted, 'connect', 'channel', false],
  ['a timeout takes speak', muted, 'speak', 'channel', false],
  ['a timeout takes createInvite', muted, 'createInvite', 'channel', false],
  ['a timeout takes changeNickname', muted, 'changeNickname', 'channel', false],
  ['a timeout takes manageMessages', muted, 'manageMessages', 'channel', false],
  ['a timeout takes kickMembers', muted, 'kickMembers', 'channel', false],
  ['a timeout takes createPolls', muted, 'createPolls', 'channel', false],
  ['a timeout takes it in the community too', muted, 'createInvite', 'community', false],
  ['a timeout leaves viewing no channel that is hidden', { ...muted, channel: { everyone: { deny: [view] } } }, view, 'channel', false],
  ['no overwrite reaches past a timeout', { ...muted, channel: { member: allowSend } }, send, 'channel', false],
  ['administrators pass by a timeout', { ...muted, high: ['administrator'] }, send, 'channel', true],
  ['rules not accepted leave viewChannel', fresh, 'viewChannel', 'channel', true],
  ['rules not accepted leave readHistory', fresh, 'readHistory', 'channel', true],
  ['rules not accepted take sendMessages', fresh, 'sendMessages', 'channel', false],
  ['rules not accepted take addReactions', fresh, 'addReactions', 'channel', false],
  ['rules not accepted take connect', fresh, 'connect', 'channel', false],
  ['rules not accepted take createInvite', fresh, 'createInvite', 'channel', false],
  ['no role reaches past rules not accepted', { ...fresh, high: [send] }, send, 'channel', false],
  ['administrators owe no rules', { ...fresh, high: ['administrator'] }, send, 'channel', true],
  ['an archived channel leaves viewChannel', filed, 'viewChannel', 'channel', true],
  ['an archived channel leaves readHistory', filed, 'readHistory', 'channel', true],
  ['an archived channel leaves manageChannels', filed, 'manageChannels', 'channel', true],
  ['an archived channel leaves manageRoles', filed, 'manageRoles', 'channel', true],
  ['an archived channel leaves manageMessages', filed, 'manageMessages', 'channel', true],
  ['an archived channel takes sendMessages', filed, 'sendMessages', 'channel', false],
  ['an archived channel takes sendMessagesInThreads', filed, 'sendMessagesInThreads', 'channel', false],
  ['an archived channel takes addReactions', filed, 'addReactions', 'channel', false],
  ['an archived channel takes createPublicThreads', filed, 'createPublicThreads', 'channel', false],
  ['an archived channel takes createPolls', filed, 'createPolls', 'channel', false],
  ['an archived channel takes attachFiles', filed, 'attachFiles', 'channel', false],
  ['an archived channel takes connect', filed, 'connect', 'channel', false],
  ['an archived channel takes it from administrators too', { ...admin, archived: 'channel' }, send, 'channel', false],
  ['an archived category takes it in its channels', { ...everything, archived: 'category' }, send, 'channel', false],
  ['an archived category leaves its channels to see', { ...everything, archived: 'category' }, view, 'channel', true],
  ['an archived channel changes nothing beside it', filed, send, 'category', true],
  ['a channel without overwrites follows its category for a role', { ...sender, low: [], category: { low: denySend } }, send, 'channel', false],
  ['one without that role does not follow', { ...sender, category: { low: denySend } }, send, 'channel', true],
  ['a category hides its channels', { ...everything, category: { everyone: { deny: [view] } } }, 'connect', 'channel', false],
  ['a category hidden, given to a role', { ...sender, low: [], category: { everyone: { deny: [view] }, low: { allow: [view] } } }, send, 'channel', true],
  ['a channel shown in a hidden category', { ...sender, category: { everyone: { deny: [view] } }, channel: { everyone: { allow: [view] } } }, send, 'channel', true],
  ['a channel hidden in a shown category', { ...sender, category: { everyone: { allow: [view] } }, channel: { everyone: { deny: [view] } } }, view, 'channel', false],
  ['a category member allow stays in the copy', { ...viewer, category: { member: allowSend }, channel: { everyone: { deny: ['addReactions'] } } }, send, 'channel', true],
  ['role allow of one, deny of everyone, deny of the member', { ...sender, low: [], channel: { everyone: denySend, low: allowSend, member: denySend } }, send, 'channel', false],
  ['deny of everyone, deny of a role, allow of the member', { ...sender, low: [], channel: { everyone: denySend, low: denySend, member: allowSend } }, send, 'channel', true],
  ['a role that grants nothing here but elsewhere', { ...viewer, low: [send], channel: { low: { deny: [send] }, member: allowSend } }, send, 'channel', true],
];
