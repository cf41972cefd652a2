/**
 * Whether an act is allowed in a given state: the one check that `resolve` and the sender share [T10, T12].
 * Joining is judged by `join.ts`, who signed and in what order by `fold.ts`.
 */
import { err, ok, type Result, unreachable } from '../base/index.ts';
import type { ChannelId, GovernanceOp, MemberId, OperationOf } from '../model/index.ts';
import { checkSuccession, checkTransfer, checkVote } from './act-office.ts';
import {
  checkAnswer,
  checkAutoRule,
  checkInvite,
  checkInviteChange,
  checkNickname,
  checkPurge,
  checkRemoval,
  checkReport,
  checkReportAnswer,
  checkRevert,
  checkRevertUndo,
  checkTimeout,
  checkTimeoutLift,
  checkUnban,
} from './act-people.ts';
import {
  checkCategoryArchive,
  checkCategoryCreation,
  checkCategoryEdit,
  checkChannelCreation,
  checkChannelEdit,
  checkChannelSettings,
  checkRestore,
  checkSettings,
} from './act-places.ts';
import {
  checkOverwrite,
  checkRoleCreation,
  checkRoleEdit,
  checkRoleGrant,
  checkRoleLoss,
  checkSync,
} from './act-roles.ts';
import { isPresent } from './join.ts';
import {
  type ActRefusal,
  type Case,
  type Check,
  type Ground,
  isAdministrator,
  needs,
  needsOwner,
  own,
  refuse,
} from './judging.ts';
import { isTimedOut } from './restrict.ts';
import type { Community, Member } from './types.ts';

export type Plain = Exclude<
  GovernanceOp,
  { readonly type: 'genesis' | 'memberJoined' | 'deviceAdded' | 'memberRemoved' }
>;

/**
 * Acts on keys: nobody's to undo, as a key that was handed out stays with whoever has it; and a device that was
 * taken away from whoever holds it isn't given back to them.
 */
export const isKeyOp = ({ type }: GovernanceOp): boolean =>
  type === 'epochOpened' ||
  type === 'channelEpochOpened' ||
  type === 'epochSealed' ||
  type === 'deviceRemoved';

/** What anyone may do whatever was taken from them: leave, read the rules, keep the keys fresh, see to one's devices. */
export const isOpenToAll = (actor: MemberId, op: GovernanceOp): boolean =>
  op.type === 'memberJoined' ||
  op.type === 'deviceAdded' ||
  op.type === 'rulesAccepted' ||
  isKeyOp(op) ||
  (op.type === 'memberRemoved' && op.member === actor && !op.ban);

/** A timeout, and rules not accepted yet, leave nothing to do; administrators pass. */
const checkStanding = (on: Case, member: Member, op: GovernanceOp): Check => {
  if (isOpenToAll(on.actor, op)) return null;
  if (!member.owesRules && !isTimedOut(member, on.at)) return null;
  if (isAdministrator(on.community, on.actor)) return null;
  return refuse(isTimedOut(member, on.at) ? 'timed-out' : 'rules-not-accepted');
};

/** Everyone sees to their own devices, and to nobody else's. */
const checkDeviceRemoval = (on: Case, op: OperationOf<'deviceRemoved'>): Check => {
  const device = on.community.devices.get(op.device);
  if (device?.member !== on.actor || !isPresent(on.community, device)) return refuse('unknown-target');
  return own(on);
};

/** A channel's keys are the business of those who may see it. */
const checkChannelKey = (on: Case, channel: ChannelId): Check =>
  on.community.channels.has(channel) ? needs(on, 'viewChannel', { channel }) : refuse('unknown-target');

const checkPlain = (on: Case, member: Member, op: Plain): Check => {
  switch (op.type) {
    case 'communityEdited':
    case 'pictureStored':
      return needs(on, 'manageCommunity');
    case 'communitySettingsEdited':
      return checkSettings(on, op);
    case 'categoryCreated':
      return checkCategoryCreation(on, op);
    case 'categoryEdited':
      return checkCategoryEdit(on, op);
    case 'categoryArchived':
      return checkCategoryArchive(on, op);
    case 'channelCreated':
      return checkChannelCreation(on, op);
    case 'channelEdited':
      return checkChannelEdit(on, op);
    case 'channelSettingsEdited':
      return checkChannelSettings(on, op);
    case 'channelRestored':
    case 'categoryRestored':
      return checkRestore(on, op);
    case 'roleCreated':
      return checkRoleCreation(on, op);
    case 'roleEdited':
      return checkRoleEdit(on, op);
    case 'roleGranted':
      return checkRoleGrant(on, op);
    case 'roleRevoked':
    case 'roleWithdrawn':
      return checkRoleLoss(on, op);
    case 'overwriteSet':
      return checkOverwrite(on, op);
    case 'overwritesSynced':
      return checkSync(on, op);
    case 'inviteCreated':
      return checkInvite(on, op);
    case 'inviteRevoked':
    case 'inviteEdited':
      return checkInviteChange(on, op);
    case 'joinAnswered':
      return checkAnswer(on, op);
    case 'memberUnbanned':
    case 'banLifted':
      return checkUnban(on, op);
    case 'profileEdited':
      return op.name === member.name ? own(on) : needs(on, 'changeNickname');
    case 'nicknameSet':
      return checkNickname(on, op);
    case 'memberTimedOut':
      return checkTimeout(on, op);
    case 'timeoutLifted':
      return checkTimeoutLift(on, op);
    case 'messagesPurged':
      return checkPurge(on, op);
    case 'actsReverted':
      return checkRevert(on, op);
    case 'revertUndone':
      return checkRevertUndo(on, op);
    case 'messageReported':
      return checkReport(on);
    case 'reportResolved':
      return checkReportAnswer(on, op);
    case 'autoRuleSet':
    case 'autoRuleRemoved':
      return checkAutoRule(on, op);
    case 'rulesAccepted':
      return on.community.rules?.id === op.rules ? own(on) : refuse('rules-changed');
    case 'ownershipTransferred':
      return checkTransfer(on, op);
    case 'successionSet':
      return checkSuccession(on, op);
    case 'successionVoted':
      return checkVote(on, op);
    case 'ownerSeen':
      return needsOwner(on);
    case 'deviceRemoved':
      return checkDeviceRemoval(on, op);
    case 'epochOpened':
      return own(on);
    case 'channelEpochOpened':
      return checkChannelKey(on, op.channel);
    case 'epochSealed': {
      const epoch = on.community.epochs.find(({ id }) => id === op.epoch);
      if (epoch === undefined) return refuse('unknown-target');
      return epoch.channel === null ? own(on) : checkChannelKey(on, epoch.channel);
    }
    default:
      return unreachable(op);
  }
};

/** Who asked to come in takes it back: the one act of somebody who isn't in yet. */
export const isWithdrawal = ({ applicants }: Community, actor: MemberId, op: GovernanceOp): boolean =>
  op.type === 'joinAnswered' &&
  op.member === actor &&
  !op.approved &&
  applicants.get(actor)?.request === op.request;

const check = (on: Case, op: GovernanceOp): Check => {
  const { community, actor } = on;
  if (!community.founded) return refuse('before-genesis');
  if (op.type === 'genesis') return refuse('already-founded');
  if (op.type === 'memberJoined') return community.bans.has(actor) ? refuse('banned') : null;
  if (isWithdrawal(community, actor, op)) return own(on);
  const member = community.members.get(actor);
  if (member === undefined) return refuse('not-a-member');
  // The certificate proves itself.
  if (op.type === 'deviceAdded') return null;
  const barred = checkStanding(on, member, op);
  if (barred !== null) return barred;
  return op.type === 'memberRemoved' ? checkRemoval(on, op) : checkPlain(on, member, op);
};

const unheard = (): void => {};

/**
 * Whether `actor` may do `op` in this state at `atMs`; asked before sending and, for every op, by `resolve`.
 * `note` hears what an allowed act rests on.
 */
export const canAct = (
  community: Community,
  actor: MemberId,
  op: GovernanceOp,
  atMs: number,
  note: (ground: Ground) => void = unheard,
): Result<void, ActRefusal> => {
  const refusal = check({ community, actor, at: atMs, note }, op);
  return refusal === null ? ok(undefined) : err(refusal);
};
