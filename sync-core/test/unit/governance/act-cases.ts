/** Who may act on whom and what, by Discord's hierarchy and ours: a row for each rule [T12]. */
import type { GovernanceRefusal } from '../../../src/governance/index.ts';
import { type GovernanceOp, limits, type Permission, permissionsOf } from '../../../src/model/index.ts';
import {
  channelEditOp,
  channelSettingsOp,
  cutOf,
  revertOp,
  roleEditOp,
  ruleOp,
  settingsOp,
  timeoutOp,
  withdrawOp,
} from './ops.ts';
import type { Settled } from './settled.ts';
import { removeOp, roleOp } from './world.ts';

export const now = 1_700_001_000_000;
const day = 24 * 60 * 60 * 1000;

type Actor = 'owner' | 'high' | 'mod' | 'boss' | 'aide' | 'plain';
/** What the two highest roles may do. */
type May = readonly Permission[];
type Verdict = 'may' | GovernanceRefusal;
type Row = readonly [
  title: string,
  actor: Actor,
  may: May,
  op: (world: Settled) => GovernanceOp,
  verdict: Verdict,
];

const kick: May = ['kickMembers'];
const ban: May = ['banMembers'];
const roles: May = ['manageRoles', 'viewChannel', 'sendMessages'];
const channels: May = ['manageChannels', 'viewChannel'];
const moderate: May = ['moderateMembers'];
const nicknames: May = ['manageNicknames'];
const community: May = ['manageCommunity'];
const none: May = [];

const kickOp =
  (who: keyof Settled & ('owner' | 'high' | 'mod' | 'peer' | 'boss' | 'aide' | 'plain' | 'banned')) =>
  (world: Settled) =>
    removeOp(world[who], 1, { ban: false });
const banOp = (who: 'owner' | 'high' | 'peer' | 'aide' | 'plain' | 'banned') => (world: Settled) =>
  removeOp(world[who], 1);
const grant =
  (who: 'plain' | 'mod' | 'aide' | 'peer' | 'banned', role: 'top' | 'staff' | 'bossRole' | 'aideRole') =>
  (world: Settled): GovernanceOp => ({
    type: 'roleGranted',
    member: world[who].id,
    role: world[role],
  });
const revoke =
  (who: 'high' | 'aide' | 'peer' | 'boss' | 'mod', role: 'top' | 'staff' | 'bossRole' | 'aideRole') =>
  (world: Settled): GovernanceOp => ({
    type: 'roleRevoked',
    member: world[who].id,
    role: world[role],
  });
const editRole =
  (role: 'top' | 'staff' | 'bossRole' | 'aideRole', change: Parameters<typeof roleEditOp>[1]) =>
  (world: Settled) =>
    roleEditOp(world[role], change);
const overwrite =
  (target: 'top' | 'aideRole' | 'plain' | 'peer' | 'mod', allow: May, deny: May = []) =>
  (world: Settled): GovernanceOp => ({
    type: 'overwriteSet',
    place: { type: 'channel', id: world.channel },
    overwrite: {
      target:
        target === 'top' || target === 'aideRole'
          ? { type: 'role', id: world[target] }
          : { type: 'member', id: world[target].id },
      allow: permissionsOf(...allow),
      deny: permissionsOf(...deny),
    },
  });
const mute =
  (who: 'owner' | 'high' | 'peer' | 'mod' | 'boss' | 'aide' | 'plain' | 'banned', ms = day) =>
  (world: Settled) =>
    timeoutOp(world[who], now + ms);
const nick =
  (who: 'owner' | 'high' | 'mod' | 'peer' | 'plain' | 'banned') =>
  (world: Settled): GovernanceOp => ({ type: 'nicknameSet', member: world[who].id, name: 'Nick' });
const invite =
  (change: Parameters<Settled['inviteOp']>[1] = {}) =>
  (world: Settled) =>
    world.inviteOp(world.newInvite('fresh'), change);
const revert =
  (...who: readonly ('owner' | 'high' | 'peer' | 'aide' | 'plain' | 'banned')[]) =>
  (world: Settled) =>
    revertOp(
      who.map((name) => world[name]),
      1,
      now - day,
    );
const purge =
  (who: 'plain' | 'banned', ago: number) =>
  (world: Settled): GovernanceOp => ({ type: 'messagesPurged', member: world[who].id, since: now - ago });

// biome-ignore format: a table, one case a line
export const table: readonly Row[] = [
  ['kicking takes the permission', 'mod', none, kickOp('plain'), 'missing-permission'],
  ['kick who has no role', 'mod', kick, kickOp('plain'), 'may'],
  ['kick who stands below', 'mod', kick, kickOp('aide'), 'may'],
  ['kick nobody of the own highest role', 'mod', kick, kickOp('peer'), 'rank'],
  ['kick nobody above', 'mod', kick, kickOp('high'), 'rank'],
  ['kick an administrator whose role stands lower', 'mod', kick, kickOp('boss'), 'may'],
  ['nobody kicks the owner', 'high', kick, kickOp('owner'), 'owner-protected'],
  ['the owner kicks anyone', 'owner', none, kickOp('high'), 'may'],
  ['leave', 'plain', none, kickOp('plain'), 'may'],
  ['the owner does not leave', 'owner', none, kickOp('owner'), 'owner-protected'],
  ['kick no stranger', 'mod', kick, kickOp('banned'), 'unknown-target'],
  ['an administrator kicks below', 'boss', none, kickOp('aide'), 'may'],
  ['an administrator kicks nobody above', 'boss', none, kickOp('peer'), 'rank'],
  ['kick members does not ban', 'mod', kick, banOp('plain'), 'missing-permission'],
  ['ban who has no role', 'mod', ban, banOp('plain'), 'may'],
  ['ban nobody of the own highest role', 'mod', ban, banOp('peer'), 'rank'],
  ['ban nobody above', 'mod', ban, banOp('high'), 'rank'],
  ['nobody bans the owner', 'high', ban, banOp('owner'), 'owner-protected'],
  ['ban who is no member', 'mod', ban, banOp('banned'), 'may'],
  ['ban members does not kick', 'mod', ban, kickOp('plain'), 'missing-permission'],
  ['nobody bans themselves', 'plain', none, banOp('plain'), 'missing-permission'],
  ['lift a ban', 'mod', ban, (world) => ({ type: 'banLifted', member: world.banned.id, reason: '' }), 'may'],
  ['lifting a ban takes the permission', 'mod', kick, (world) => ({ type: 'banLifted', member: world.banned.id, reason: '' }), 'missing-permission'],
  ['lift no ban that is none', 'mod', ban, (world) => ({ type: 'memberUnbanned', member: world.plain.id }), 'not-banned'],
  ['granting takes the permission', 'mod', none, grant('plain', 'aideRole'), 'missing-permission'],
  ['grant a lower role', 'mod', roles, grant('plain', 'aideRole'), 'may'],
  ['grant a lower role to who stands higher', 'mod', roles, grant('peer', 'aideRole'), 'may'],
  ['grant nobody the own highest role', 'mod', roles, grant('plain', 'staff'), 'rank'],
  ['grant nobody a higher role', 'mod', roles, grant('plain', 'top'), 'rank'],
  ['grant oneself no higher role', 'mod', roles, grant('mod', 'top'), 'rank'],
  ['grant no lower role that may more', 'mod', roles, grant('plain', 'bossRole'), 'grants-more-than-held'],
  ['grant no stranger', 'mod', roles, grant('banned', 'aideRole'), 'unknown-target'],
  ['the owner grants any', 'owner', none, grant('plain', 'top'), 'may'],
  ['an administrator grants below', 'boss', none, grant('plain', 'aideRole'), 'may'],
  ['an administrator grants nothing above', 'boss', none, grant('plain', 'staff'), 'rank'],
  ['take a lower role', 'mod', roles, revoke('aide', 'aideRole'), 'may'],
  ['take no role as high as the own', 'mod', roles, revoke('peer', 'staff'), 'rank'],
  ['take no higher role', 'mod', roles, revoke('high', 'top'), 'rank'],
  ['take a lower role that may more', 'mod', roles, revoke('boss', 'bossRole'), 'may'],
  ['give up the own highest role: not without somebody above', 'mod', roles, revoke('mod', 'staff'), 'rank'],
  ['withdraw a lower role', 'mod', roles, (world) => withdrawOp(world.aide, world.aideRole, 1), 'may'],
  ['withdraw no role as high as the own', 'mod', roles, (world) => withdrawOp(world.peer, world.staff, 1), 'rank'],
  ['withdraw nothing from who stands higher', 'mod', roles, (world) => withdrawOp(world.peer, world.aideRole, 1), 'rank'],
  ['withdrawing takes the permission', 'mod', kick, (world) => withdrawOp(world.aide, world.aideRole, 1), 'missing-permission'],
  ['make a lower role', 'mod', roles, () => roleOp('d', permissionsOf('sendMessages')), 'may'],
  ['make no role as high as the own', 'mod', roles, () => roleOp('s', 0n), 'rank'],
  ['make no higher role', 'mod', roles, () => roleOp('z', 0n), 'rank'],
  ['make no role that may more', 'mod', roles, () => roleOp('d', permissionsOf('banMembers')), 'grants-more-than-held'],
  ['make no administrator', 'mod', roles, () => roleOp('d', permissionsOf('administrator')), 'grants-more-than-held'],
  ['an administrator makes another', 'boss', none, () => roleOp('d', permissionsOf('administrator')), 'may'],
  ['an order has its form', 'mod', roles, () => roleOp('d0', 0n), 'invalid-order'],
  ['name a lower role', 'mod', roles, editRole('aideRole', { name: 'x' }), 'may'],
  ['name no own role', 'mod', roles, editRole('staff', { name: 'x' }), 'rank'],
  ['name no higher role', 'mod', roles, editRole('top', { name: 'x' }), 'rank'],
  ['move a lower role below', 'mod', roles, editRole('aideRole', { order: 'e' }), 'may'],
  ['move no lower role up to the own', 'mod', roles, editRole('aideRole', { order: 's' }), 'rank'],
  ['move no lower role above', 'mod', roles, editRole('aideRole', { order: 'u' }), 'rank'],
  ['give a role what one holds', 'high', ['manageRoles', 'viewChannel', 'sendMessages', 'kickMembers'], editRole('aideRole', { permissions: permissionsOf('viewChannel', 'sendMessages', 'kickMembers') }), 'may'],
  ['give a role nothing that one lacks', 'mod', roles, editRole('aideRole', { permissions: permissionsOf('viewChannel', 'sendMessages', 'kickMembers') }), 'grants-more-than-held'],
  ['take from a role nothing that one lacks', 'mod', roles, editRole('bossRole', { permissions: 0n }), 'grants-more-than-held'],
  ['what a role has and keeps is not asked about', 'mod', roles, editRole('bossRole', { name: 'x', permissions: permissionsOf('administrator') }), 'may'],
  ['edit what everyone may do: of what one holds', 'mod', ['manageRoles', 'kickMembers'], () => roleEditOp(null, { permissions: permissionsOf('viewChannel', 'banMembers') }), 'grants-more-than-held'],
  ['the owner edits what everyone may do', 'owner', none, () => roleEditOp(null, { permissions: permissionsOf('kickMembers') }), 'may'],
  ['delete a lower role', 'mod', roles, editRole('aideRole', { deleted: true }), 'may'],
  ['delete no own role', 'mod', roles, editRole('staff', { deleted: true }), 'rank'],
  ['overwrites take the permission', 'mod', channels, overwrite('plain', ['sendMessages']), 'missing-permission'],
  ['allow a member what one holds', 'mod', roles, overwrite('plain', ['sendMessages']), 'may'],
  ['allow a member nothing that one lacks', 'mod', roles, overwrite('plain', ['manageMessages']), 'grants-more-than-held'],
  ['deny a member nothing that one lacks', 'mod', roles, overwrite('plain', [], ['manageMessages']), 'grants-more-than-held'],
  ['allow a lower role', 'mod', roles, overwrite('aideRole', ['sendMessages']), 'may'],
  ['touch no higher role', 'mod', roles, overwrite('top', [], ['sendMessages']), 'rank'],
  ['touch no member as high', 'mod', roles, overwrite('peer', [], ['sendMessages']), 'rank'],
  ['oneself: of what one holds', 'mod', roles, overwrite('mod', ['sendMessages']), 'may'],
  ['an overwrite makes no administrator', 'mod', roles, overwrite('plain', ['administrator']), 'grants-more-than-held'],
  ['time out who has no role', 'mod', moderate, mute('plain'), 'may'],
  ['a timeout takes the permission', 'mod', kick, mute('plain'), 'missing-permission'],
  ['time out nobody of the own highest role', 'mod', moderate, mute('peer'), 'rank'],
  ['time out nobody above', 'mod', moderate, mute('high'), 'rank'],
  ['nobody times the owner out', 'high', moderate, mute('owner'), 'owner-protected'],
  ['nobody times an administrator out', 'mod', moderate, mute('boss'), 'administrator-protected'],
  ['nobody times themselves out', 'mod', moderate, mute('mod'), 'rank'],
  ['a timeout lasts 28 days at most', 'mod', moderate, mute('plain', limits.timeoutMs), 'may'],
  ['a timeout lasts no millisecond longer', 'mod', moderate, mute('plain', limits.timeoutMs + 1), 'invalid-value'],
  ['a timeout ends later than now', 'mod', moderate, mute('plain', 0), 'invalid-value'],
  ['time out no stranger', 'mod', moderate, mute('banned'), 'unknown-target'],
  ['lift no timeout that is none', 'mod', moderate, (world) => ({ type: 'timeoutLifted', member: world.plain.id }), 'unknown-target'],
  ['name who has no role', 'mod', nicknames, nick('plain'), 'may'],
  ['naming others takes the permission', 'mod', none, nick('plain'), 'missing-permission'],
  ['name nobody as high', 'mod', nicknames, nick('peer'), 'rank'],
  ['nobody names the owner', 'high', nicknames, nick('owner'), 'rank'],
  ['name oneself', 'plain', none, nick('plain'), 'may'],
  ['name no stranger', 'mod', nicknames, nick('banned'), 'unknown-target'],
  ['purge a banned member', 'mod', ban, purge('banned', day), 'may'],
  ['purge nobody who is not banned', 'mod', ban, purge('plain', day), 'not-banned'],
  ['purge seven days at most', 'mod', ban, purge('banned', limits.purgeMs + 1), 'invalid-value'],
  ['purging takes the permission', 'mod', kick, purge('banned', day), 'missing-permission'],
  ['undo a raid of those below', 'mod', ban, revert('plain', 'aide', 'banned'), 'may'],
  ['undo nothing of who stands as high', 'mod', ban, revert('plain', 'peer'), 'rank'],
  ['undo nothing of the owner', 'high', ban, revert('owner'), 'owner-protected'],
  ['undoing a raid takes the permission', 'mod', kick, revert('plain'), 'missing-permission'],
  ['undo the raid of nobody', 'mod', ban, revert(), 'invalid-value'],
  ['invite, as everyone may', 'plain', none, invite(), 'may'],
  ['an invite with a role takes managing roles', 'plain', none, (world) => invite({ roles: [world.aideRole] })(world), 'missing-permission'],
  ['an invite grants a lower role', 'mod', roles, (world) => invite({ roles: [world.aideRole] })(world), 'may'],
  ['an invite grants no higher role', 'mod', roles, (world) => invite({ roles: [world.top] })(world), 'rank'],
  ['an invite grants nothing that one lacks', 'mod', roles, (world) => invite({ roles: [world.bossRole] })(world), 'grants-more-than-held'],
  ['an invite lasts seven days', 'plain', none, invite({ expiresAt: now + limits.inviteMaxAgeMs }), 'may'],
  ['or for ever, but not eight', 'plain', none, invite({ expiresAt: now + limits.inviteMaxAgeMs + 1 }), 'invalid-value'],
  ['pause an invite of somebody else: manage the community', 'mod', community, (world) => ({ type: 'inviteEdited', invite: world.invite.invite, paused: true, approval: null }), 'may'],
  ['and not without', 'mod', kick, (world) => ({ type: 'inviteEdited', invite: world.invite.invite, paused: true, approval: null }), 'missing-permission'],
  ['make a channel', 'mod', channels, (world) => ({ type: 'channelCreated', kind: 'text', name: 'x', topic: '', category: world.category, order: 'i' }), 'may'],
  ['make none without the permission', 'plain', none, (world) => ({ type: 'channelCreated', kind: 'text', name: 'x', topic: '', category: world.category, order: 'i' }), 'missing-permission'],
  ['slow a channel down', 'mod', channels, (world) => channelSettingsOp(world.channel, { slowModeSeconds: 21_600 }), 'may'],
  ['slow none without the permission', 'plain', none, (world) => channelSettingsOp(world.channel, { slowModeSeconds: 5 }), 'missing-permission'],
  ['move a channel out', 'mod', channels, (world) => channelEditOp(world.channel, { place: { category: null, order: 'i' } }), 'may'],
  ['restore what was not deleted', 'mod', channels, (world) => ({ type: 'channelRestored', channel: world.channel }), 'unknown-target'],
  ['set the rules', 'mod', community, () => settingsOp({ rules: 'x' }), 'may'],
  ['set none without the permission', 'mod', kick, () => settingsOp({ rules: 'x' }), 'missing-permission'],
  ['accept rules that are not', 'plain', none, (world) => ({ type: 'rulesAccepted', rules: world.first.ids[0] ?? ('' as never) }), 'rules-changed'],
  ['make an automatic rule', 'mod', community, () => ruleOp({ type: 'mentions', most: 3 }), 'may'],
  ['make none without the permission', 'mod', kick, () => ruleOp({ type: 'mentions', most: 3 }), 'missing-permission'],
  ['hand the office on', 'owner', none, (world) => ({ type: 'ownershipTransferred', to: world.plain.id }), 'may'],
  ['nobody else hands it on', 'boss', none, (world) => ({ type: 'ownershipTransferred', to: world.plain.id }), 'owner-only'],
  ['no stranger gets it', 'owner', none, (world) => ({ type: 'ownershipTransferred', to: world.banned.id }), 'unknown-target'],
  ['settle the succession', 'owner', none, (world) => ({ type: 'successionSet', policy: { role: world.top, votes: 2, absentDays: 30 } }), 'may'],
  ['not to less than seven days', 'owner', none, (world) => ({ type: 'successionSet', policy: { role: world.top, votes: 2, absentDays: 6 } }), 'invalid-value'],
  ['nor by nobody', 'owner', none, (world) => ({ type: 'successionSet', policy: { role: world.top, votes: 0, absentDays: 30 } }), 'invalid-value'],
  ['an administrator settles none', 'boss', none, (world) => ({ type: 'successionSet', policy: { role: world.top, votes: 2, absentDays: 30 } }), 'owner-only'],
  ['nor is there a vote without', 'high', none, (world) => ({ type: 'successionVoted', successor: world.high.id }), 'no-succession'],
  ['report a message', 'plain', none, () => ({ type: 'messageReported', sealed: new Uint8Array(8), boxes: [] }), 'may'],
  ['answer no report that is none', 'mod', moderate, (world) => ({ type: 'reportResolved', report: world.first.ids[0] ?? ('' as never), outcome: 'acted' }), 'unknown-target'],
  ['answer no request that is none', 'mod', kick, (world) => ({ type: 'joinAnswered', member: world.plain.id, request: world.first.ids[0] ?? ('' as never), approved: true, reason: '' }), 'unknown-target'],
  ['open an epoch, as everyone may', 'plain', none, () => ({ type: 'epochOpened', commitment: new Uint8Array(32), boxes: [], history: [] }), 'may'],
  ['a cut alone makes no remover', 'plain', none, (world) => ({ ...removeOp(world.aide, 0), cuts: cutOf(world.aide, 0) }) as GovernanceOp, 'missing-permission'],
];
