/**
 * Reports and automatic rules [T12]. A report is sealed to those who moderate where the message stands: everyone
 * holds the operation, and learns nothing of it but that somebody reported something.
 */
import { err, ok, toWellFormed } from '../../base/index.ts';
import { sealReport } from '../../crypto/index.ts';
import {
  type GovernanceOp,
  limits,
  type MessageId,
  type OperationOf,
  type OpId,
  type ReportOutcome,
  type ReportReason,
} from '../../model/index.ts';
import type { MessageRow } from '../../storage/index.ts';
import { notAllowed, notFound, type Outcome } from '../errors.ts';
import { createActing } from './acting.ts';
import type { Changes } from './changes.ts';
import type { CommunityCore } from './core.ts';
import type { Inbound } from './inbound.ts';
import { authorOf, cutToBytes, type ReportCases, readersOf } from './report-cases.ts';
import type { Writer } from './writer.ts';

type Done = Outcome<Record<string, never>>;
export type AutoRuleDraft = Omit<OperationOf<'autoRuleSet'>, 'type'>;

export type ModerationCommands = {
  /** Tells those who moderate of a message. */
  report(message: MessageId, reason: Exclude<ReportReason, 'rule'>, note: string): Promise<Done>;
  /** Closes every open report of a message, and what rules flagged of it. */
  resolveReports(message: MessageId, outcome: ReportOutcome): Promise<Done>;
  /** `rule` null makes one. */
  setAutoRule(rule: AutoRuleDraft): Promise<Outcome<{ readonly rule: OpId }>>;
  removeAutoRule(rule: OpId): Promise<Done>;
};

export type ModerationCommandsDeps = {
  readonly core: CommunityCore;
  readonly writer: Writer;
  readonly inbound: Inbound;
  readonly cases: ReportCases;
  readonly publish: (changes: Changes) => void;
};

const done = ok<Record<string, never>>({});

export const createModerationCommands = (deps: ModerationCommandsDeps): ModerationCommands => {
  const { core, writer, inbound, cases, publish } = deps;
  const { store, governance, self, suite, community } = core;
  const { commit, act } = createActing({ core, writer, publish });

  const govern = (ops: readonly GovernanceOp[], changes: Changes): Outcome<readonly OpId[]> => {
    const acted = act(ops, changes);
    if (acted.ok) inbound.settle(changes);
    return acted;
  };

  const sealed = (
    row: MessageRow,
    reason: ReportReason,
    note: string,
  ): OperationOf<'messageReported'> | null => {
    const state = governance.current();
    const author = authorOf(row);
    const readers = readersOf(state, author, row.channel).flatMap(({ devices }) => devices);
    if (readers.length === 0) return null;
    const content = {
      channel: row.channel,
      message: row.id,
      author,
      excerpt: cutToBytes(row.text, limits.reportExcerptBytes),
      reason,
      note: cutToBytes(note, limits.reportNoteBytes),
    };
    const boxed = sealReport(suite, { community, by: self }, content, readers.slice(0, limits.reportReaders));
    return { type: 'messageReported', ...boxed };
  };

  /** What a rule flagged is closed by a report of one's own, so that the others who moderate learn of it. */
  const settleFlag = (message: MessageId, outcome: ReportOutcome, changes: Changes): Done => {
    const row = store.message(message);
    const op = row && sealed(row, 'rule', '');
    if (!op) return done;
    const reported = govern([op], changes);
    if (!reported.ok) return reported;
    const [report] = reported.value;
    if (report === undefined) return done;
    const resolved = govern([{ type: 'reportResolved', report, outcome }], changes);
    return resolved.ok ? done : resolved;
  };

  return {
    report: (message, reason, note) =>
      commit((changes) => {
        const row = store.message(message);
        if (row === null || row.deleted || row.system !== null) return notFound;
        const op = sealed(row, reason, toWellFormed(note));
        if (op === null) return notAllowed('unknown-target');
        const reported = govern([op], changes);
        return reported.ok ? done : reported;
      }),
    resolveReports: (message, outcome) =>
      commit((changes) => {
        const found = cases.open().find((one) => one.message === message);
        if (found === undefined) return notFound;
        const ops = found.reports.map(
          ({ op }): GovernanceOp => ({ type: 'reportResolved', report: op, outcome }),
        );
        const resolved = govern(ops, changes);
        if (!resolved.ok) return err(resolved.error);
        return found.flaggedBy.length === 0 ? done : settleFlag(message, outcome, changes);
      }),
    setAutoRule: (rule) =>
      commit((changes) => {
        const set = govern([{ type: 'autoRuleSet', ...rule, name: toWellFormed(rule.name) }], changes);
        if (!set.ok) return set;
        const [id] = set.value;
        return id === undefined ? notFound : ok({ rule: rule.rule ?? id });
      }),
    removeAutoRule: (rule) =>
      commit((changes) => {
        const removed = govern([{ type: 'autoRuleRemoved', rule }], changes);
        return removed.ok ? done : removed;
      }),
  };
};
