export {
  basePermissions,
  can,
  everyoneRole,
  isNamed,
  isOutOfStep,
  overwriteKey,
  overwritesAt,
  overwritesOf,
  permissionsAt,
} from './access.ts';
export {
  type Account,
  type AccountChange,
  type AccountField,
  type AccountGroup,
  type AccountKind,
  type AccountValue,
  accountKinds,
  type KnownNames,
  type Named,
  nameOf,
} from './account.ts';
export { canAct } from './act.ts';
export { absenceMs, standingVotes } from './act-office.ts';
export {
  type Audience,
  audienceDevices,
  audienceOf,
  bestEpoch,
  epochById,
  epochRecipients,
  isPrivate,
  type Leaving,
} from './audience.ts';
export { type AuditEntry, type AuditFilter, isAbout, type Why } from './audit.ts';
export {
  type FloodLimit,
  hostsIn,
  type JudgedMessage,
  meetsTrigger,
  type RuleHit,
  rulesMet,
  rulesOn,
  wordsIn,
} from './auto-rules.ts';
export { type Authorship, authorshipOf, isCut, lengthUnder, type NoAuthor, type Written } from './cuts.ts';
export { communityDump } from './dump.ts';
export { type Cause, explain, type Step } from './explain.ts';
export { createGovernance, type Governance, resolve } from './governance.ts';
export { type InviteRefusal, isAdmitted, isPresent, refuseInvite } from './join.ts';
export type { ActRefusal, Ground } from './judging.ts';
export { type NewCommunity, newCommunityOps } from './new-community.ts';
export { compareOrder, inOrder, isOrder, orderBetween } from './order.ts';
export {
  causeOf,
  concerns,
  decisionAgainst,
  type Overturned,
  operationsOf,
  overturnedBetween,
} from './overturned.ts';
export { ordersFor } from './place-order.ts';
export { highestRole, outranks } from './rank.ts';
export { allMayRead, leavesOut, mayAsk, type SealingDue, sealingsDue } from './readers.ts';
export { rehearse, rehearsedId } from './rehearse.ts';
export { isArchived, isTimedOut, type Restriction } from './restrict.ts';
export type { Trail, TrailEntry } from './trail.ts';
export * from './types.ts';
export {
  type ChannelGroup,
  channelGroups,
  colourOf,
  type MemberGroup,
  membersByRole,
  rolesByRank,
  visibleChannels,
} from './views.ts';
export {
  channelsOfRoles,
  type DryRun,
  dryRun,
  type Effect,
  permissionsOfRoles,
  readableFrom,
  slowModeGapMs,
  slowModeWaitMs,
  type Trial,
  viewersOf,
} from './what-if.ts';
