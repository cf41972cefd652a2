/** The contract's part on reports, automatic rules, and hiding what was written. */
import {
  type AutoRulesView,
  limits,
  linkPolicies,
  type MessageCheck,
  newMemberLimits,
  type OpId,
  type ReportQueue,
  type ReportReaders,
  type RuleMetView,
  reportOutcomes,
  reportReasons,
  ruleResponses,
} from '@maru/sync-core';
import { z } from 'zod';
import { channelId, communityId, messageId, opId, roleId } from '../ids.ts';

export const ruleNameChars = 100;
export const reportNoteChars = 500;
/** A domain as people write it: no scheme, no path. */
export const domainPattern = /^(?!-)[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+$/u;

const trigger = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('words'),
    words: z
      .array(
        z
          .string()
          .trim()
          .min(1)
          .max(limits.wordBytes / 4),
      )
      .min(1)
      .max(limits.wordsPerRule),
  }),
  z.object({ type: z.literal('mentions'), most: z.number().int().min(0).max(limits.mentionsPerMessage) }),
  z.object({
    type: z.literal('links'),
    policy: z.enum(linkPolicies),
    hosts: z.array(z.string().regex(domainPattern).max(253)).max(limits.hostsPerRule),
  }),
  z.object({
    type: z.literal('flood'),
    messages: z.number().int().min(1).max(limits.floodMessages),
    seconds: z.number().int().min(1).max(limits.floodSeconds),
  }),
  z.object({
    type: z.literal('newMembers'),
    seconds: z.number().int().min(1).max(limits.newMemberSeconds),
    forbid: z.array(z.enum(newMemberLimits)).min(1),
  }),
]);

export const moderationCommands = {
  reportMessage: z.object({
    community: communityId,
    message: messageId,
    reason: z.enum(reportReasons).exclude(['rule']),
    note: z.string().trim().max(reportNoteChars),
  }),
  /** Closes every open report of a message, and what rules flagged of it. */
  resolveReports: z.object({
    community: communityId,
    message: messageId,
    outcome: z.enum(reportOutcomes),
  }),
  /** `rule` null makes one. */
  setAutoRule: z.object({
    community: communityId,
    rule: opId.nullable(),
    name: z.string().trim().min(1).max(ruleNameChars),
    enabled: z.boolean(),
    trigger,
    response: z.enum(ruleResponses),
    exemptRoles: z.array(roleId).max(limits.exemptionsPerRule),
    exemptChannels: z.array(channelId).max(limits.exemptionsPerRule),
  }),
  removeAutoRule: z.object({ community: communityId, rule: opId }),
} as const;

const text = z.string().max(limits.messageBytes);

export const moderationQueries = {
  autoRules: z.object({ community: communityId }),
  /** Which enabled rules a text would meet by itself. */
  tryRules: z.object({ community: communityId, text }),
  /** What would become of words in a place if they were sent now; `edits`: in place of what was sent. */
  checkMessage: z.object({
    community: communityId,
    channel: channelId,
    thread: messageId.nullable(),
    text,
    edits: z.boolean(),
  }),
  reports: z.object({ community: communityId }),
  reportReaders: z.object({ community: communityId, message: messageId }),
} as const;

/** Only of commands that answer with more than "done". */
export type ModerationCommandOutputs = { setAutoRule: { readonly rule: OpId } };
export type ModerationQueryOutputs = {
  autoRules: AutoRulesView;
  tryRules: readonly RuleMetView[];
  checkMessage: MessageCheck;
  reports: ReportQueue;
  reportReaders: ReportReaders;
};
