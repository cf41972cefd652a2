/** What the host tells the UI of moderation: what is held back and why, reports, automatic rules. */
import type { AutoRule } from '../governance/index.ts';
import type {
  ChannelId,
  MessageId,
  OpId,
  ReportOutcome,
  ReportReason,
  RoleId,
  RuleResponse,
} from '../model/index.ts';
import type { BarReason } from '../timeline/index.ts';
import type { NamedPerson, Verdict } from './people-views.ts';
import type { MessageView } from './views.ts';

/** Why only its author and the moderators see a message; the first that applies. */
export type HeldView = {
  readonly reason: BarReason | 'slow-mode' | 'rule';
  /** What the rules are called. */
  readonly rules: readonly string[];
};

/** What of a text meets a rule. */
export type RuleCause =
  | { readonly type: 'words'; readonly words: readonly string[] }
  | { readonly type: 'mentions'; readonly most: number }
  | { readonly type: 'links'; readonly hosts: readonly string[] }
  | { readonly type: 'flood'; readonly messages: number; readonly seconds: number; readonly until: number }
  | {
      readonly type: 'newMembers';
      readonly until: number;
      readonly forbids: 'messages' | 'links' | 'mentions';
    };

export type RuleMetView = {
  readonly rule: OpId;
  readonly name: string;
  readonly response: RuleResponse;
  readonly cause: RuleCause;
};

/** What would become of words if they were sent now; null: nothing stands against them. */
export type MessageCheck = { readonly hiddenBy: RuleMetView | null };

export type RuleTrigger = AutoRule['trigger'];
export type AutoRuleView = {
  readonly id: OpId;
  readonly name: string;
  readonly enabled: boolean;
  readonly trigger: RuleTrigger;
  readonly response: RuleResponse;
  readonly exemptRoles: readonly RoleId[];
  readonly exemptChannels: readonly ChannelId[];
  /** Who set it last. */
  readonly by: NamedPerson;
};
export type AutoRulesView = { readonly rules: readonly AutoRuleView[]; readonly manage: Verdict };

export type ReportView = {
  readonly report: OpId;
  readonly by: NamedPerson;
  readonly at: number;
  readonly reason: ReportReason;
  readonly note: string;
};

/** All that speaks about one message. */
export type ReportCase = {
  readonly message: MessageId;
  readonly channel: { readonly id: ChannelId; readonly name: string };
  readonly author: NamedPerson;
  /** Null when it isn't here, was erased, or can't be read. */
  readonly view: MessageView | null;
  /** As the first reporter saw it. */
  readonly excerpt: string;
  /** The first one first; none where only rules flagged it. */
  readonly reports: readonly ReportView[];
  /** What the rules are called that flagged it. */
  readonly rules: readonly string[];
  readonly at: number;
  readonly resolved: {
    readonly by: NamedPerson;
    readonly at: number;
    readonly outcome: ReportOutcome;
  } | null;
};

export type ReportQueue = {
  /** The longest waiting first. */
  readonly open: readonly ReportCase[];
  /** The latest first. */
  readonly resolved: readonly ReportCase[];
  /** Open ones that were sealed before the own person moderated, or to others alone. */
  readonly unreadable: number;
  readonly resolve: Verdict;
};

/** Who would read a report of a message. */
export type ReportReaders = { readonly readers: readonly NamedPerson[]; readonly report: Verdict };
