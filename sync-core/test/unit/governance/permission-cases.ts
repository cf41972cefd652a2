/** What Discord's rules say of one member in one channel of one category: a row for each rule [T12]. */
import type { Permission } from '../../../src/model/index.ts';

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
];
