/** What an operation that counts changes. Judgement came before; nothing is refused here. */
import { unreachable } from '../base/index.ts';
import { type EnvelopeHash, type MemberId, type OperationOf, type OpId, opToRoleId } from '../model/index.ts';
import type { Plain } from './act.ts';
import { removeDevice } from './apply-devices.ts';
import {
  answerJoin,
  bind,
  editMember,
  liftTimeout,
  purgeMessages,
  revertActs,
  setRole,
  timeOut,
  transferOwnership,
  undoRevert,
  voteForSuccessor,
} from './apply-people.ts';
import {
  archiveCategory,
  createCategory,
  createChannel,
  editCategory,
  editChannel,
  editChannelSettings,
  forgetRole,
  restoreCategory,
  restoreChannel,
  setOverwrite,
  syncOverwrites,
} from './apply-places.ts';
import type { Draft } from './draft.ts';
import { openEpoch } from './epoch-record.ts';
import type { Binding } from './types.ts';

/** The act: who did it, when, in which envelope, as which operation. */
export type Act = {
  readonly id: OpId;
  readonly by: MemberId;
  readonly at: number;
  readonly envelope: EnvelopeHash;
};

const editSettings = (draft: Draft, act: Act, op: OperationOf<'communitySettingsEdited'>): void => {
  const { live } = draft;
  draft.set({
    icon: op.icon === null ? live.icon : op.icon.to,
    notifications: op.notifications ?? live.notifications,
    systemChannel: op.systemChannel === null ? live.systemChannel : op.systemChannel.to,
    rules: op.rules === null ? live.rules : op.rules === '' ? null : { id: act.id, text: op.rules },
  });
};

const editRole = (draft: Draft, op: OperationOf<'roleEdited'>): void => {
  if (op.role === null) {
    if (op.permissions !== null) draft.set({ everyone: op.permissions });
    return;
  }
  const role = draft.live.roles.get(op.role);
  if (role === undefined) return;
  if (op.deleted === true) {
    draft.roles.edit().delete(role.id);
    for (const member of draft.live.members.values())
      if (member.roles.has(role.id)) setRole(draft, member.id, role.id, false);
    forgetRole(draft, role.id);
    return;
  }
  draft.roles.edit().set(role.id, {
    id: role.id,
    name: op.name ?? role.name,
    colour: op.colour ?? role.colour,
    order: op.order ?? role.order,
    permissions: op.permissions ?? role.permissions,
    hoist: op.hoist ?? role.hoist,
    mentionable: op.mentionable ?? role.mentionable,
  });
};

const createInvite = (draft: Draft, act: Act, op: OperationOf<'inviteCreated'>): void => {
  const { invite: id, agreementKey, expiresAt, maxUses, roles } = op;
  const fresh = { uses: 0, revoked: false, paused: false, approval: false, removals: draft.endings() };
  draft.invites.edit().set(id, { id, by: act.by, agreementKey, expiresAt, maxUses, roles, ...fresh });
};

const editInvite = (draft: Draft, op: OperationOf<'inviteRevoked' | 'inviteEdited'>): void => {
  const invite = draft.live.invites.get(op.invite);
  if (invite === undefined) return;
  const change =
    op.type === 'inviteRevoked'
      ? { revoked: true }
      : { paused: op.paused ?? invite.paused, approval: op.approval ?? invite.approval };
  draft.invites.edit().set(op.invite, { ...invite, ...change });
};

const resolveReport = (draft: Draft, act: Act, op: OperationOf<'reportResolved'>): void => {
  const report = draft.live.reports.get(op.report);
  if (report === undefined) return;
  const resolved = { by: act.by, at: act.at, outcome: op.outcome };
  draft.reports.edit().set(op.report, { ...report, resolved });
};

/** A binding that the operation makes, if it makes one. */
export const applyPlain = (draft: Draft, act: Act, op: Plain): Binding | null => {
  switch (op.type) {
    case 'communityEdited': {
      const { name, description } = draft.live;
      draft.set({ name: op.name ?? name, description: op.description ?? description });
      return null;
    }
    case 'pictureStored':
      draft.set({ picture: op.bytes });
      return null;
    case 'communitySettingsEdited':
      editSettings(draft, act, op);
      return null;
    case 'categoryCreated':
      createCategory(draft, act, op);
      return null;
    case 'categoryEdited':
      editCategory(draft, act, op);
      return null;
    case 'categoryArchived':
      archiveCategory(draft, op);
      return null;
    case 'categoryRestored':
      restoreCategory(draft, op);
      return null;
    case 'channelCreated':
      createChannel(draft, act, op);
      return null;
    case 'channelEdited':
      editChannel(draft, act, op);
      return null;
    case 'channelSettingsEdited':
      editChannelSettings(draft, op);
      return null;
    case 'channelRestored':
      restoreChannel(draft, op);
      return null;
    case 'roleCreated': {
      const { name, colour, order, permissions, hoist, mentionable } = op;
      const id = opToRoleId(act.id);
      draft.roles.edit().set(id, { id, name, colour, order, permissions, hoist, mentionable });
      return null;
    }
    case 'roleEdited':
      editRole(draft, op);
      return null;
    case 'roleGranted':
    case 'roleRevoked':
      setRole(draft, op.member, op.role, op.type === 'roleGranted');
      return null;
    case 'roleWithdrawn':
      setRole(draft, op.member, op.role, false);
      return bind(draft, act, op);
    case 'overwriteSet':
      setOverwrite(draft, op);
      return null;
    case 'overwritesSynced':
      syncOverwrites(draft, op);
      return null;
    case 'inviteCreated':
      createInvite(draft, act, op);
      return null;
    case 'inviteRevoked':
    case 'inviteEdited':
      editInvite(draft, op);
      return null;
    case 'joinAnswered':
      answerJoin(draft, act, op);
      return null;
    case 'memberUnbanned':
    case 'banLifted':
      draft.bans.edit().delete(op.member);
      return null;
    case 'profileEdited':
      editMember(draft, act.by, { name: op.name, colour: op.colour });
      return null;
    case 'nicknameSet':
      editMember(draft, op.member, { name: op.name });
      return null;
    case 'memberTimedOut':
      timeOut(draft, act, op);
      return bind(draft, act, op);
    case 'timeoutLifted':
      liftTimeout(draft, act, op);
      return null;
    case 'messagesPurged':
      purgeMessages(draft, act, op);
      return null;
    case 'actsReverted':
      revertActs(draft, act, op);
      return bind(draft, act, op);
    case 'revertUndone':
      undoRevert(draft, act, op);
      return null;
    case 'messageReported': {
      const { sealed, boxes } = op;
      draft.reports.edit().set(act.id, { op: act.id, by: act.by, at: act.at, sealed, boxes, resolved: null });
      return null;
    }
    case 'reportResolved':
      resolveReport(draft, act, op);
      return null;
    case 'autoRuleSet': {
      const { type: _, rule, ...terms } = op;
      const id = rule ?? act.id;
      draft.autoRules.edit().set(id, { id, by: act.by, ...terms });
      return null;
    }
    case 'autoRuleRemoved':
      draft.autoRules.edit().delete(op.rule);
      return null;
    case 'rulesAccepted':
      editMember(draft, act.by, { owesRules: false });
      return null;
    case 'ownershipTransferred':
      transferOwnership(draft, act, op);
      return null;
    case 'successionSet':
      draft.set({ succession: op.policy, successionVotes: new Map() });
      return null;
    case 'successionVoted':
      voteForSuccessor(draft, act, op);
      return null;
    case 'ownerSeen':
      return null;
    case 'deviceRemoved':
      return removeDevice(draft, act, op);
    case 'epochOpened':
      openEpoch(draft, act, null, op);
      return null;
    case 'channelEpochOpened':
      openEpoch(draft, act, op.channel, op);
      return null;
    case 'epochSealed':
      draft.sealings.edit().set(op.epoch, [...(draft.live.sealings.get(op.epoch) ?? []), ...op.boxes]);
      return null;
    default:
      return unreachable(op);
  }
};
