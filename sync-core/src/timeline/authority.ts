/**
 * The question that the timeline asks of governance, as a callback, so that this layer never
 * imports the one that answers. The answer must be a pure function of the admitted governance
 * operations: every replica with the same governance gives the same one [T10].
 */
import type {
  DeviceId,
  EnvelopeHash,
  EpochId,
  LogId,
  MemberId,
  OpId,
  RuleResponse,
  Stream,
  TimelineOp,
} from '../model/index.ts';

export type AuthorityQuestion = {
  readonly op: TimelineOp;
  readonly stream: Stream;
  readonly log: LogId;
  readonly number: number;
  readonly device: DeviceId;
  /** Whose key it was sealed with. */
  readonly epoch: EpochId;
  /** Governance heads that the writer had seen. */
  readonly cites: readonly EnvelopeHash[];
  /** When it was written by its own word; of what was imported, when that was. */
  readonly ms: number;
};

/** Why what somebody wrote with every right to doesn't count any more. */
export const barReasons = ['removed', 'purged', 'reverted', 'timed-out'] as const;
export type BarReason = (typeof barReasons)[number];

/** An automatic rule that a message meets. */
export type RuleMet = { readonly rule: OpId; readonly response: RuleResponse };
/** A rule that a message meets when as many of its author's in the channel lie within the time before it. */
export type FloodRule = RuleMet & { readonly messages: number; readonly seconds: number };

/** What holds a posted message to more than permissions, by the governance that it cites. */
export type Restraint = {
  /** Rules that it meets by itself. */
  readonly rules: readonly RuleMet[];
  /** What it must keep from its author's message before it in the channel. */
  readonly gapMs: number;
  readonly floods: readonly FloodRule[];
};

/**
 * - `counts`: the device's member may do this there (posting, reacting, importing …). Whether an edit
 *   or a deletion is the author's own is decided here, from `author`; `manageMessages` lets a deletion
 *   of another's message count, `mentionEveryone` lets an @everyone mark readers.
 * - `waiting`: governance that the envelope cites hasn't arrived. Not shown; asked again by `rejudge`.
 *   Slow mode and floods depend on what else its author wrote: that is folded from `restraint`, null for none.
 * - `barred`: a message that counted but for a later removal, purge, raid undo or timeout. Moderators may look.
 * - `never`: refused. Not shown; asked again by `rejudge`.
 */
export type Judgement =
  | {
      readonly verdict: 'counts';
      readonly author: MemberId;
      readonly manageMessages: boolean;
      readonly mentionEveryone: boolean;
      /** Lets the closing of another's comment count. */
      readonly editPages: boolean;
      readonly restraint: Restraint | null;
    }
  | { readonly verdict: 'barred'; readonly author: MemberId; readonly reason: BarReason }
  | { readonly verdict: 'waiting' }
  | { readonly verdict: 'never' };

export type Authority = {
  judge(question: AuthorityQuestion): Judgement;
};
