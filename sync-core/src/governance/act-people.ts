/** Whether an act on people is allowed [T12]: removals, timeouts, bans, reverts, invites, requests, reports. */
import { limits, type MemberId, type OperationOf } from '../model/index.ts';
import { checkRole } from './act-roles.ts';
import { type Case, type Check, isAdministrator, needs, needsAbove, own, refuse } from './judging.ts';
import { compareRanks, rankOf } from './rank.ts';

/** Above who is a member, and above who was one when they were put out. */
const needsAboveOnce = (on: Case, member: MemberId): Check => {
  const { community, actor } = on;
  if (community.members.has(member)) return needsAbove(on, member);
  const former = community.removals.get(member)?.findLast((removal) => removal.former !== null)?.former;
  if (former == null) return null;
  const above = compareRanks(
    rankOf(community, actor, community.members.get(actor)),
    rankOf(community, member, former),
  );
  if (above <= 0) return refuse('rank');
  on.note({ kind: 'above-member', member });
  return null;
};

export const checkRemoval = (on: Case, op: OperationOf<'memberRemoved'>): Check => {
  const { community, actor } = on;
  if (op.member === community.owner) return refuse('owner-protected');
  if (op.member === actor && !op.ban) return own(on);
  const missing = needs(on, op.ban ? 'banMembers' : 'kickMembers');
  if (missing !== null) return missing;
  if (!op.ban && !community.members.has(op.member)) return refuse('unknown-target');
  // Of who is gone the cut reaches back all the same; only who never came in has no rank.
  return needsAboveOnce(on, op.member);
};

export const checkUnban = (on: Case, op: OperationOf<'memberUnbanned' | 'banLifted'>): Check =>
  on.community.bans.has(op.member) ? needs(on, 'banMembers') : refuse('not-banned');

export const checkNickname = (on: Case, op: OperationOf<'nicknameSet'>): Check => {
  if (!on.community.members.has(op.member)) return refuse('unknown-target');
  if (op.member === on.actor) return needs(on, 'changeNickname');
  return needs(on, 'manageNicknames') ?? needsAbove(on, op.member);
};

export const checkTimeout = (on: Case, op: OperationOf<'memberTimedOut'>): Check => {
  const { community, at } = on;
  if (!community.members.has(op.member)) return refuse('unknown-target');
  if (op.member === community.owner) return refuse('owner-protected');
  const missing = needs(on, 'moderateMembers') ?? needsAbove(on, op.member);
  if (missing !== null) return missing;
  if (isAdministrator(community, op.member)) return refuse('administrator-protected');
  return op.until > at && op.until <= at + limits.timeoutMs ? null : refuse('invalid-value');
};

export const checkTimeoutLift = (on: Case, op: OperationOf<'timeoutLifted'>): Check => {
  const member = on.community.members.get(op.member);
  if (member === undefined || member.timeout === null) return refuse('unknown-target');
  return needs(on, 'moderateMembers') ?? needsAbove(on, op.member);
};

export const checkPurge = (on: Case, op: OperationOf<'messagesPurged'>): Check => {
  if (!on.community.bans.has(op.member)) return refuse('not-banned');
  const missing = needs(on, 'banMembers') ?? needsAboveOnce(on, op.member);
  if (missing !== null) return missing;
  return op.since <= on.at && op.since >= on.at - limits.purgeMs ? null : refuse('invalid-value');
};

export const checkRevert = (on: Case, op: OperationOf<'actsReverted'>): Check => {
  const missing = needs(on, 'banMembers');
  if (missing !== null) return missing;
  if (op.members.length === 0 || op.since > on.at) return refuse('invalid-value');
  for (const member of op.members) {
    if (member === on.community.owner) return refuse('owner-protected');
    const refusal = needsAboveOnce(on, member);
    if (refusal !== null) return refusal;
  }
  return null;
};

/** Whoever did it, and who stands above them; never one whose acts it reverts. */
export const checkRevertUndo = (on: Case, op: OperationOf<'revertUndone'>): Check => {
  const revert = on.community.reverts.get(op.revert);
  if (revert === undefined || revert.undone !== null) return refuse('unknown-target');
  const missing = needs(on, 'banMembers');
  if (missing !== null) return missing;
  if (revert.members.includes(on.actor)) return refuse('rank');
  return revert.by === on.actor ? own(on) : needsAboveOnce(on, revert.by);
};

export const checkInvite = (on: Case, op: OperationOf<'inviteCreated'>): Check => {
  const missing = needs(on, 'createInvite');
  if (missing !== null) return missing;
  if (on.community.invites.has(op.invite)) return refuse('invite-exists');
  if (op.expiresAt !== null && op.expiresAt > on.at + limits.inviteMaxAgeMs) return refuse('invalid-value');
  if (op.roles.length === 0) return null;
  const unable = needs(on, 'manageRoles');
  if (unable !== null) return unable;
  for (const role of op.roles) {
    const refusal = checkRole(on, role);
    if (refusal !== null) return refusal;
  }
  return null;
};

export const checkInviteChange = (on: Case, op: OperationOf<'inviteRevoked' | 'inviteEdited'>): Check => {
  const invite = on.community.invites.get(op.invite);
  if (invite === undefined) return refuse('unknown-target');
  return invite.by === on.actor ? own(on) : needs(on, 'manageCommunity');
};

export const checkAnswer = (on: Case, op: OperationOf<'joinAnswered'>): Check => {
  const { community } = on;
  if (community.applicants.get(op.member)?.request !== op.request) return refuse('unknown-target');
  if (op.approved && community.bans.has(op.member)) return refuse('banned');
  return needs(on, 'kickMembers');
};

export const checkReport = (on: Case): Check => {
  let open = 0;
  for (const { by, resolved } of on.community.reports.values())
    if (by === on.actor && resolved === null) open++;
  return open < limits.openReportsPerMember ? own(on) : refuse('too-many');
};

export const checkReportAnswer = (on: Case, op: OperationOf<'reportResolved'>): Check => {
  const report = on.community.reports.get(op.report);
  return report === undefined || report.resolved !== null
    ? refuse('unknown-target')
    : needs(on, 'moderateMembers');
};

export const checkAutoRule = (on: Case, op: OperationOf<'autoRuleSet' | 'autoRuleRemoved'>): Check => {
  const { autoRules } = on.community;
  if (op.rule !== null && !autoRules.has(op.rule)) return refuse('unknown-target');
  if (op.rule === null && autoRules.size >= limits.autoRules) return refuse('too-many');
  return needs(on, 'manageCommunity');
};
