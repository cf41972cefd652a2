/**
 * How a community is steered: the operations beyond its bare structure. Settings, offices, moderation,
 * invites with conditions, rules that every client evaluates. Tags 18 to 42 and 48 of governance.
 *
 * Those with `cuts` reach back: what the people concerned wrote beyond the cut, not having seen the
 * operation, is judged as if they had, however it is dated [T11].
 */
import { blob, bool, list, nullable, struct, text, uint, union, word } from '../base/index.ts';
import {
  linkPolicies,
  newMemberLimits,
  notificationLevels,
  reportOutcomes,
  ruleResponses,
} from './entities.ts';
import { categoryId, channelId, inviteId, memberId, opId, roleId } from './ids.ts';
import { limits } from './limits.ts';
import { changed, cuts, key32, moment, name, reason, sealedKey } from './parts.ts';

const ruleTrigger = union({
  /** Words as they stand; `*` at an end lets letters follow or come before. */
  words: [0, struct({ words: list(text(limits.wordBytes), limits.wordsPerRule) })],
  mentions: [1, struct({ most: uint(limits.mentionsPerMessage) })],
  links: [2, struct({ policy: word(linkPolicies), hosts: list(text(253), limits.hostsPerRule) })],
  flood: [3, struct({ messages: uint(limits.floodMessages), seconds: uint(limits.floodSeconds) })],
  newMembers: [
    4,
    struct({
      seconds: uint(limits.newMemberSeconds),
      forbid: list(word(newMemberLimits), newMemberLimits.length),
    }),
  ],
});

export const steeringVariants = {
  communitySettingsEdited: [
    18,
    struct({
      /** SHA-256 of the picture. */
      icon: changed(key32),
      notifications: nullable(word(notificationLevels)),
      systemChannel: changed(channelId),
      /** What is to be accepted on joining; empty for nothing. */
      rules: nullable(text(limits.rulesBytes)),
    }),
  ],
  /** Names the operation that set the rules, so that nobody accepts what they haven't read. */
  rulesAccepted: [19, struct({ rules: opId })],
  ownershipTransferred: [20, struct({ to: memberId })],
  successionSet: [
    21,
    struct({
      policy: nullable(
        struct({
          role: roleId,
          votes: uint(limits.successionVotes),
          absentDays: uint(limits.absentDaysMost),
        }),
      ),
    }),
  ],
  successionVoted: [22, struct({ successor: memberId })],
  /** The owner is there. Any act of theirs says so too. */
  ownerSeen: [23, struct({})],
  categoryArchived: [24, struct({ category: categoryId, archived: bool })],
  categoryRestored: [25, struct({ category: categoryId })],
  channelSettingsEdited: [
    26,
    struct({
      channel: channelId,
      archived: nullable(bool),
      slowModeSeconds: nullable(uint(limits.slowModeSeconds)),
      history: nullable(
        union({
          everything: [0, struct({})],
          sinceJoining: [1, struct({})],
          sinceDate: [2, struct({ date: moment })],
        }),
      ),
    }),
  ],
  channelRestored: [27, struct({ channel: channelId })],
  /** The channel follows its category's overwrites again. */
  overwritesSynced: [28, struct({ channel: channelId })],
  nicknameSet: [29, struct({ member: memberId, name: text(limits.nicknameBytes) })],
  /** A role taken away so that nothing dated back rests on it. */
  roleWithdrawn: [30, struct({ member: memberId, role: roleId, cuts })],
  memberTimedOut: [31, struct({ member: memberId, until: moment, reason, cuts })],
  timeoutLifted: [32, struct({ member: memberId })],
  banLifted: [33, struct({ member: memberId, reason })],
  /** Hides what a banned member wrote since then and before this was known to them. */
  messagesPurged: [34, struct({ member: memberId, since: moment })],
  /** Raid undo: what these people did and wrote beyond the cuts doesn't count. */
  actsReverted: [
    35,
    struct({ members: list(memberId, limits.membersPerRevert), since: moment, reason, cuts }),
  ],
  revertUndone: [36, struct({ revert: opId, reason })],
  inviteEdited: [37, struct({ invite: inviteId, paused: nullable(bool), approval: nullable(bool) })],
  joinAnswered: [38, struct({ member: memberId, request: opId, approved: bool, reason })],
  /** Which message and why is sealed to the moderators: everyone holds this operation. */
  messageReported: [
    39,
    struct({ sealed: blob(limits.reportBytes), boxes: list(sealedKey, limits.reportReaders) }),
  ],
  reportResolved: [40, struct({ report: opId, outcome: word(reportOutcomes) })],
  /** `rule` null makes one, named by this operation. */
  autoRuleSet: [
    41,
    struct({
      rule: nullable(opId),
      name,
      enabled: bool,
      trigger: ruleTrigger,
      response: word(ruleResponses),
      exemptRoles: list(roleId, limits.exemptionsPerRule),
      exemptChannels: list(channelId, limits.exemptionsPerRule),
    }),
  ],
  autoRuleRemoved: [42, struct({ rule: opId })],
  /** The bytes of the picture that `communitySettingsEdited.icon` names; written before it, in the same envelope. */
  pictureStored: [48, struct({ bytes: blob(limits.pictureBytes) })],
} as const;
