/** Reads of moderation: rules, what words would meet, reports. Never from the network. */
import { can, canAct } from '../../governance/index.ts';
import type { ChannelId, GovernanceOp, MemberId, MessageId, OpId, Permission } from '../../model/index.ts';
import type { Place } from '../../storage/index.ts';
import type {
  AutoRulesView,
  MessageCheck,
  ReportCase,
  ReportQueue,
  ReportReaders,
  RuleMetView,
} from '../moderation-views.ts';
import type { NamedPerson, Verdict } from '../people-views.ts';
import type { CommunityCore } from './core.ts';
import { createMessageViews } from './message-views.ts';
import { personOf } from './people.ts';
import { authorOf, type Case, type ReportCases, readersOf } from './report-cases.ts';
import { hiddenBy, rulesTried } from './rule-check.ts';

export type ModerationQueries = {
  autoRules(): AutoRulesView;
  /** Which enabled rules a text would meet by itself, whoever wrote it. */
  tryRules(text: string): readonly RuleMetView[];
  /** What would become of these words. `edits`: they replace what was sent. */
  checkMessage(place: Place, text: string, edits: boolean): MessageCheck;
  reports(): ReportQueue;
  reportReaders(message: MessageId): ReportReaders;
};

/** Closed cases that are listed. */
const closedShown = 100;
const someReport: GovernanceOp = { type: 'messageReported', sealed: new Uint8Array(), boxes: [] };

export const createModerationQueries = (core: CommunityCore, cases: ReportCases): ModerationQueries => {
  const { store, governance, self, clock } = core;

  const person = (member: MemberId): NamedPerson => {
    const { name, colour } = personOf(governance.current(), member);
    return { member, name, colour };
  };
  const verdictOn = (op: GovernanceOp): Verdict => {
    const allowed = canAct(governance.current(), self, op, clock.now());
    return allowed.ok ? null : (allowed.error.permission ?? allowed.error.reason);
  };
  const asked = (channel: ChannelId, text: string) => ({ author: self, channel, text, ms: clock.now() });
  const ruleName = (rule: OpId): string => governance.current().autoRules.get(rule)?.name ?? '';

  const toView = (one: Case): ReportCase => {
    const row = store.message(one.message);
    const community = governance.current();
    // Who wrote it and where is the reporter's word only while the message isn't here.
    const channel = row?.channel ?? one.channel;
    return {
      message: one.message,
      channel: { id: channel, name: community.channels.get(channel)?.name ?? '' },
      author: person(row === null ? one.author : authorOf(row)),
      view: row === null ? null : createMessageViews(store, community, self).view(row),
      excerpt: one.excerpt,
      reports: one.reports.map(({ op, by, at, reason, note }) => ({
        report: op,
        by: person(by),
        at,
        reason,
        note,
      })),
      rules: one.flaggedBy.map(ruleName),
      at: one.at,
      resolved: one.resolved && { ...one.resolved, by: person(one.resolved.by) },
    };
  };

  const holds = (permission: Permission): Verdict =>
    can(governance.current(), self, permission, undefined, clock.now()) ? null : permission;

  return {
    autoRules() {
      const { autoRules } = governance.current();
      const rules = [...autoRules.values()].map(({ by, ...rule }) => ({ ...rule, by: person(by) }));
      return {
        rules: rules.sort((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1)),
        manage: holds('manageCommunity'),
      };
    },
    tryRules: (text) => rulesTried(governance.current().autoRules.values(), text, clock.now()),
    checkMessage: ({ channel }, text, edits) => ({
      hiddenBy: hiddenBy(governance.current(), store, asked(channel, text), edits),
    }),
    reports: () => ({
      open: cases.open().map(toView),
      resolved: cases.closed(closedShown).map(toView),
      unreadable: cases.countUnreadable(),
      resolve: holds('moderateMembers'),
    }),
    reportReaders(message) {
      const row = store.message(message);
      if (row === null) return { readers: [], report: 'unknown-target' };
      const readers = readersOf(governance.current(), authorOf(row), row.channel);
      return { readers: readers.map(({ member }) => person(member)), report: verdictOn(someReport) };
    },
  };
};
